package org.tongguan.app.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.tongguan.comply.catalog.Catalog;
import picocli.CommandLine.Option;

/// `--settings`, shared by every command that concludes.
final class OwnSettings {

    @Option(
            names = "--settings",
            paramLabel = "FILE",
            description = "Your own values where no public text settles one (docs/formats/settings.md).")
    @Nullable
    Path file;

    Catalog catalog(Home home) {
        return file == null ? home.catalog() : Catalog.read(home.content(), file);
    }
}
