package org.tongguan.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.tongguan.comply.catalog.Catalog;
import org.tongguan.comply.catalog.CatalogUnreadable;

/// Where Tongguan's own content lies. The launcher says it; nothing is looked up on the net.
record Home(Path folder) {

    static final String VERSION = "0.1.0";
    static final String TOOL = "Tongguan 潼关 " + VERSION;

    static Home found() {
        Path folder = Path.of(System.getProperty("tongguan.home", "."));
        if (!Files.isDirectory(folder.resolve("content"))) {
            throw new CatalogUnreadable("no content folder below " + folder + ": start through ./tongguan");
        }
        return new Home(folder);
    }

    Path content() {
        return folder.resolve("content");
    }

    Path checks() {
        return content().resolve("checks");
    }

    Catalog catalog() {
        return Catalog.read(content());
    }
}
