package org.tongguan.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Inventories over what ships with the demo: nothing but files is looked at.
final class SampleSystem {

    static final String PROFILE = "system: {name: 样例系统, s-level: 3, a-level: 3}";
    static final String HOST =
            "  - {id: app, type: linux, access: {root: '" + Cli.HOME.resolve("content/demo/weak-root") + "'}}";
    static final String DATABASE = "  - {id: db, type: postgresql, access: {recorded: '"
            + Cli.HOME.resolve("content/demo/recorded/pay-db") + "'}}";
    static final String SWITCH = "  - {id: switch, type: network-device, access: {file: '"
            + Cli.HOME.resolve("content/demo/core-switch.cfg") + "'}}";

    private SampleSystem() {}

    /// All three assets in `inventory.yaml`.
    static Path inventory(Path folder) {
        return inventory(folder, "inventory.yaml", HOST, DATABASE, SWITCH);
    }

    static Path inventory(Path folder, String name, String... assets) {
        return file(folder, name, PROFILE + "\nassets:\n" + String.join("\n", assets) + "\n");
    }

    /// A share of decided observations any of these samples reaches, so that new checks do not move exit codes.
    static Path settings(Path folder) {
        return file(folder, "settings.yaml", "settings: {coverage-required: \"0.1\"}\n");
    }

    static Path file(Path folder, String name, String text) {
        try {
            Files.createDirectories(folder);
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + name, e);
        }
    }

    /// Copies a folder with all in it.
    static Path copy(Path from, Path to) {
        try (var walk = Files.walk(from)) {
            for (Path path : (Iterable<Path>) walk::iterator) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy " + from, e);
        }
    }

    /// Makes of a finished run one that was cut off in the middle of a line.
    static void cutOff(Path out) throws IOException {
        Path snapshot = out.resolve(Run.SNAPSHOT);
        Files.delete(snapshot.resolve("seal.json"));
        List<String> lines = Files.readAllLines(snapshot.resolve("index.jsonl"));
        int kept = lines.size() / 2;
        Files.writeString(
                snapshot.resolve("index.jsonl"),
                String.join("\n", lines.subList(0, kept)) + "\n"
                        + lines.get(kept).substring(0, 40));
    }
}
