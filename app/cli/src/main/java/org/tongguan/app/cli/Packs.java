package org.tongguan.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tongguan.comply.catalog.Catalog;
import org.tongguan.comply.check.CheckPack;
import picocli.CommandLine.Option;

/// `--pack`, shared by every command that reads checks.
final class Packs {

    @Option(
            names = "--pack",
            paramLabel = "DIR",
            description = "A check pack of your own, read beside ours; may be given more than once.")
    List<Path> folders = new ArrayList<>();

    CheckPack read(Home home, Catalog catalog) {
        var all = new ArrayList<Path>();
        all.add(home.checks());
        all.addAll(folders);
        return CheckPack.read(catalog, all);
    }
}
