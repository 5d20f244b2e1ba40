package org.tongguan.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tongguan.testkit.servers.SshServer;

/// What bad input gets: one line that names the thing and the step, an exit code, nothing lost, nothing met.
@Timeout(120)
class BadInputTest {

    @TempDir
    Path folder;

    /// A trace, a class name or a blank message is never what a person reads.
    private static void assertReadable(Cli call) {
        String said = call.err() + call.out();
        assertFalse(said.contains("\tat "), said);
        assertFalse(said.matches("(?s).*\\b(java|org|picocli)\\.[a-z]+\\.[A-Za-z.]*[A-Z].*"), said);
        assertFalse(said.contains("Exception"), said);
        assertFalse(said.contains("fault of Tongguan's own"), said);
    }

    private static void assertSays(int exit, String words, Cli call) {
        assertEquals(exit, call.exit(), call.err());
        assertTrue(call.err().contains(words), "expected '" + words + "' in: " + call.err());
        assertReadable(call);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {id: a, typ: linux}                                   | inventory.yaml:3:11: unknown key 'typ' (did you mean 'type'?)
            {id: a, type: linus}                                  | inventory.yaml:3:17: 'linus' is none of
            {id: a, type: nginx}                                  | it is found on its linux host
            {id: a, type: linux, access: {ssh: h, user: u, password: secret}} | a password is never written here
            {id: a, type: tls, access: {host: h, port: 70000}}    | a port is 1 to 65535, not 70000
            {id: a, type: web, access: {url: 'ftp://h/'}}         | is not an http or https address
            {id: a, id: b, type: linux}                           | key 'id' is given twice, first at
            {id: a b, type: linux}                                | must be 1 to 64 letters
            {id: a, type: linux                                   | not valid YAML
            """)
    void aTypoInTheInventoryIsNamedWithItsPlaceAndNearestWord(String asset, String words) {
        Path inventory = SampleSystem.inventory(folder, "inventory.yaml", "- " + asset);
        var call = Cli.run("assess", "--inventory", inventory, "--out", folder.resolve("out"));
        assertSays(Exit.USAGE, words, call);
        assertTrue(call.err().startsWith("tongguan: " + inventory + ":"), call.err());
        assertFalse(Files.exists(folder.resolve("out")));
    }

    @Test
    void twoAssetsWithOneIdAreRefused() {
        Path inventory = SampleSystem.inventory(folder, "i.yaml", SampleSystem.HOST, SampleSystem.HOST);
        assertSays(Exit.USAGE, "two assets have the id 'app', the first at " + inventory + ":3:5", assess(inventory));
    }

    @ParameterizedTest
    @CsvSource({"1, 1, level 1 (S1A1)", "4, 2, level 4 (S4A2)", "3, 5, level 5 (S3A5)"})
    void aLevelOutsideTheCatalogueIsRefusedBeforeAnythingIsMoved(int s, int a, String words) throws IOException {
        Path finished = folder.resolve("out");
        Files.createDirectories(finished.resolve("snapshot"));
        Files.writeString(finished.resolve("snapshot/seal.json"), "{}");
        Path inventory = SampleSystem.file(
                folder,
                "i.yaml",
                "system: {name: x, s-level: " + s + ", a-level: " + a + "}\nassets:\n" + SampleSystem.SWITCH);
        var call = Cli.run("assess", "--inventory", inventory, "--out", finished);
        assertSays(Exit.USAGE, words, call);
        assertTrue(call.err().contains("levels 2 and 3 only"), call.err());
        assertTrue(Files.exists(finished.resolve("snapshot/seal.json")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {item: 8.1.4.1 z, verdict: met}              | '8.1.4.1 z' names no item, e.g. 8.1.4.1 a (did you mean '8.1.4.1 a'?)
            {item: 8.1.4.1 a, asset: ap, verdict: met}   | no asset has the id 'ap' (did you mean 'app'?)
            {item: 8.1.4.1 a, verdict: mett}             | (did you mean 'met'?)
            {item: 8.1.4.1 a, verdict: met, reasn: x}    | unknown key 'reasn' (did you mean 'reason'?)
            """)
    void answersThatNameNothingKnownAreRefused(String answer, String words) {
        String whole = answer.replace(
                "}",
                ", owner: 张三, answered: 2026-01-10, evidence: [{document: x}]"
                        + (answer.contains("reasn") ? "}" : ", reason: 好}"));
        Path answers = SampleSystem.file(folder, "answers.yaml", "answers:\n  - " + whole + "\n");
        var call = Cli.run(
                "assess",
                "--inventory",
                SampleSystem.inventory(folder),
                "--answers",
                answers,
                "--out",
                folder.resolve("out"));
        assertSays(Exit.USAGE, words, call);
        assertTrue(call.err().contains(answers + ":2:"), call.err());
    }

    @Test
    void filesThatAreNotThereOrNotTextAreNamed() throws IOException {
        assertSays(Exit.USAGE, "nix.yaml:1:1: no such file", assess(folder.resolve("nix.yaml")));
        assertSays(Exit.USAGE, "is a folder, not a file", assess(folder));
        Path binary = folder.resolve("binary.yaml");
        Files.write(binary, new byte[] {'a', ':', '\n', 'b', (byte) 0xff});
        assertSays(Exit.USAGE, "binary.yaml:2:2: file is not UTF-8", assess(binary));
        assertSays(Exit.TROUBLE, "no snapshot at " + folder.resolve("nix"), Cli.run("judge", folder.resolve("nix")));
        assertSays(Exit.TROUBLE, "is neither a snapshot folder nor an evidence.zip", Cli.run("judge", binary));
        assertSays(Exit.USAGE, "no such check pack folder", Cli.run("checks", "test", "--pack", folder.resolve("nix")));
        Path inventory = SampleSystem.inventory(folder);
        assertSays(
                Exit.USAGE,
                "unknown key 'setings' (did you mean 'settings'?)",
                Cli.run(
                        "assess",
                        "--inventory",
                        inventory,
                        "--settings",
                        SampleSystem.file(folder, "s.yaml", "setings: {}")));
        assertSays(
                Exit.TROUBLE,
                "cannot start a snapshot in " + inventory.resolve("snapshot"),
                Cli.run("assess", "--inventory", inventory, "--out", inventory));
    }

    @Test
    void aChangedSnapshotIsNotJudged() throws IOException {
        Path out = folder.resolve("out");
        Path inventory = SampleSystem.inventory(folder, "i.yaml", SampleSystem.DATABASE);
        Cli.run("assess", "--inventory", inventory, "--out", out);
        Path index = out.resolve("snapshot/index.jsonl");
        Files.writeString(index, Files.readString(index).replaceFirst("CAME", "DENIED"));
        assertSays(Exit.TROUBLE, "index", Cli.run("judge", out.resolve("snapshot")));
    }

    @Test
    void targetsThatAreNotThereAreLostAndNothingOfThemIsJudged() {
        Path inventory = SampleSystem.inventory(
                folder,
                "i.yaml",
                "  - {id: image, type: linux, access: {root: nix}}",
                "  - {id: empty, type: linux, access: {root: .}}",
                "  - {id: old, type: redis, access: {recorded: nix}}",
                "  - {id: switch, type: network-device, access: {file: nix.cfg}}",
                "  - {id: carried, type: linux, access: {bundle: nix.txt}}",
                "  - {id: db, type: postgresql, access: {host: 127.0.0.1, port: 1, user: u, password: {env: NOT_SET_ANYWHERE}}}");
        var call = Cli.run("assess", "--inventory", inventory, "--out", folder.resolve("out"), "--json");
        assertSays(Exit.INVALID_RUN, "the root folder " + folder.resolve("nix") + " does not exist", call);
        assertTrue(call.err().contains("is not the root of a Linux system"), call.err());
        assertTrue(call.err().contains("the folder of recorded outputs " + folder.resolve("nix")), call.err());
        assertTrue(call.err().contains("nix.cfg does not exist"), call.err());
        assertTrue(call.err().contains("nix.txt"), call.err());
        assertTrue(call.err().contains("NOT_SET_ANYWHERE"), call.err());
        assertEquals(List.of(), call.json().get("findings"));
        assertTrue(call.out().contains("\"met\": 0") || call.out().contains("\"met\" : 0"), call.out());
    }

    @Test
    void anSshHostWithAChangedKeyOrWrongCredentialsIsRefusedAndSaysSo() throws Exception {
        assumeTrue(SshServer.installed(), "needs openssh-server");
        Path ssh = Files.createDirectories(folder.resolve("sshd"));
        assumeTrue(keygen(folder.resolve("mine")), "needs ssh-keygen");
        keygen(folder.resolve("other"));
        Path allowed = Files.copy(folder.resolve("mine.pub"), ssh.resolve("allowed"));
        try (var server = SshServer.start(
                        ssh,
                        List.of("AuthorizedKeysFile " + allowed, "StrictModes no", "UsePAM no", "PermitRootLogin yes"))
                .orElseThrow()) {
            String name = "[127.0.0.1]:" + server.port() + " ";
            SampleSystem.file(folder, "right", name + Files.readString(ssh.resolve("ssh_host_ed25519_key.pub")));
            SampleSystem.file(folder, "changed", name + Files.readString(folder.resolve("other.pub")));
            Path inventory = SampleSystem.inventory(
                    folder,
                    "i.yaml",
                    host("changed", server.port(), "mine", "changed"),
                    host("wrong", server.port(), "other", "right"),
                    host("good", server.port(), "mine", "right"));
            var call = Cli.run("assess", "--inventory", inventory, "--out", folder.resolve("out"));
            assertTrue(call.out().contains("changed（Linux 主机） host key CHANGED: 127.0.0.1:"), call.out());
            assertTrue(call.out().contains("security administrator"), call.out());
            assertTrue(call.out().contains("refused the login of"), call.out());
            assertTrue(call.out().contains("✓ [") && call.out().contains("] good（Linux 主机）"), call.out());
            assertEquals(Exit.INVALID_RUN, call.exit(), call.err());
            assertReadable(call);
        }
    }

    private static String host(String id, int port, String key, String known) {
        return "  - {id: " + id + ", type: linux, access: {ssh: 127.0.0.1, port: " + port + ", user: "
                + System.getProperty("user.name") + ", key: " + key + ", known-hosts: " + known + "}}";
    }

    private static boolean keygen(Path key) throws IOException, InterruptedException {
        return Files.isExecutable(Path.of("/usr/bin/ssh-keygen"))
                && new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString())
                                .start()
                                .waitFor()
                        == 0;
    }

    /// The kernel refuses this process to write more than a few kibibytes into one file, as a full disk would.
    @Test
    void aFullDiskEndsTheRunWithWhatItHasAndResumeCompletesIt() throws Exception {
        Path inventory = SampleSystem.inventory(folder);
        Path out = folder.resolve("out");
        var process = Cli.process(
                        List.of("sh", "-c", "ulimit -f 16; exec \"$@\"", "sh"),
                        "assess",
                        "--inventory",
                        inventory,
                        "--out",
                        out)
                .start();
        String said = Cli.text(process);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(Exit.TROUBLE, process.exitValue(), said);
        assertTrue(said.contains("cannot store the evidence of ") && said.contains("File too large"), said);
        assertReadable(new Cli(process.exitValue(), said, ""));
        assertTrue(said.contains("加 --resume 可接着做") && !said.contains("已中断"), said);
        assertFalse(Files.exists(out.resolve("report.docx")));

        var resumed = Cli.run(
                "assess",
                "--inventory",
                inventory,
                "--settings",
                SampleSystem.settings(folder),
                "--out",
                out,
                "--resume");
        assertEquals(Exit.OK, resumed.exit(), resumed.err());
        assertFalse(resumed.out().contains("✗"), resumed.out());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            asses                                  | Did you mean: tongguan assess?
            assess                                 | Missing required option: '--inventory=FILE'
            assess --inventory a --inventori=b     | Unknown option: '--inventori=b'
            assess --inventory a --parallel x      | Invalid value for option '--parallel': 'x' is not a whole number
            assess --inventory a --day tomorrow    | Invalid value for option '--day': 'tomorrow' is no day like 2026-01-31
            judge                                  | Missing required parameter: 'SNAPSHOT'
            judge a --fail-on all                  | expected one of [gap, high, major] (case-sensitive) but was 'all'
            collect --print all                    | expected one of [script, sudoers, databases]
            collect --account a;b                  | --account 'a;b' is no account name
            catalog                                | Commands: coverage, list, search, show
            catalog list --level 9                 | levels are 2 and 3, scopes general, cloud, mobile, iot and ics
            catalog show 8.1.4.1 z                 | tongguan:
            ~~                                     | Commands: assess, catalog, checks, collect, demo, diff, judge
            """)
    void aCommandLineThatCannotBeMeantSaysWhatIsWrongInAFewLines(String line, String words) {
        var call = Cli.run(line == null || line.isBlank() ? new Object[0] : (Object[]) line.split(" "));
        assertSays(Exit.USAGE, words, call);
        assertTrue(call.err().lines().count() <= 3, call.err());
    }

    private Cli assess(Path inventory) {
        return Cli.run("assess", "--inventory", inventory, "--out", folder.resolve("out"));
    }
}
