package org.tongguan.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Ctrl-C in the middle of a run: what was gathered stays, the run can be gone on with, nothing is left running.
@Timeout(180)
class CutOffTest {

    /// A process started from a shell's background would ignore the signal.
    private static final List<String> WITH_SIGNAL = List.of("env", "--default-signal=INT");

    private static final Pattern DEMO_FOLDER = Pattern.compile("(/\\S*/tgdemo\\d+)/");

    @TempDir
    Path folder;

    @Test
    void ctrlCKeepsWhatCameAndResumeCompletesTheRun() throws Exception {
        Path out = folder.resolve("out");
        Path index = out.resolve("snapshot/index.jsonl");
        Path inventory;
        // it lets everybody connect and never says a word
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            SampleSystem.file(folder, "known_hosts", "");
            SampleSystem.file(folder, "key", "no key");
            inventory = SampleSystem.inventory(
                    folder,
                    "inventory.yaml",
                    SampleSystem.HOST,
                    "  - {id: far, type: linux, access: {ssh: 127.0.0.1, port: " + silent.getLocalPort()
                            + ", user: u, key: key}}");
            Path said = folder.resolve("said");
            var process = Cli.process(WITH_SIGNAL, "assess", "--inventory", inventory, "--out", out)
                    .redirectOutput(said.toFile())
                    .start();
            await(() -> read(said).contains("✓ [1/2] app"));
            assertEquals(Exit.CUT_OFF, interrupted(process), read(said));
            assertTrue(read(said).contains("已中断：已采集的证据保存在 " + out.resolve("snapshot") + "，加 --resume 可接着做。"));
            assertFalse(read(said).contains("tongguan:"), read(said));
        }
        assertFalse(Files.exists(out.resolve("snapshot/seal.json")));
        assertFalse(read(index).contains("\"far\""), "what the Ctrl-C ended is on record as seen");
        long kept = read(index).lines().count();
        assertTrue(kept > 10, "only " + kept + " lines were kept");

        var resumed = Cli.run("assess", "--inventory", inventory, "--out", out, "--resume");
        assertEquals(Exit.INVALID_RUN, resumed.exit(), resumed.err());
        assertTrue(resumed.out().contains("✗ [1/2] far") || resumed.out().contains("✗ [2/2] far"), resumed.out());
        assertTrue(read(index).lines().count() > kept);
        assertTrue(Files.exists(out.resolve("report.docx")));
    }

    @Test
    void theDemosServersEndWithIt() throws Exception {
        Path out = folder.resolve("out");
        Path said = folder.resolve("said");
        var process = Cli.process(WITH_SIGNAL, "demo", "--out", out)
                .redirectOutput(said.toFile())
                .start();
        await(() -> read(said).contains("采集（只读）") || !process.isAlive());
        var children = process.descendants().toList();
        var folders = children.stream()
                .flatMap(child -> child.info().commandLine().stream())
                .map(DEMO_FOLDER::matcher)
                .filter(java.util.regex.Matcher::find)
                .map(matcher -> Path.of(matcher.group(1)))
                .distinct()
                .toList();
        assertEquals(Exit.CUT_OFF, interrupted(process), read(said));
        assertTrue(read(said).contains("已中断"), read(said));
        assertFalse(read(said).contains("未能"), read(said));
        // a script's own commands see the closed pipe a moment later
        await(() -> children.stream().noneMatch(ProcessHandle::isAlive));
        for (Path left : folders) {
            assertFalse(Files.exists(left), left + " is left behind");
        }

        // it may have been ended before its snapshot was begun: then there is nothing to keep
        boolean begun = Files.exists(out.resolve("snapshot/snapshot.json"));
        var again = Cli.run("demo", "--out", out, "--settings", SampleSystem.settings(folder));
        assertEquals(Exit.OK, again.exit(), again.err());
        assertEquals(begun, Files.exists(out.resolve("earlier")), "what was gathered is kept");
        assertTrue(Files.exists(out.resolve("report.docx")));
    }

    private static int interrupted(Process process) throws IOException, InterruptedException {
        assertEquals(
                0,
                new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                        .inheritIO()
                        .start()
                        .waitFor());
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), "the program does not end");
        return process.exitValue();
    }

    private static void await(BooleanSupplier done) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!done.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "it did not come to that in 60 s");
            Thread.sleep(20);
        }
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("cannot read " + file, e);
        }
    }
}
