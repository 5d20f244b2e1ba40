package org.tongguan.comply.gather;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tongguan.comply.asset.Access;
import org.tongguan.comply.facts.Gathered;
import org.tongguan.comply.facts.HostScript;
import org.tongguan.comply.facts.Outcome;

@Timeout(120)
class BundleFileTest {

    @TempDir
    static Path folder;

    private static byte[] whole = {};

    @BeforeAll
    static void carry() throws IOException, InterruptedException {
        whole = Files.readAllBytes(carriedBy("sh"));
    }

    /// Runs the carried script with its output going straight to a file, as a person would.
    private static Path carriedBy(String... shell) throws IOException, InterruptedException {
        var script = folder.resolve("collect.sh");
        Files.writeString(script, HostScript.carried());
        var bundle = Files.createTempFile(folder, "bundle", "");
        var command = new ArrayList<>(List.of(shell));
        command.add(script.toString());
        command.add("no-sudo");
        var run = new ProcessBuilder(command)
                .redirectOutput(bundle.toFile())
                .redirectError(folder.resolve("stderr").toFile())
                .start();
        assertTrue(run.waitFor(100, TimeUnit.SECONDS));
        return bundle;
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "bash --posix", "busybox sh"})
    void theCarriedScriptSealsItsOutputUnderEveryShell(String shell) throws Exception {
        var words = shell.split(" ");
        assumeTrue(
                Arrays.stream(new String[] {"/bin/", "/usr/bin/"})
                        .anyMatch(bin -> Files.exists(Path.of(bin + words[0]))),
                words[0] + " is not installed");
        var gathered = gather(carriedBy(words));
        assertEquals(HostScript.collectors(false).size(), gathered.size());
        assertTrue(
                gathered.stream().anyMatch(one -> one.collector().equals("passwd") && one.outcome() == Outcome.CAME));
    }

    @Test
    void aGzippedBundleIsTheSameBundle() throws Exception {
        assertEquals(
                HostScript.collectors(false).size(),
                gather(gzipped(whole, "whole.gz")).size());
    }

    @Test
    void theRecordNamesTheHostAndTheTime() throws Exception {
        var asset = SshTargets.asset("carried", new Access.Bundle(file("by", whole), false));
        String by = new BundleFile().by(asset);
        assertTrue(by.length() < 400 && by.matches("bundle by, collected on [A-Za-z0-9._-]+ at 20[0-9T:-]+Z"), by);
    }

    @Test
    void oneFlippedBitIsFoundAndNothingIsTakenFromIt() throws Exception {
        byte[] flipped = whole.clone();
        flipped[flipped.length / 2] ^= 1;
        refused(file("flipped", flipped), "was changed after it was sealed");
    }

    @Test
    void aLineFeedTurnedIntoTwoBytesOnTheWayIsFound() throws Exception {
        String dos = new String(whole, StandardCharsets.ISO_8859_1).replace("\n", "\r\n");
        refused(file("dos", dos.getBytes(StandardCharsets.ISO_8859_1)), "is no Tongguan bundle");
    }

    @Test
    void everyCutLeavesATornBundle() throws Exception {
        for (int length : new int[] {400, whole.length / 3, whole.length - 87, whole.length - 1}) {
            refused(file("cut", Arrays.copyOf(whole, length)), "is torn");
        }
        byte[] zipped = Files.readAllBytes(gzipped(whole, "cut.gz"));
        refused(file("cut.gz", Arrays.copyOf(zipped, zipped.length / 2)), "is torn");
    }

    @Test
    void aBundleWithoutASealIsTakenOnlyWhenThePersonSaysSo() throws Exception {
        String text = new String(whole, StandardCharsets.ISO_8859_1);
        int seal = text.lastIndexOf("TONGGUAN-SEAL ");
        var unsealed = file(
                "unsealed",
                (text.substring(0, seal) + "TONGGUAN-SEAL sha256=unavailable\n").getBytes(StandardCharsets.ISO_8859_1));
        refused(unsealed, "carries no seal");
        assertEquals(HostScript.collectors(false).size(), gather(unsealed, true).size());
    }

    @Test
    void whatIsNoBundleIsRefusedByName() throws Exception {
        refused(file("hosts", "127.0.0.1 localhost\n".getBytes(StandardCharsets.UTF_8)), "is no Tongguan bundle");
        refused(file("empty", new byte[0]), "is no Tongguan bundle");
        refused(folder.resolve("nowhere"), "does not exist");
        refused(
                file(
                        "future",
                        new String(whole, StandardCharsets.ISO_8859_1)
                                .replaceFirst("format=1", "format=9")
                                .getBytes(StandardCharsets.ISO_8859_1)),
                "has format 9, this version reads 1");
    }

    private static Path file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static Path gzipped(byte[] bytes, String name) throws IOException {
        try (var out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))) {
            out.write(bytes);
        }
        return folder.resolve(name);
    }

    private static void refused(Path file, String sentence) {
        var gathered = new ArrayList<Gathered>();
        var asset = SshTargets.asset("carried", new Access.Bundle(file, false));
        var lost = assertThrows(
                Unreachable.class,
                () -> new BundleFile()
                        .gather(asset, HostScript.collectors(false), Duration.ofSeconds(60), gathered::add));
        assertTrue(String.valueOf(lost.getMessage()).contains(sentence), lost.getMessage());
        assertTrue(String.valueOf(lost.getMessage()).contains(file.toString()), lost.getMessage());
        assertEquals(List.of(), gathered);
    }

    private static List<Gathered> gather(Path file) throws Unreachable, InterruptedException {
        return gather(file, false);
    }

    private static List<Gathered> gather(Path file, boolean unsealed) throws Unreachable, InterruptedException {
        var gathered = new ArrayList<Gathered>();
        new BundleFile()
                .gather(
                        SshTargets.asset("carried", new Access.Bundle(file, unsealed)),
                        HostScript.collectors(false),
                        Duration.ofSeconds(60),
                        gathered::add);
        return gathered;
    }
}
