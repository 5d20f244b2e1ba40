package org.tongguan.comply.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.catalog.Catalog;
import org.tongguan.comply.check.CheckPack;

/// What ships answers every item on every type of asset it applies to, by a check or by a line on what a person
/// must do.
class ContentCoverageTest {

    private static final Path CONTENT = Path.of(System.getProperty("tongguan.home"), "content");
    private static final Catalog CATALOG = Catalog.read(CONTENT);

    @Test
    void everyApplicableCellHasACheckOrALineOnWhatRemains() {
        var pack = CheckPack.read(CATALOG, List.of(CONTENT.resolve("checks")));
        var missing = ItemCoverage.table(CATALOG, pack.checks(), "general").stream()
                .filter(cell -> cell.kind() == ItemCoverage.Kind.MISSING)
                .map(cell -> cell.type().id() + " " + cell.item().key() + " "
                        + cell.item().controlZh())
                .sorted()
                .toList();
        assertEquals("", String.join("\n", missing), missing.size() + " cells have neither check nor remains");
    }

    @Test
    void everyAssetTypeInTheTablesExists() {
        var known = Arrays.stream(AssetType.values()).map(AssetType::id).toList();
        var unknown = Stream.concat(
                        CATALOG.applicability().values().stream().flatMap(types -> types.stream()),
                        CATALOG.remains().values().stream().flatMap(types -> types.keySet().stream()))
                .filter(type -> !known.contains(type))
                .distinct()
                .toList();
        assertEquals(List.of(), unknown);
    }

    @Test
    void noLineRemainsOnATypeItsItemDoesNotApplyTo() {
        var stray = CATALOG.remains().entrySet().stream()
                .flatMap(entry -> entry.getValue().keySet().stream()
                        .filter(type -> !type.equals(AssetType.SYSTEM.id()))
                        .filter(type -> !CATALOG.applicability()
                                .getOrDefault(CATALOG.evidencedAs(entry.getKey()), java.util.Set.of())
                                .contains(type))
                        .map(type -> type + " " + entry.getKey()))
                .sorted()
                .toList();
        assertEquals(List.of(), stray);
    }
}
