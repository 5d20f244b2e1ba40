package org.tongguan.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The main job as a user meets it: from an inventory to reports, and what can be done with them afterwards.
class AssessRunTest {

    private static final List<String> REPORTS = List.of(
            "report.docx", "workbook.xlsx", "report.html", "assessment-results.json", "findings.sarif", "evidence.zip");

    @TempDir
    static Path folder;

    private static Path inventory = Path.of("");
    private static Path settings = Path.of("");
    private static Path out = Path.of("");
    private static Cli first = new Cli(-1, "", "");

    @BeforeAll
    static void assess() {
        inventory = SampleSystem.inventory(folder);
        settings = SampleSystem.settings(folder);
        out = folder.resolve("out");
        first = Cli.run(
                "assess",
                "--inventory",
                inventory,
                "--settings",
                settings,
                "--out",
                out,
                "--day",
                "2026-01-31",
                "--json");
    }

    @Test
    void oneCommandLeavesAllSixOutputs() throws IOException {
        assertEquals(Exit.OK, first.exit(), first.err());
        for (String name : REPORTS) {
            assertTrue(Files.size(out.resolve(name)) > 1000, name);
        }
        assertTrue(first.err().contains("✓ [3/3]"), first.err());
        assertFalse(first.err().contains("✗"), first.err());
        assertEquals("2026-01-31", first.json().get("judged"));
        assertEquals("样例系统", first.json().get("system"));
    }

    @Test
    void theFolderAndTheArchiveAreJudgedAsTheRunWas() {
        for (String place : List.of("snapshot", "evidence.zip")) {
            var judged = Cli.run("judge", out.resolve(place), "--settings", settings, "--day", "2026-01-31", "--json");
            assertEquals(Exit.OK, judged.exit(), judged.err());
            assertEquals(first.out(), judged.out(), place);
            assertEquals("", judged.err());
        }
    }

    @Test
    void judgingCanWriteTheReportsAgain() {
        Path again = folder.resolve("again");
        var judged = Cli.run("judge", out.resolve("evidence.zip"), "--settings", settings, "--out", again);
        assertEquals(Exit.OK, judged.exit(), judged.err());
        assertTrue(judged.out().contains("报告") && judged.out().contains("report.docx"), judged.out());
        assertTrue(Files.exists(again.resolve("report.docx")));
    }

    @Test
    void twoRunsWithOneBreakDifferInExactlyIt() throws IOException {
        Path root = SampleSystem.copy(Cli.HOME.resolve("content/demo/weak-root"), folder.resolve("root"));
        Path host = SampleSystem.inventory(
                folder, "host.yaml", "  - {id: app, type: linux, access: {root: '" + root + "'}}");
        Path config = root.resolve("etc/ssh/sshd_config");
        String weak = Files.readString(config);
        Files.writeString(config, weak.replace("PermitEmptyPasswords yes", "PermitEmptyPasswords no"));
        Cli.run("assess", "--inventory", host, "--settings", settings, "--out", folder.resolve("before"));
        Files.writeString(config, weak);
        Cli.run("assess", "--inventory", host, "--settings", settings, "--out", folder.resolve("after"));

        var diff = Cli.run("diff", folder.resolve("before/evidence.zip"), folder.resolve("after/snapshot"), "--json");
        assertEquals(Exit.OK, diff.exit(), diff.err());
        assertEquals(1, list(diff.json(), "new").size(), diff.out());
        assertTrue(list(diff.json(), "new").getFirst().toString().contains("PermitEmptyPasswords"), diff.out());
        assertEquals(List.of(), diff.json().get("fixed"));
        assertEquals(List.of(), diff.json().get("lost"));
        assertEquals(List.of(), diff.json().get("assetsAdded"));

        var back = Cli.run("diff", folder.resolve("after/snapshot"), folder.resolve("before/snapshot"));
        assertTrue(back.out().contains("新出现 0 个") && back.out().contains("已整改 1 个"), back.out());
        var none = Cli.run("diff", folder.resolve("after/snapshot"), folder.resolve("after/evidence.zip"));
        assertTrue(none.out().contains("两次测评没有差别"), none.out());
    }

    @Test
    void aWeightThatWasFoundFailsTheCallWhenAskedFor() {
        Path snapshot = out.resolve("snapshot");
        for (String weight : List.of("gap", "high", "major")) {
            assertEquals(
                    Exit.FOUND,
                    Cli.run("judge", snapshot, "--settings", settings, "--fail-on", weight)
                            .exit(),
                    weight);
        }
    }

    @Test
    void aRunThatSawTooLittleIsInvalidAndNothingInItIsMet() throws IOException {
        int closed;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        SampleSystem.file(folder, "known_hosts", "");
        Path key = SampleSystem.file(folder, "key", "no key");
        Path lost = SampleSystem.inventory(
                folder,
                "lost.yaml",
                "  - {id: far, type: linux, access: {ssh: 127.0.0.1, port: " + closed + ", user: u, key: '" + key
                        + "'}}");
        var run = Cli.run("assess", "--inventory", lost, "--out", folder.resolve("lost"), "--json");
        assertEquals(Exit.INVALID_RUN, run.exit(), run.err());
        assertTrue(
                run.err().contains("✗ [1/1] far（Linux 主机） 127.0.0.1:" + closed + " refused the connection"), run.err());
        assertFalse(run.err().contains("✓"), run.err());
        var items = (Map<?, ?>) run.json().getOrDefault("items", Map.of());
        assertEquals(0L, items.get("met"), run.out());
        assertEquals(0L, items.get("notApplicable"), run.out());
        assertEquals(211L, items.get("total"), run.out());
        var shown = Cli.run("judge", folder.resolve("lost/snapshot"));
        assertEquals(Exit.INVALID_RUN, shown.exit());
        assertTrue(shown.out().contains("本次评估无效"), shown.out());
    }

    @Test
    void aSecondRunMovesTheFirstAsideAndLeavesTheUsersFilesAlone() throws IOException {
        Path place = folder.resolve("twice");
        Path host = SampleSystem.inventory(place, "inventory.yaml", SampleSystem.SWITCH);
        assertEquals(
                Exit.OK,
                Cli.run("assess", "--inventory", host, "--settings", settings, "--out", place)
                        .exit());
        byte[] report = Files.readAllBytes(place.resolve("report.html"));
        var second = Cli.run("assess", "--inventory", host, "--settings", settings, "--out", place);
        assertEquals(Exit.OK, second.exit(), second.err());
        assertTrue(second.out().contains("上一次的结果已移至"), second.out());
        assertTrue(Files.exists(host), "the inventory was moved");
        try (var earlier = Files.list(place.resolve("earlier"))) {
            Path moved = earlier.findFirst().orElseThrow();
            for (String name : REPORTS) {
                assertTrue(Files.exists(moved.resolve(name)), name);
                assertTrue(Files.exists(place.resolve(name)), name);
            }
            assertEquals(-1, java.util.Arrays.mismatch(report, Files.readAllBytes(moved.resolve("report.html"))));
        }
    }

    @Test
    void aRunThatWasCutOffIsResumedOnlyWhenAskedAndEndsAsIfItNeverWas() throws IOException {
        Path place = SampleSystem.copy(out, folder.resolve("cut"));
        SampleSystem.cutOff(place);
        var refused = Cli.run("assess", "--inventory", inventory, "--settings", settings, "--out", place);
        assertEquals(Exit.USAGE, refused.exit());
        assertTrue(refused.err().contains("an unfinished run lies in")
                && refused.err().contains("--resume"));

        var other = Cli.run(
                "assess",
                "--inventory",
                SampleSystem.inventory(folder, "other.yaml", SampleSystem.HOST),
                "--out",
                place,
                "--resume");
        assertEquals(Exit.USAGE, other.exit());
        assertTrue(other.err().contains("the inventory is not the one"), other.err());

        var resumed = Cli.run(
                "assess",
                "--inventory",
                inventory,
                "--settings",
                settings,
                "--out",
                place,
                "--day",
                "2026-01-31",
                "--resume",
                "--json");
        assertEquals(Exit.OK, resumed.exit(), resumed.err());
        assertEquals(first.json().get("items"), resumed.json().get("items"));
        assertEquals(first.json().get("findings"), resumed.json().get("findings"));
    }

    @Test
    void theCarriedScriptsOutputIsAssessed() throws Exception {
        Path script = SampleSystem.file(
                folder, "collect.sh", Cli.run("collect", "--print").out());
        assertEquals(
                0,
                new ProcessBuilder("sh", "-n", script.toString())
                        .inheritIO()
                        .start()
                        .waitFor());
        Path bundle = folder.resolve("host.bundle");
        assertEquals(
                0,
                new ProcessBuilder("sh", script.toString(), "no-sudo")
                        .redirectOutput(bundle.toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor());
        Path carried = SampleSystem.inventory(
                folder, "carried.yaml", "  - {id: isolated, type: linux, access: {bundle: host.bundle}}");
        var run = Cli.run("assess", "--inventory", carried, "--settings", settings, "--out", folder.resolve("carried"));
        assertEquals(Exit.OK, run.exit(), run.err());
        assertTrue(run.out().contains("✓ [1/1] isolated"), run.out());
    }

    private static List<?> list(Map<String, Object> map, String key) {
        return (List<?>) map.getOrDefault(key, List.of());
    }
}
