package org.tongguan.comply.facts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tongguan.comply.asset.Access;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.asset.SystemProfile;

/// A disk that tears, fills up and lies, and hands that change what was written.
class SnapshotWriterTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T10:00:00Z"), ZoneOffset.UTC);
    private static final Asset HOST =
            new Asset("web-01", AssetType.LINUX, "web", "", 2, false, new Access.Local(), Optional.empty(), Map.of());
    private static final SnapshotHead HEAD = new SnapshotHead(
            "test", CLOCK.instant(), new SystemProfile("s", "", 3, 3, false, List.of(), true, "", ""), List.of(HOST));
    private static final Collector PASSWD = Collectors.byId("passwd").orElseThrow();
    private static final Collector OS_RELEASE = Collectors.byId("os_release").orElseThrow();
    private static final Collector LOGIN_DEFS = Collectors.byId("login_defs").orElseThrow();

    @TempDir
    Path folder;

    @Test
    void onlyTheOwnerMayEnterTheSnapshot() throws IOException {
        Path place = folder.resolve("s");
        Files.createDirectory(
                place, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        SnapshotWriter.create(place, HEAD, CLOCK).close();
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(place)));
    }

    @Test
    void aRunThatWasEndedWhileItStartedIsInNobodysWay() throws IOException {
        Path place = Files.createDirectories(folder.resolve("cut-off"));
        Files.writeString(place.resolve("index.jsonl"), "");
        Files.writeString(place.resolve("snapshot.json.partial"), "{\"format\"");
        SnapshotWriter.create(place, HEAD, CLOCK).close();
        try (var snapshot = Snapshot.open(place)) {
            assertEquals(HEAD.tool(), snapshot.head().tool());
        }
    }

    @Test
    void aFullDiskNamesTheAssetAndTheStepAndWhatWasWrittenStaysValid() throws IOException {
        // from "nothing fits but the head" to "everything fits": every byte position of the fault is tried
        long all = sizeOfThree();
        int failed = 0;
        for (long room = HEAD.text().getBytes(StandardCharsets.UTF_8).length; room <= all; room += 7) {
            Path place = folder.resolve("room-" + room);
            int kept = 0;
            try (var writer = SnapshotWriter.create(place, HEAD, CLOCK, new FaultyDisk(room))) {
                try {
                    for (Collector collector : List.of(PASSWD, OS_RELEASE, LOGIN_DEFS)) {
                        writer.keep(HOST, collector, came(collector), "t");
                        kept++;
                    }
                } catch (SnapshotTrouble full) {
                    failed++;
                    assertTrue(String.valueOf(full.getMessage()).contains("web-01"), full.getMessage());
                    assertTrue(
                            String.valueOf(full.getMessage()).contains("cannot store the evidence of"),
                            full.getMessage());
                }
            }
            try (var snapshot = Snapshot.open(place)) {
                assertEquals(kept, snapshot.evidence().size(), "room " + room);
                assertFalse(snapshot.sealed());
                snapshot.evidence().forEach(snapshot::bytes);
            }
            assertNoLeftovers(place);
            // with room again, the run goes on where it stopped
            complete(place);
        }
        assertTrue(failed > 20, failed + " faults were met");
    }

    @Test
    void afterAFailedWriteNothingIsWrittenBehindIt() {
        Path place = folder.resolve("s");
        int head = HEAD.text().getBytes(StandardCharsets.UTF_8).length;
        try (var writer = SnapshotWriter.create(place, HEAD, CLOCK, new FaultyDisk(head + 100))) {
            assertThrows(SnapshotTrouble.class, () -> writer.keep(HOST, PASSWD, came(PASSWD), "t"));
            assertThrows(
                    SnapshotTrouble.class,
                    () -> writer.keep(HOST, OS_RELEASE, Gathered.without("os_release", Outcome.ABSENT, ""), "t"));
        }
        try (var snapshot = Snapshot.open(place)) {
            assertEquals(List.of(), snapshot.evidence());
        }
    }

    @Test
    void aTornLastLineIsCutAwayAndOnlyItsCollectorIsMissing() throws IOException {
        Path place = three();
        Path index = place.resolve("index.jsonl");
        byte[] content = Files.readAllBytes(index);
        Files.write(index, java.util.Arrays.copyOf(content, content.length - 40));
        try (var writer = SnapshotWriter.resume(place, CLOCK)) {
            assertTrue(writer.has(HOST, PASSWD));
            assertTrue(writer.has(HOST, OS_RELEASE));
            assertFalse(writer.has(HOST, LOGIN_DEFS));
        }
        complete(place);
    }

    @Test
    void aFlippedBitInTheIndexIsFoundOnOpening() throws IOException {
        Path place = three();
        Path index = place.resolve("index.jsonl");
        byte[] content = Files.readAllBytes(index);
        for (int at = 0; at < content.length; at += 13) {
            byte[] flipped = content.clone();
            flipped[at] ^= 1;
            Files.write(index, flipped);
            assertThrows(SnapshotTrouble.class, () -> Snapshot.open(place).close(), "bit flipped at " + at);
        }
    }

    @Test
    void aLineTakenOutOfASealedIndexIsFound() throws IOException {
        Path place = three();
        Path index = place.resolve("index.jsonl");
        var lines = Files.readAllLines(index);
        Files.write(index, lines.subList(0, 2));
        var changed =
                assertThrows(SnapshotTrouble.class, () -> Snapshot.open(place).close());
        assertTrue(
                String.valueOf(changed.getMessage()).contains("does not end where it was sealed"),
                changed.getMessage());
        Files.write(index, List.of(lines.get(0), lines.get(2)));
        assertThrows(SnapshotTrouble.class, () -> Snapshot.open(place).close());
    }

    @Test
    void aFlippedBitInAnObjectIsFoundWhenItIsReadAndNeverBecomesAFact() throws IOException {
        Path place = three();
        try (var snapshot = Snapshot.open(place)) {
            var line = snapshot.evidence().getFirst();
            Path object =
                    place.resolve("objects").resolve(line.sm3().substring(0, 2)).resolve(line.sm3());
            byte[] bytes = Files.readAllBytes(object);
            bytes[3] ^= 1;
            Files.write(object, bytes);
            var changed = assertThrows(SnapshotTrouble.class, () -> snapshot.bytes(line));
            assertTrue(String.valueOf(changed.getMessage()).contains("passwd on web-01"), changed.getMessage());
            var sheet = snapshot.sheets().getFirst();
            assertThrows(SnapshotTrouble.class, () -> sheet.fact("passwd"));
            assertInstanceOf(Fact.Known.class, sheet.fact("os_release"));
        }
    }

    @Test
    void twoRunsInOneFolderAreRefused() throws IOException {
        Path place = folder.resolve("s");
        try (var first = SnapshotWriter.create(place, HEAD, CLOCK)) {
            first.keep(HOST, PASSWD, came(PASSWD), "t");
            assertThrows(
                    SnapshotTrouble.class,
                    () -> SnapshotWriter.create(place, HEAD, CLOCK).close());
            var second = assertThrows(
                    SnapshotTrouble.class,
                    () -> SnapshotWriter.resume(place, CLOCK).close());
            assertTrue(String.valueOf(second.getMessage()).contains("another run"), second.getMessage());
            first.keep(HOST, OS_RELEASE, came(OS_RELEASE), "t");
        }
        try (var snapshot = Snapshot.open(place)) {
            assertEquals(2, snapshot.evidence().size());
        }
    }

    @Test
    void aMissingObjectStopsAResumeInsteadOfBeingCountedAsThere() throws IOException {
        Path place = three();
        try (var files = Files.find(place.resolve("objects"), 2, (file, attributes) -> attributes.isRegularFile())) {
            Files.delete(files.findFirst().orElseThrow());
        }
        var missing = assertThrows(
                SnapshotTrouble.class, () -> SnapshotWriter.resume(place, CLOCK).close());
        assertTrue(String.valueOf(missing.getMessage()).contains("is missing or cut short"), missing.getMessage());
    }

    @Test
    void theArchiveOfASnapshotIsTheSameEveryTimeAndReadsLikeTheFolder() throws IOException {
        Path place = three();
        Path one = folder.resolve("one.zip");
        Path two = folder.resolve("two.zip");
        SnapshotArchive.write(place, one);
        Files.writeString(place.resolve("notes.txt"), "not part of it");
        SnapshotArchive.write(place, two);
        assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(two));
        try (var zip = new ZipFile(one.toFile())) {
            var names = zip.stream().map(ZipEntry::getName).toList();
            assertEquals(names.stream().sorted().toList(), names);
            assertFalse(names.contains("notes.txt"));
        }
        try (var folderForm = Snapshot.open(place);
                var zipForm = Snapshot.open(one)) {
            assertEquals(folderForm.evidence(), zipForm.evidence());
            assertTrue(zipForm.sealed());
            for (Evidence line : zipForm.evidence()) {
                assertArrayEquals(folderForm.bytes(line), zipForm.bytes(line));
            }
        }
    }

    @Test
    void aCutOffRunIsNotArchived() {
        Path place = folder.resolve("s");
        SnapshotWriter.create(place, HEAD, CLOCK).close();
        assertThrows(SnapshotTrouble.class, () -> SnapshotArchive.write(place, folder.resolve("s.zip")));
        assertFalse(Files.exists(folder.resolve("s.zip")));
        assertFalse(Files.exists(folder.resolve("s.zip.partial")));
    }

    @Test
    void aZipThatClimbsOutOfItsFolderOrIsNoneIsRefused() throws IOException {
        Path climbing = folder.resolve("climbing.zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(climbing))) {
            zip.putNextEntry(new ZipEntry("../snapshot.json"));
            zip.write("{}".getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        assertThrows(SnapshotTrouble.class, () -> Snapshot.open(climbing).close());
        Path none = Files.writeString(folder.resolve("none.zip"), "PK, but no zip");
        assertThrows(SnapshotTrouble.class, () -> Snapshot.open(none).close());
        Path torn = folder.resolve("torn.zip");
        SnapshotArchive.write(three(), torn);
        byte[] bytes = Files.readAllBytes(torn);
        Files.write(torn, java.util.Arrays.copyOf(bytes, bytes.length / 2), StandardOpenOption.TRUNCATE_EXISTING);
        assertThrows(SnapshotTrouble.class, () -> Snapshot.open(torn).close());
    }

    @Test
    void anIndexLineCannotNameAFileOutsideTheObjects() throws IOException {
        Path place = three();
        Path index = place.resolve("index.jsonl");
        String text = Files.readString(index);
        String sm3 = text.replaceFirst("(?s).*?\"sm3\":\"([0-9a-f]{64})\".*", "$1");
        Files.writeString(index, text.replace(sm3, "../../../../etc/passwd"));
        assertThrows(SnapshotTrouble.class, () -> Snapshot.open(place).close());
    }

    @Test
    void aBombInTheArchiveStopsAtItsLimit() throws IOException {
        Path bomb = folder.resolve("bomb.zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(bomb))) {
            zip.putNextEntry(new ZipEntry("snapshot.json"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                zip.write(zeros);
            }
            zip.closeEntry();
        }
        assertTrue(Files.size(bomb) < 1 << 17);
        var large =
                assertThrows(SnapshotTrouble.class, () -> Snapshot.open(bomb).close());
        assertTrue(String.valueOf(large.getMessage()).contains("is larger than"), large.getMessage());
    }

    private static Gathered came(Collector collector) {
        String text = collector == PASSWD
                ? "root:x:0:0:root:/root:/bin/bash\n"
                : collector == OS_RELEASE ? "ID=debian\nVERSION_ID=\"12\"\n" : "PASS_MAX_DAYS 90\n";
        return Gathered.came(collector.id(), text.getBytes(StandardCharsets.UTF_8), 1);
    }

    private Path three() {
        Path place = folder.resolve("three-" + System.nanoTime());
        try (var writer = SnapshotWriter.create(place, HEAD, CLOCK)) {
            for (Collector collector : List.of(PASSWD, OS_RELEASE, LOGIN_DEFS)) {
                writer.keep(HOST, collector, came(collector), "t");
            }
            writer.seal();
        }
        return place;
    }

    private long sizeOfThree() throws IOException {
        var sizes = new ArrayList<Long>();
        try (var files = Files.find(three(), 3, (file, attributes) -> attributes.isRegularFile())) {
            for (Path file : files.toList()) {
                sizes.add(Files.size(file));
            }
        }
        return sizes.stream().mapToLong(Long::longValue).sum();
    }

    private static void complete(Path place) {
        try (var writer = SnapshotWriter.resume(place, CLOCK)) {
            for (Collector collector : List.of(PASSWD, OS_RELEASE, LOGIN_DEFS)) {
                if (!writer.has(HOST, collector)) {
                    writer.keep(HOST, collector, came(collector), "t");
                }
            }
            writer.seal();
        }
        try (var snapshot = Snapshot.open(place)) {
            assertTrue(snapshot.sealed());
            assertEquals(3, snapshot.evidence().size());
            snapshot.evidence().forEach(snapshot::bytes);
        }
    }

    private static void assertNoLeftovers(Path place) throws IOException {
        try (var files =
                Files.find(place, 4, (file, _) -> file.getFileName().toString().startsWith("partial"))) {
            assertEquals(List.of(), files.toList());
        }
    }
}
