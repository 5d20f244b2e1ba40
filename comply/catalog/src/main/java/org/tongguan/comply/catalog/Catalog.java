package org.tongguan.comply.catalog;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// All items of all levels and scopes, and what is known about them: tags, cloud split, high-risk cases,
/// major-risk triggers, rules of conclusion. Immutable. Asset types are plain words here: this room knows no
/// asset.
public final class Catalog {

    /// The levels whose rows the catalogue holds.
    public static final int LEVEL_MIN = 2;

    public static final int LEVEL_MAX = 3;

    private final List<Item> items;
    private final Map<ItemKey, Item> byKey;
    private final Map<ItemKey, Set<String>> applicability;
    private final Map<ItemKey, Map<String, Bilingual>> remains;
    private final Map<String, Sag> tags;
    private final Map<ItemKey, CloudShare> shares;
    private final Map<String, HighRiskCase> cases;
    private final Map<String, MajorRiskTrigger> triggers;
    private final ConclusionRules rules;
    private final List<GradingMatrix> matrices;
    private final Settings settings;
    private final Map<ItemKey, ItemKey> sameWords;

    Catalog(
            List<Item> items,
            Map<ItemKey, Set<String>> applicability,
            Map<ItemKey, Map<String, Bilingual>> remains,
            Map<String, Sag> tags,
            Map<ItemKey, CloudShare> shares,
            Map<String, HighRiskCase> cases,
            Map<String, MajorRiskTrigger> triggers,
            ConclusionRules rules,
            List<GradingMatrix> matrices,
            Settings settings) {
        this.items = List.copyOf(items);
        this.byKey = byKey(items);
        this.applicability = Collections.unmodifiableMap(new LinkedHashMap<>(applicability));
        this.remains = Map.copyOf(remains);
        this.tags = Map.copyOf(tags);
        this.shares = Map.copyOf(shares);
        this.cases = Collections.unmodifiableMap(new LinkedHashMap<>(cases));
        this.triggers = Collections.unmodifiableMap(new LinkedHashMap<>(triggers));
        this.rules = rules;
        this.matrices = List.copyOf(matrices);
        this.settings = settings;
        this.sameWords = sameWords(items);
    }

    /// Reads `content/catalog`.
    ///
    /// @throws CatalogUnreadable if a table is missing, or a row is not what its header says or names an unknown
    ///     item
    /// @throws org.tongguan.kernel.yaml.YamlMistake if one of the YAML files is wrong
    public static Catalog read(Path content) {
        return new CatalogReader(content.resolve("catalog"), Optional.empty()).read();
    }

    /// The same with the user's own settings in place of ours (docs/formats/settings.md).
    public static Catalog read(Path content, Path ownSettings) {
        return new CatalogReader(content.resolve("catalog"), Optional.of(ownSettings)).read();
    }

    private static Map<ItemKey, Item> byKey(List<Item> items) {
        var byKey = new HashMap<ItemKey, Item>();
        items.forEach(item -> byKey.put(item.key(), item));
        return Map.copyOf(byKey);
    }

    private static Map<ItemKey, ItemKey> sameWords(List<Item> items) {
        var level3 = new HashMap<String, ItemKey>();
        var same = new HashMap<ItemKey, ItemKey>();
        items.stream().filter(item -> item.level() == LEVEL_MAX).forEach(item -> level3.put(words(item), item.key()));
        items.stream().filter(item -> item.level() < LEVEL_MAX).forEach(item -> {
            var twin = level3.get(words(item));
            if (twin != null) {
                same.put(item.key(), twin);
            }
        });
        return Map.copyOf(same);
    }

    private static String words(Item item) {
        return String.join("\t", item.scope(), item.classZh(), item.controlZh(), item.summaryZh());
    }

    public List<Item> items() {
        return items;
    }

    /// The items of one level and scope, in the standard's order.
    public List<Item> items(int level, String scope) {
        return items.stream()
                .filter(item -> item.level() == level && item.scope().equals(scope))
                .toList();
    }

    public Optional<Item> item(ItemKey key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /// The rows a system's report shows: the general items, where a control point tagged S or A is taken at the
    /// S or A level (GB/T 22239-2019 annex A), and the extensions of its scopes at the system's level.
    ///
    /// The catalogue has no rows of level 1: a control point that might be taken at level 1 is taken at level
    /// 2, which asks for more and never for less.
    ///
    /// @throws IllegalArgumentException if the larger of the two levels is not 2 or 3
    public List<Item> rows(int sLevel, int aLevel, List<String> scopes) {
        int level = Math.max(sLevel, aLevel);
        if (level < LEVEL_MIN || level > LEVEL_MAX) {
            throw new IllegalArgumentException(
                    "the catalogue holds levels " + LEVEL_MIN + " and " + LEVEL_MAX + ", not level " + level);
        }
        var rows = new ArrayList<Item>();
        for (Item item : items) {
            int wanted = switch (sag(item)) {
                case S -> Math.max(sLevel, LEVEL_MIN);
                case A -> Math.max(aLevel, LEVEL_MIN);
                case G -> level;
            };
            boolean inScope = item.scope().equals("general") || scopes.contains(item.scope());
            if (inScope && item.level() == (item.scope().equals("general") ? wanted : level)) {
                rows.add(item);
            }
        }
        return List.copyOf(rows);
    }

    /// The items that apply to a system: its [#rows], without the cloud items only the platform answers if the
    /// system is a tenant. S3A3G3 without extensions gives 211.
    public List<Item> requirements(int sLevel, int aLevel, List<String> scopes, boolean cloudTenant) {
        return rows(sLevel, aLevel, scopes).stream()
                .filter(item -> !(cloudTenant
                        && cloudShare(item.key())
                                .filter(share -> share.side() == CloudSide.PLATFORM)
                                .isPresent()))
                .toList();
    }

    /// Who answers a cloud item; empty for every other item and for level 2, for which no split was found.
    public Optional<CloudShare> cloudShare(ItemKey item) {
        return Optional.ofNullable(shares.get(item));
    }

    /// The level-3 item whose checks answer this one: itself, or for a level-2 item that says the same in the
    /// same control point, that one.
    public ItemKey evidencedAs(ItemKey item) {
        return sameWords.getOrDefault(item, item);
    }

    /// The types of asset a machine can look at for an item; an item that is not in it is answered by people.
    public Map<ItemKey, Set<String>> applicability() {
        return applicability;
    }

    /// All lines on what a person still has to look at: item, then type of asset.
    public Map<ItemKey, Map<String, Bilingual>> remains() {
        return remains;
    }

    /// What a person still has to look at, for an item on a type of asset.
    public Optional<Bilingual> remains(ItemKey item, String assetType) {
        return Optional.ofNullable(remains.getOrDefault(item, Map.of()).get(assetType));
    }

    public Sag sag(Item item) {
        return java.util.Objects.requireNonNull(tags.get(item.key().clause()), "every clause has a tag");
    }

    /// The high-risk cases by id, in the guide's order.
    public Map<String, HighRiskCase> highRiskCases() {
        return cases;
    }

    /// The high-risk cases that stand under an item.
    public List<HighRiskCase> highRiskCases(ItemKey item) {
        return cases.values().stream()
                .filter(high -> high.items().contains(item))
                .toList();
    }

    /// The triggers of a major risk by id, in the list's order.
    public Map<String, MajorRiskTrigger> majorRiskTriggers() {
        return triggers;
    }

    public ConclusionRules conclusionRules() {
        return rules;
    }

    public List<GradingMatrix> gradingMatrices() {
        return matrices;
    }

    public Settings settings() {
        return settings;
    }
}
