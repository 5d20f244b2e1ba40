package org.tongguan.comply.gather;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.tongguan.comply.asset.Access;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.facts.Collector;
import org.tongguan.comply.facts.Gathered;
import org.tongguan.comply.facts.Outcome;

/// Reads raw outputs recorded earlier: one file a collector, named by its id. A collector without a file is
/// absent.
final class RecordedOutputs implements Gatherer {

    @Override
    public void gather(Asset asset, List<Collector> wanted, Duration limit, Consumer<Gathered> sink)
            throws Unreachable {
        Path folder = ((Access.Recorded) asset.access()).folder();
        if (!Files.isDirectory(folder)) {
            throw new Unreachable("the folder of recorded outputs " + folder + " does not exist");
        }
        try (var entries = Files.list(folder)) {
            var files = entries.filter(Files::isRegularFile).toList();
            for (Collector collector : wanted) {
                sink.accept(read(collector, files));
            }
        } catch (IOException e) {
            throw new Unreachable("cannot read the recorded outputs in " + folder, e);
        }
    }

    private static Gathered read(Collector collector, List<Path> files) throws IOException {
        for (Path file : files) {
            if (file.getFileName().toString().replaceFirst("\\.[^.]*$", "").equals(collector.id())) {
                long bytes = Files.size(file);
                return bytes > collector.bytesMax()
                        ? Gathered.without(
                                collector.id(), Outcome.TOO_LARGE, "more than " + collector.bytesMax() + " bytes")
                        : Gathered.came(collector.id(), Files.readAllBytes(file), 0);
            }
        }
        return Gathered.without(collector.id(), Outcome.ABSENT, "nothing was recorded for it");
    }

    @Override
    public String by(Asset asset) {
        return "recorded";
    }
}
