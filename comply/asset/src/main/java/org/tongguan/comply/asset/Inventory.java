package org.tongguan.comply.asset;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// One system and its assets, as a person wrote them down.
///
/// @param answers the file of answers, waivers and confirmations for what no machine can see
public record Inventory(SystemProfile system, List<Asset> assets, List<ImportedFile> imports, Optional<Path> answers) {

    public Inventory {
        assets = List.copyOf(assets);
        imports = List.copyOf(imports);
    }
}
