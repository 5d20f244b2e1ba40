package org.tongguan.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tongguan.comply.facts.Garbled;
import org.tongguan.comply.facts.Json;

/// The catalogue and the checks on the command line, and what is printed for a change board.
class ChecksAndCatalogTest {

    private static final Path MODEL = Cli.HOME.resolve("content/checks/linux/linux.auth.empty-password.yaml");

    @TempDir
    Path folder;

    @Test
    void theCatalogueIsListedSearchedAndShown() {
        var list = Cli.run("catalog", "list");
        assertTrue(list.out().endsWith("211 项" + System.lineSeparator()), list.out());
        assertTrue(Cli.run("catalog", "list", "--level", "2").out().contains("135 项"));
        assertEquals(Exit.OK, Cli.run("catalog", "list", "--scope", "cloud").exit());

        var found = Cli.run("catalog", "search", "8.1.4.1");
        assertEquals(Exit.OK, found.exit());
        assertTrue(found.out().contains("8.1.4.1 a") && found.out().contains("4 项"), found.out());
        assertEquals(Exit.FOUND, Cli.run("catalog", "search", "没有这个词").exit());

        var shown = Cli.run("catalog", "show", "8.1.4.1", "a");
        assertTrue(shown.out().contains("检查项 linux.auth.empty-password"), shown.out());
        assertTrue(shown.out().contains("高风险判例 6.4.1.1") && shown.out().contains("对象 linux"), shown.out());
        var none = Cli.run("catalog", "show", "8.1.99.1");
        assertEquals(Exit.USAGE, none.exit());
    }

    @Test
    void coverageIsCompleteAndComesAsJson() throws Garbled {
        var brief = Cli.run("catalog", "coverage", "--short");
        assertEquals(Exit.OK, brief.exit(), brief.out());
        assertEquals(1, brief.out().lines().count());
        var json = Cli.run("catalog", "coverage", "--json");
        assertTrue(((java.util.List<?>) Json.parse(json.out())).size() > 300);
        assertEquals(
                ((java.util.List<?>) Json.parse(json.out())).size() + 1L,
                Cli.run("catalog", "coverage").out().lines().count());
    }

    @Test
    void ourChecksAreWellFormedAndListed() {
        var lint = Cli.run("checks", "lint");
        assertEquals(Exit.OK, lint.exit(), lint.err());
        var list = Cli.run("checks", "list");
        assertTrue(list.out().contains("linux.auth.empty-password"), list.out());
        assertTrue(list.out().strip().endsWith("checks"), list.out());
    }

    @Test
    void aUsersPackIsReadBesideOursAndTailorsThem() throws IOException {
        Path pack = folder.resolve("pack");
        String own = Files.readString(MODEL)
                .replace("id: linux.auth.empty-password", "id: own.empty-password")
                .replace("不得存在空口令账户", "本单位：不得存在空口令账户");
        SampleSystem.file(pack.resolve("linux"), "own.empty-password.yaml", own);
        SampleSystem.file(pack, "tailoring.yaml", "params: {linux.auth.max-age-default: {days: 60}}\n");
        assertEquals(
                Exit.OK,
                Cli.run("checks", "lint", pack.resolve("linux/own.empty-password.yaml"))
                        .exit());
        var list = Cli.run("checks", "list", "--pack", pack);
        assertTrue(list.out().contains("own.empty-password") && list.out().contains("linux.auth.empty-password"));

        Path inventory = SampleSystem.inventory(folder, "i.yaml", SampleSystem.HOST);
        var run = Cli.run(
                "assess",
                "--inventory",
                inventory,
                "--settings",
                SampleSystem.settings(folder),
                "--out",
                folder.resolve("out"),
                "--pack",
                pack,
                "--json");
        assertEquals(Exit.OK, run.exit(), run.err());
        assertTrue(run.out().contains("own.empty-password"), run.out());
        assertFalse(
                Cli.run("judge", folder.resolve("out/snapshot"), "--json").out().contains("own.empty-password"));
    }

    @Test
    void aPackCannotReplaceOrTailorWhatIsNotThere() throws IOException {
        Path pack = folder.resolve("pack");
        SampleSystem.file(pack, "linux.auth.empty-password.yaml", Files.readString(MODEL));
        var twice = Cli.run("checks", "lint", "--pack", pack);
        assertEquals(Exit.USAGE, twice.exit());
        assertTrue(twice.err().contains("already stands in"), twice.err());

        Path other = folder.resolve("other");
        SampleSystem.file(other, "tailoring.yaml", "params: {linux.auth.max-age-defaulte: {days: 60}}\n");
        var unknown = Cli.run("checks", "lint", "--pack", other);
        assertEquals(Exit.USAGE, unknown.exit());
        assertTrue(
                unknown.err()
                        .contains(
                                "tailoring.yaml:1:10: no check 'linux.auth.max-age-defaulte' (did you mean 'linux.auth.max-age-default'?)"),
                unknown.err());
        SampleSystem.file(other, "tailoring.yaml", "params: {linux.auth.max-age-default: {day: 60}}\n");
        assertTrue(Cli.run("checks", "lint", "--pack", other).err().contains("(did you mean 'days'?)"));
    }

    @Test
    void aBrokenCheckIsNamedWithLineColumnAndNearestWord() throws IOException {
        String good = Files.readString(MODEL);
        lint(good.replace("needs: [shadow, passwd]", "needs: [shado, passwd]"), ":7:1: ", "(did you mean 'shadow'?)");
        lint(good.replace("risk: high\n", "rsk: high\n"), ":5:1: ", "(did you mean 'risk'?)");
        lint(good.replace("clauses: [8.1.4.1 a]", "clauses: [8.1.4.1 q]"), ":4:11: ", "8.1.4.1 a");
        lint(good.replace("a.password != 'empty')", "a.password != )"), ":8:", "not valid CEL");
        lint(good.replace("absent: unknown\n", "absent: pass\n"), ":9:9: ", "pass");
        lint(good.replace("high-risk: [6.4.1.1]", "high-risk: [6.4.1.99]"), ":6:", "no high-risk case");
    }

    private void lint(String text, String place, String words) {
        Path file = SampleSystem.file(folder, "linux.auth.empty-password.yaml", text);
        var call = Cli.run("checks", "lint", file);
        assertEquals(Exit.USAGE, call.exit(), call.out());
        String first = call.out().lines().findFirst().orElse("");
        assertTrue(first.startsWith(file + place) && call.out().contains(words), call.out());
        assertFalse(call.out().contains("Exception"), call.out());
    }

    @Test
    void aCheckWhoseFixturesLieFailsTheTest() throws IOException {
        Path pack = folder.resolve("pack");
        String lying = Files.readString(MODEL)
                .replace("id: linux.auth.empty-password", "id: own.lying")
                .replace("pass: shadow.all(a, a.password != 'empty')", "pass: shadow.all(a, a.password == 'empty')");
        SampleSystem.file(pack, "own.lying.yaml", lying);
        var call = Cli.run("checks", "test", "--pack", pack, "--quiet");
        assertEquals(Exit.FOUND, call.exit());
        assertTrue(call.out().contains("own.lying"), call.out());
    }

    @Test
    void whatAChangeBoardAsksForIsPrinted() throws Exception {
        var script = Cli.run("collect", "--print", "script");
        assertTrue(script.err().startsWith("SM3 "), script.err());
        assertEquals(script.out(), Cli.run("collect").out());
        var sudoers = Cli.run("collect", "--print", "sudoers", "--account", "audit");
        assertTrue(sudoers.out().contains("audit"), sudoers.out());
        assertFalse(sudoers.out().contains("tongguan ALL"), sudoers.out());
        Path file = SampleSystem.file(folder, "sudoers", sudoers.out());
        if (Files.isExecutable(Path.of("/usr/sbin/visudo"))) {
            assertEquals(
                    0,
                    new ProcessBuilder("/usr/sbin/visudo", "-c", "-f", file.toString())
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor());
        }
        var databases = Cli.run("collect", "--print", "databases");
        for (String word : java.util.List.of("PostgreSQL", "MySQL 8", "MySQL 5.7", "MariaDB", "Redis")) {
            assertTrue(databases.out().contains(word), word);
        }
    }
}
