package org.tongguan.comply.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.catalog.Bilingual;
import org.tongguan.comply.catalog.Catalog;
import org.tongguan.comply.catalog.Item;
import org.tongguan.comply.check.Check;

/// How one item is answered on one type of asset: computed from the checks themselves, not claimed.
///
/// @param type `SYSTEM` for an item no machine looks at
/// @param checks ids of the checks that bear on it
/// @param remains what is left to a person
public record ItemCoverage(Item item, AssetType type, Kind kind, List<String> checks, Optional<Bilingual> remains) {

    public ItemCoverage {
        checks = List.copyOf(checks);
    }

    public enum Kind {
        /// Checks, and nothing left to a person.
        DECIDED("机器判定"),
        /// Checks, and something left to a person.
        HELPED("机器辅助"),
        PERSON("人工核查"),
        /// Neither a check nor a word on why not: a gap in our content.
        MISSING("未覆盖");

        private final String zh;

        Kind(String zh) {
            this.zh = zh;
        }

        public String zh() {
            return zh;
        }
    }

    /// Every level-3 item of a scope on every type of asset it applies to, in the order of standard and report.
    public static List<ItemCoverage> table(Catalog catalog, List<Check> checks, String scope) {
        var table = new ArrayList<ItemCoverage>();
        for (Item item : catalog.items(Catalog.LEVEL_MAX, scope)) {
            var types = catalog.applicability().get(item.key());
            if (types == null) {
                table.add(new ItemCoverage(
                        item,
                        AssetType.SYSTEM,
                        Kind.PERSON,
                        List.of(),
                        catalog.remains(item.key(), AssetType.SYSTEM.id())));
                continue;
            }
            for (AssetType type : AssetType.values()) {
                if (types.contains(type.id())) {
                    table.add(cell(catalog, checks, item, type));
                }
            }
        }
        return List.copyOf(table);
    }

    private static ItemCoverage cell(Catalog catalog, List<Check> checks, Item item, AssetType type) {
        var bearing = checks.stream()
                .filter(check -> check.type() == type && check.items().contains(item.key()))
                .map(Check::id)
                .toList();
        var remains = catalog.remains(item.key(), type.id());
        Kind kind = bearing.isEmpty()
                ? remains.isPresent() ? Kind.PERSON : Kind.MISSING
                : remains.isPresent() ? Kind.HELPED : Kind.DECIDED;
        return new ItemCoverage(item, type, kind, bearing, remains);
    }
}
