package org.tongguan.comply.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.catalog.ItemKey;
import org.tongguan.comply.check.Check;
import org.tongguan.comply.check.Risk;

/// The coverage table is computed from checks and remains, cell by cell.
class ItemCoverageTest {

    private static final List<Check> CHECKS = List.of(
            Sample.check("linux.a", Risk.LOW, List.of(), Sample.PASSWORD),
            Sample.check("linux.b", Risk.LOW, List.of(), Sample.PASSWORD, Sample.WITH_REMAINS));

    private static ItemCoverage cell(List<Check> checks, ItemKey item, AssetType type) {
        return ItemCoverage.table(Sample.CATALOG, checks, "general").stream()
                .filter(cell -> cell.item().key().equals(item) && cell.type() == type)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"true,8.1.4.1 a,DECIDED", "true,8.1.4.2 a,HELPED", "false,8.1.4.2 a,PERSON", "false,8.1.4.1 a,MISSING"})
    void checksAndRemainsGiveTheKind(boolean withChecks, String item, ItemCoverage.Kind kind) {
        assertEquals(
                kind,
                cell(withChecks ? CHECKS : List.of(), ItemKey.parse(item), AssetType.LINUX)
                        .kind());
    }

    @Test
    void anItemNoMachineLooksAtIsAPersonsOnTheWholeSystem() {
        var cell = cell(CHECKS, Sample.LEADERSHIP, AssetType.SYSTEM);
        assertEquals(ItemCoverage.Kind.PERSON, cell.kind());
        assertEquals(Optional.empty(), cell.remains());
    }

    @Test
    void aCellNamesItsChecks() {
        assertEquals(
                List.of("linux.a", "linux.b"),
                cell(CHECKS, Sample.PASSWORD, AssetType.LINUX).checks());
    }

    @Test
    void everyItemIsInTheTable() {
        assertEquals(
                211,
                ItemCoverage.table(Sample.CATALOG, CHECKS, "general").stream()
                        .map(ItemCoverage::item)
                        .distinct()
                        .count());
    }
}
