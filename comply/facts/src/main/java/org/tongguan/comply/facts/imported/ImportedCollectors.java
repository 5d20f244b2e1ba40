package org.tongguan.comply.facts.imported;

import java.util.List;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.facts.Collector;
import org.tongguan.comply.facts.Mask;
import org.tongguan.comply.facts.Parser;
import org.tongguan.comply.facts.Source;

/// Result files of other tools. A check of any asset type may need one; it is asked only where a file was handed
/// in.
public final class ImportedCollectors {

    private static final int FILE_BYTES_MAX = 64 << 20;

    private ImportedCollectors() {}

    public static List<Collector> all() {
        return List.of(
                collector("openscap", AssetType.LINUX, OpenScapResult::parse),
                collector("lynis", AssetType.LINUX, LynisReport::parse),
                collector("nmap", AssetType.LINUX, NmapScan::parse),
                collector("testssl", AssetType.TLS, TestsslResult::parse));
    }

    private static Collector collector(String format, AssetType type, Parser parser) {
        return new Collector("import_" + format, type, new Source.ImportedFile(format), parser)
                .within(Collector.SECONDS_DEFAULT, FILE_BYTES_MAX)
                .masking(Mask.PASSWORD_HASH, Mask.PRIVATE_KEY, Mask.URL_PASSWORD);
    }
}
