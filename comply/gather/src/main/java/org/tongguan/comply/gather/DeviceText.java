package org.tongguan.comply.gather;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.tongguan.comply.asset.Access;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.facts.Collector;
import org.tongguan.comply.facts.Gathered;
import org.tongguan.comply.facts.Outcome;

/// A device's configuration from a text file somebody saved. How the device is doing cannot be told from it.
final class DeviceText implements Gatherer {

    static final String CONFIGURATION = "device_config";

    @Override
    public void gather(Asset asset, List<Collector> wanted, Duration limit, Consumer<Gathered> sink)
            throws Unreachable {
        var access = (Access.DeviceFile) asset.access();
        for (Collector collector : wanted) {
            if (!collector.id().equals(CONFIGURATION)) {
                continue;
            }
            try (var in = Files.newInputStream(access.file())) {
                byte[] bytes = in.readNBytes(collector.bytesMax() + 1);
                sink.accept(
                        bytes.length > collector.bytesMax()
                                ? Gathered.without(
                                        collector.id(),
                                        Outcome.TOO_LARGE,
                                        "the file has more than " + collector.bytesMax() + " bytes")
                                : Gathered.came(
                                        collector.id(),
                                        access.dialect()
                                                .map(dialect -> marked(collector, dialect, bytes))
                                                .orElse(bytes),
                                        0));
            } catch (NoSuchFileException e) {
                throw new Unreachable("the configuration file " + access.file().getFileName() + " does not exist", e);
            } catch (IOException e) {
                throw new Unreachable(
                        "cannot read the configuration file " + access.file().getFileName(), e);
            }
        }
    }

    /// Puts the stated dialect before a configuration, as the comment its parser looks for.
    static byte[] marked(Collector collector, String dialect, byte[] bytes) {
        if (!collector.id().equals(CONFIGURATION)) {
            return bytes;
        }
        byte[] mark = ("!tongguan dialect " + dialect + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] marked = java.util.Arrays.copyOf(mark, mark.length + bytes.length);
        System.arraycopy(bytes, 0, marked, mark.length, bytes.length);
        return marked;
    }

    @Override
    public String by(Asset asset) {
        return asset.access() instanceof Access.DeviceFile device
                ? "file " + device.file().getFileName()
                : "?";
    }
}
