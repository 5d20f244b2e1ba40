package org.tongguan.comply.gather;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.asset.ImportedFile;
import org.tongguan.comply.facts.Collectors;
import org.tongguan.comply.facts.Fact;
import org.tongguan.comply.facts.Gathered;
import org.tongguan.comply.facts.Outcome;
import org.tongguan.comply.facts.Reading;
import org.tongguan.comply.facts.SnapshotWriter;

/// Takes other tools' result files into the snapshot as evidence, byte for byte but for the masks. A file that
/// cannot be read or understood is on record as such, and never counts for anything.
public final class Importing {

    private Importing() {}

    /// Keeps one file under its asset.
    ///
    /// @return what is wrong with the file, in a sentence for the person who handed it in; empty if nothing is
    public static Optional<String> keep(SnapshotWriter snapshot, Asset asset, ImportedFile imported) {
        var collector = Collectors.byId("import_" + imported.format())
                .orElseThrow(() -> new IllegalArgumentException("no import format '" + imported.format() + "'"));
        String name = imported.format() + " file " + imported.file().getFileName() + " for " + asset.id();
        if (snapshot.has(asset, collector)) {
            return Optional.of(name + ": one file of this format is already on record for this asset");
        }
        String by = "import of " + imported.file().getFileName();
        Gathered gathered = read(imported.file(), collector.id(), collector.bytesMax());
        snapshot.keep(asset, collector, gathered, by);
        return switch (gathered.outcome()) {
            case CAME ->
                switch (Reading.fact(collector, Reading.masked(collector, gathered.bytes()))) {
                    case Fact.Garbled garbled -> Optional.of(name + ": " + garbled.why());
                    case Fact.Known _, Fact.Absent _, Fact.Denied _, Fact.Failed _, Fact.NotCollected _ ->
                        Optional.empty();
                };
            case ABSENT, DENIED, TIMED_OUT, TOO_LARGE, FAILED, NOT_RUN -> Optional.of(name + ": " + gathered.message());
        };
    }

    private static Gathered read(Path file, String collector, int bytesMax) {
        long start = System.nanoTime();
        if (!Files.isRegularFile(file)) {
            return Gathered.without(collector, Outcome.FAILED, "there is no such file");
        }
        try (var in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(bytesMax + 1);
            if (bytes.length > bytesMax) {
                return Gathered.without(
                        collector, Outcome.TOO_LARGE, "the file is larger than " + (bytesMax >> 20) + " MiB");
            }
            return Gathered.came(collector, bytes, (System.nanoTime() - start) / 1_000_000);
        } catch (IOException e) {
            return Gathered.without(collector, Outcome.FAILED, "the file cannot be read: " + e.getMessage());
        }
    }
}
