package org.tongguan.comply.gather;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tongguan.comply.asset.Access;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.asset.ImportedFile;
import org.tongguan.comply.asset.SystemProfile;
import org.tongguan.comply.facts.Outcome;
import org.tongguan.comply.facts.Snapshot;
import org.tongguan.comply.facts.SnapshotHead;
import org.tongguan.comply.facts.SnapshotWriter;

/// A file handed in is evidence whatever it holds, and what is wrong with it is said at once.
class ImportingTest {

    private static final Asset HOST = new Asset(
            "web-01", AssetType.LINUX, "web-01", "", 2, false, new Access.Nothing(), Optional.empty(), Map.of());

    @TempDir
    Path folder;

    private Optional<String> kept(String format, Path file) {
        var head = new SnapshotHead(
                "test", Instant.now(), new SystemProfile("s", "", 3, 3, false, List.of(), true, "", ""), List.of(HOST));
        try (var writer = SnapshotWriter.create(folder.resolve("snapshot"), head, Clock.systemUTC())) {
            return Importing.keep(writer, HOST, new ImportedFile("web-01", format, file));
        }
    }

    private Outcome outcome() {
        try (var snapshot = Snapshot.open(folder.resolve("snapshot"))) {
            return snapshot.evidence().getFirst().outcome();
        }
    }

    @Test
    void aSoundFileIsKept() throws IOException {
        Path file = Files.writeString(
                folder.resolve("lynis.dat"),
                "report_version_major=1\nlynis_version=3.0.8\nreport_datetime_end=2026-05-30 08:00:00\n");
        assertEquals(Optional.empty(), kept("lynis", file));
        assertEquals(Outcome.CAME, outcome());
    }

    @Test
    void aFileThatSaysNothingIsKeptAndNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("oscap.xml"), """
                <TestResult><rule-result idref="a"><result>notapplicable</result></rule-result></TestResult>""");
        String why = kept("openscap", file).orElseThrow();
        assertTrue(
                why.contains("oscap.xml") && why.contains("web-01") && why.contains("another operating system"), why);
        assertEquals(Outcome.CAME, outcome());
    }

    @Test
    void aMissingFileIsOnRecordAsFailed() {
        assertTrue(kept("nmap", folder.resolve("nowhere.xml")).orElseThrow().contains("no such file"));
        assertEquals(Outcome.FAILED, outcome());
    }

    @Test
    void aFileBeyondTheLimitIsNotRead() throws IOException {
        Path file = folder.resolve("huge.xml");
        try (var huge = new java.io.RandomAccessFile(file.toFile(), "rw")) {
            huge.setLength((64L << 20) + 1);
        }
        assertTrue(kept("nmap", file).orElseThrow().contains("larger than 64 MiB"));
        assertEquals(Outcome.TOO_LARGE, outcome());
    }
}
