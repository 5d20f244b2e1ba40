package org.tongguan.comply.gather;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tongguan.comply.asset.Access;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.asset.Secret;
import org.tongguan.comply.asset.SystemProfile;
import org.tongguan.comply.facts.Evidence;
import org.tongguan.comply.facts.Fact;
import org.tongguan.comply.facts.Gathered;
import org.tongguan.comply.facts.HostScript;
import org.tongguan.comply.facts.Outcome;
import org.tongguan.comply.facts.Snapshot;
import org.tongguan.comply.facts.SnapshotHead;
import org.tongguan.comply.facts.SnapshotTrouble;
import org.tongguan.comply.facts.SnapshotWriter;

/// The whole way from an asset to a snapshot, with everything on it going wrong once.
@Timeout(120)
class GatheringTest {

    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    static Path folder;

    private static SshTargets targets;

    @BeforeAll
    static void start() throws IOException {
        targets = new SshTargets(folder);
    }

    @AfterAll
    static void stop() {
        targets.close();
    }

    /// What bad input gets: the sentence names the object and what to do, every collector is on record, nothing
    /// is known.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            REFUSED       | refused the connection
            DENYING       | refused the login of audit with the password
            CHANGED_KEY   | host key CHANGED
            UNKNOWN_KEY   | host key unknown
            GARBAGE       | not with SSH
            HANGING       | took longer than its limit of 3 s
            ENDLESS_LINE  | was given up
            ENDLESS_FRAME | was given up
            NO_SHELL      | no /bin/sh
            """)
    void aBadHostIsOnRecordWithItsReasonAndNothingIsKnownOfIt(SshTargets.Manner manner, String sentence)
            throws Exception {
        var asset = targets.start("bad-" + manner, manner);
        var lost = new Lost();
        var limit = Duration.ofSeconds(manner == SshTargets.Manner.HANGING ? 3 : 60);
        Path place = gather(List.of(asset), lost, limit);
        assertTrue(lost.why.getOrDefault(asset.id(), "").contains(sentence), lost.why.toString());
        try (var snapshot = Snapshot.open(place)) {
            assertEquals(
                    HostScript.collectors(false).size(), snapshot.evidence().size());
            for (Evidence line : snapshot.evidence()) {
                assertEquals(Outcome.NOT_RUN, line.outcome());
                assertTrue(line.message().contains(sentence), line.message());
            }
            var sheet = snapshot.sheets().getFirst();
            for (Evidence line : snapshot.evidence()) {
                assertFalse(sheet.fact(line.collector()) instanceof Fact.Known);
            }
            // a host nobody reached has no components to be judged
            assertEquals(1, snapshot.sheets().size());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            no..such..host       | key-missing | password  | cannot be resolved
            127.0.0.1            |             |           | there is no key and no password
            127.0.0.1            |             | unset     | environment variable TONGGUAN_TEST_NOT_SET is not set
            127.0.0.1            |             | no-file   | does not exist
            """)
    void aMistakeInTheInventoryIsNamedWithItsObject(String host, String key, String password, String sentence)
            throws Exception {
        Secret secret = switch (password == null ? "" : password) {
            case "password" -> new Secret.FromFile(passwordFile());
            case "unset" -> new Secret.FromEnvironment("TONGGUAN_TEST_NOT_SET");
            case "no-file" -> new Secret.FromFile(folder.resolve("no-such-password"));
            default -> new Secret.None();
        };
        var access = new Access.Ssh(
                host, 22, "audit", Optional.ofNullable(key).map(folder::resolve), secret, folder.resolve("none"), true);
        var lost = new Lost();
        gather(List.of(SshTargets.asset("mistaken", access)), lost, Duration.ofSeconds(20));
        assertTrue(lost.why.getOrDefault("mistaken", "").contains(sentence), lost.why.toString());
    }

    @Test
    void ctrlCLeavesASnapshotThatTheNextRunCompletesWithoutAskingAgain() throws Exception {
        var quick = targets.start("quick", SshTargets.Manner.RECORDED);
        var half = targets.start("half", SshTargets.Manner.DRIPPING);
        Path place = folder.resolve("interrupted");
        var some = new CountDownLatch(HostScript.collectors(false).size() + 2);
        var progress = new Lost() {
            @Override
            public void gathered(Asset asset, Gathered gathered) {
                some.countDown();
            }
        };
        var run = new Thread(() -> {
            try (var writer = SnapshotWriter.create(place, head(List.of(quick, half)), CLOCK)) {
                new Gathering(writer, progress, 4, Duration.ofMinutes(5)).run(List.of(quick, half));
                writer.seal();
            } catch (InterruptedException e) {
                // what Ctrl-C does: the snapshot stays as it is, unsealed
            }
        });
        run.start();
        assertTrue(some.await(60, TimeUnit.SECONDS));
        run.interrupt();
        run.join(10_000);
        assertFalse(run.isAlive(), "an interrupted run ends");

        Set<String> before = new HashSet<>();
        try (var snapshot = Snapshot.open(place)) {
            assertFalse(snapshot.sealed());
            snapshot.evidence().forEach(line -> before.add(line.asset() + " " + line.collector() + " " + line.at()));
            assertTrue(snapshot.evidence().stream().noneMatch(line -> line.outcome() == Outcome.NOT_RUN));
        }
        // the slow host is well again, at another address
        var well = new Asset(
                half.id(),
                half.type(),
                half.name(),
                half.zone(),
                half.importance(),
                false,
                targets.start("well", SshTargets.Manner.RECORDED).access(),
                half.host(),
                half.labels());
        var again = new Lost();
        try (var writer = SnapshotWriter.resume(place, CLOCK)) {
            new Gathering(writer, again, 4, Duration.ofMinutes(1)).run(List.of(quick, well));
            writer.seal();
        }
        assertEquals(Set.of("half"), again.started);
        try (var snapshot = Snapshot.open(place)) {
            assertTrue(snapshot.sealed());
            assertEquals(
                    2 * HostScript.collectors(false).size(), snapshot.evidence().size());
            Set<String> after = new HashSet<>();
            snapshot.evidence().forEach(line -> after.add(line.asset() + " " + line.collector() + " " + line.at()));
            assertTrue(after.containsAll(before), "what was there was not asked again");
        }
    }

    @Test
    void theEvidenceOfAnImageNamesItsFilesAsTheImageDoes() throws Exception {
        Files.createDirectories(folder.resolve("mounted/etc"));
        Files.writeString(folder.resolve("mounted/etc/profile"), "umask 027\n");
        var asset = SshTargets.asset("mounted", new Access.RootDirectory(folder.resolve("mounted")));
        Path place = gather(List.of(asset), new Lost(), Duration.ofSeconds(60));
        try (var snapshot = Snapshot.open(place)) {
            var came = snapshot.evidence().stream()
                    .filter(line -> line.outcome() == Outcome.CAME)
                    .toList();
            var texts = came.stream()
                    .map(line -> new String(snapshot.bytes(line), StandardCharsets.UTF_8))
                    .toList();
            assertTrue(texts.stream().anyMatch(text -> text.contains("/etc/profile:umask 027")), texts.toString());
            assertTrue(texts.stream().noneMatch(text -> text.contains("mounted/etc")), texts.toString());
        }
    }

    @Test
    void aHungLocalCollectionEndsAtItsLimitAndLeavesNoProcess() throws Exception {
        var image = Files.createDirectories(folder.resolve("image/etc"));
        // a pipe nobody writes to: whoever opens it hangs
        assertEquals(
                0,
                new ProcessBuilder("mkfifo", image.resolve("passwd").toString())
                        .start()
                        .waitFor());
        var asset = SshTargets.asset("image", new Access.RootDirectory(folder.resolve("image")));
        var lost = new Lost();
        long start = System.nanoTime();
        Path place = gather(List.of(asset), lost, Duration.ofSeconds(15));
        assertTrue(System.nanoTime() - start < Duration.ofSeconds(25).toNanos());
        try (var snapshot = Snapshot.open(place)) {
            assertTrue(snapshot.evidence().stream()
                    .filter(line -> line.collector().equals("passwd"))
                    .noneMatch(line -> line.outcome() == Outcome.CAME));
        }
    }

    @Test
    void aSnapshotThatCannotBeWrittenEndsTheRunAtOnceAndSaysWhere() throws Exception {
        var assets = new ArrayList<Asset>();
        for (int i = 0; i < 4; i++) {
            assets.add(targets.start("gone-" + i, SshTargets.Manner.RECORDED));
        }
        Path place = folder.resolve("vanishing");
        try (var writer = SnapshotWriter.create(place, head(assets), CLOCK)) {
            // the folder is taken away under the run
            Files.delete(place.resolve("objects"));
            Files.writeString(place.resolve("objects"), "a file where the folder was");
            var trouble = assertThrows(
                    SnapshotTrouble.class,
                    () -> new Gathering(writer, new Lost(), 2, Duration.ofSeconds(30)).run(assets));
            assertTrue(
                    String.valueOf(trouble.getMessage()).contains("cannot store the evidence of"),
                    trouble.getMessage());
            assertTrue(String.valueOf(trouble.getMessage()).contains(place.toString()), trouble.getMessage());
        }
    }

    private static Path passwordFile() throws IOException {
        return folder.resolve("password");
    }

    private static Path gather(List<Asset> assets, Progress progress, Duration limit) throws Exception {
        Path place = folder.resolve("snapshot-" + System.nanoTime());
        try (var writer = SnapshotWriter.create(place, head(assets), CLOCK)) {
            new Gathering(writer, progress, 4, limit).run(assets);
            writer.seal();
        }
        return place;
    }

    private static SnapshotHead head(List<Asset> assets) {
        return new SnapshotHead(
                "test", CLOCK.instant(), new SystemProfile("s", "", 3, 3, false, List.of(), true, "", ""), assets);
    }

    private static class Lost implements Progress {
        final Map<String, String> why = new ConcurrentHashMap<>();
        final Set<String> started = ConcurrentHashMap.newKeySet();

        @Override
        public void started(Asset asset) {
            started.add(asset.id());
        }

        @Override
        public void gathered(Asset asset, Gathered gathered) {}

        @Override
        public void finished(Asset asset, long millis) {}

        @Override
        public void lost(Asset asset, String sentence) {
            why.put(asset.id(), sentence);
        }
    }
}
