package org.tongguan.comply.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tongguan.kernel.yaml.NearMatch;
import org.tongguan.kernel.yaml.Yaml;
import org.tongguan.kernel.yaml.YamlMap;
import org.tongguan.kernel.yaml.YamlMistake;

/// Reads `content/catalog` and holds every reference in it against the items.
final class CatalogReader {

    private final Path folder;
    private final Map<ItemKey, Item> items = new LinkedHashMap<>();

    private final Optional<YamlMap> own;

    /// @param own the user's settings file (docs/formats/settings.md)
    CatalogReader(Path folder, Optional<Path> own) {
        this.folder = folder;
        this.own = own.map(Yaml::readMap).map(map -> map.only("settings", "weights-2021"));
    }

    Catalog read() {
        for (var row : Tsv.rows(
                folder.resolve("items.tsv"),
                "clause",
                "item",
                "level",
                "scope",
                "class_zh",
                "control_point_zh",
                "summary_zh",
                "summary_en",
                "automatable")) {
            var item = new Item(
                    row.item(),
                    row.whole("level"),
                    row.text("scope"),
                    row.text("class_zh"),
                    row.text("control_point_zh"),
                    row.text("summary_zh"),
                    row.text("summary_en"),
                    row.text("automatable"));
            if (items.putIfAbsent(item.key(), item) != null) {
                throw new CatalogUnreadable(row.place() + ": item " + item.key() + " stands here twice");
            }
        }
        var settings = Settings.read(
                Yaml.readMap(folder.resolve("settings.yaml")), own.flatMap(map -> map.maybeMap("settings")));
        var cases = cases();
        return new Catalog(
                List.copyOf(items.values()),
                applicability(),
                remains(),
                tags(),
                shares(),
                cases,
                triggers(cases),
                new ConclusionRules(rate(settings), score(settings)),
                matrices(),
                settings);
    }

    private ItemKey known(ItemKey key, String place) {
        if (!items.containsKey(key)) {
            throw new CatalogUnreadable(place + ": no item " + key + " in items.tsv");
        }
        return key;
    }

    private List<ItemKey> known(List<ItemKey> keys, String place) {
        keys.forEach(key -> known(key, place));
        return keys;
    }

    private Map<ItemKey, Set<String>> applicability() {
        var applicability = new LinkedHashMap<ItemKey, Set<String>>();
        for (var row : Tsv.rows(folder.resolve("applicability.tsv"), "clause", "item", "types")) {
            var types = new LinkedHashSet<>(row.words("types", " "));
            if (applicability.putIfAbsent(known(row.item(), row.place()), types) != null) {
                throw new CatalogUnreadable(row.place() + ": item " + row.item() + " stands here twice");
            }
        }
        return applicability;
    }

    private Map<ItemKey, Map<String, Bilingual>> remains() {
        var remains = new HashMap<ItemKey, Map<String, Bilingual>>();
        Path remainsFolder = folder.resolve("remains");
        if (!Files.isDirectory(remainsFolder)) {
            return remains;
        }
        try (var files = Files.list(remainsFolder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                String name = String.valueOf(file.getFileName());
                String type = name.substring(0, name.length() - ".yaml".length());
                YamlMap lines = Yaml.readMap(file).only("remains").map("remains");
                for (String written : lines.keys()) {
                    remains.computeIfAbsent(item(lines, written), any -> new HashMap<>())
                            .put(type, Bilingual.read(lines.value(written)));
                }
            }
        } catch (IOException e) {
            throw new CatalogUnreadable("cannot list " + remainsFolder, e);
        }
        return remains;
    }

    private ItemKey item(YamlMap map, String written) {
        try {
            var key = ItemKey.parse(written);
            if (items.containsKey(key)) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            throw new YamlMistake(map.placeOf(written), "names no item, e.g. 8.1.4.1 a", e);
        }
        throw new YamlMistake(
                map.placeOf(written),
                "no item '" + written + "'"
                        + NearMatch.hint(
                                written,
                                items.keySet().stream().map(ItemKey::toString).toList()));
    }

    private Map<String, Sag> tags() {
        var tags = new HashMap<String, Sag>();
        for (var row : Tsv.rows(folder.resolve("sag.tsv"), "clause", "tag", "confidence")) {
            Tsv.confidence(row.text("confidence"));
            tags.put(row.text("clause"), row.oneOf(row.text("tag").toLowerCase(java.util.Locale.ROOT), Sag.class));
        }
        for (Item item : items.values()) {
            if (!tags.containsKey(item.key().clause())) {
                throw new CatalogUnreadable(
                        "sag.tsv has no tag for " + item.key().clause());
            }
        }
        return tags;
    }

    private Map<ItemKey, CloudShare> shares() {
        var shares = new HashMap<ItemKey, CloudShare>();
        for (var row : Tsv.rows(
                folder.resolve("cloud-tenant.tsv"), "clause", "item", "side", "confidence", "note_zh", "note_en")) {
            shares.put(
                    known(row.item(), row.place()),
                    new CloudShare(
                            row.oneOf(row.text("side"), CloudSide.class),
                            row.maybeBilingual("note"),
                            Tsv.confidence(row.text("confidence"))));
        }
        return shares;
    }

    private Map<String, HighRiskCase> cases() {
        var cases = new LinkedHashMap<String, HighRiskCase>();
        for (var row : Tsv.rows(
                folder.resolve("high-risk.tsv"),
                "case",
                "level",
                "items",
                "lowerable",
                "flags",
                "condition_zh",
                "condition_en",
                "mitigation_zh",
                "mitigation_en",
                "confidence")) {
            var flags = new LinkedHashSet<HighRiskCase.Flag>();
            row.words("flags", ",").forEach(word -> flags.add(row.oneOf(word, HighRiskCase.Flag.class)));
            var high = new HighRiskCase(
                    row.text("case"),
                    row.text("level").equals("*") ? Optional.empty() : Optional.of(row.whole("level")),
                    known(row.items("items"), row.place()),
                    row.oneOf(row.text("lowerable"), HighRiskCase.Lowering.class),
                    flags,
                    row.bilingual("condition"),
                    row.maybeBilingual("mitigation"),
                    Tsv.confidence(row.text("confidence")));
            if (high.mitigation().isPresent() == (high.lowering() == HighRiskCase.Lowering.NO)) {
                throw new CatalogUnreadable(row.place() + ": a case has a mitigation exactly when it may be lowered");
            }
            if (cases.putIfAbsent(high.id(), high) != null) {
                throw new CatalogUnreadable(row.place() + ": case " + high.id() + " stands here twice");
            }
        }
        return cases;
    }

    private Map<String, MajorRiskTrigger> triggers(Map<String, HighRiskCase> cases) {
        var triggers = new LinkedHashMap<String, MajorRiskTrigger>();
        for (var row : Tsv.rows(
                folder.resolve("major-risks.tsv"),
                "trigger",
                "items",
                "cases",
                "title_zh",
                "title_en",
                "severity_zh",
                "severity_en",
                "confidence")) {
            var trigger = new MajorRiskTrigger(
                    row.text("trigger"),
                    known(row.items("items"), row.place()),
                    row.words("cases", ";"),
                    row.bilingual("title"),
                    row.bilingual("severity"),
                    Tsv.confidence(row.text("confidence")));
            for (String id : trigger.cases()) {
                if (!cases.containsKey(id)) {
                    throw new CatalogUnreadable(row.place() + ": no high-risk case " + id);
                }
            }
            if (triggers.putIfAbsent(trigger.id(), trigger) != null) {
                throw new CatalogUnreadable(row.place() + ": trigger " + trigger.id() + " stands here twice");
            }
        }
        return triggers;
    }

    private ConclusionRules.Rate rate(Settings settings) {
        var map = Yaml.readMap(folder.resolve("conclusion-2025.yaml"))
                .only("version", "in-force-from", "met-from", "basically-met-from");
        return new ConclusionRules.Rate(
                number(map, "met-from"),
                number(map, "basically-met-from"),
                settings.truth("boundary-inclusive"),
                settings.share("partial-weight"),
                settings.setting("met-with-major-risk").value());
    }

    private ConclusionRules.Score score(Settings settings) {
        var map = Yaml.readMap(folder.resolve("conclusion-2021.yaml"))
                .only("version", "attention", "partial", "excellent-from", "good-from", "fair-from", "weights");
        var weights = new HashMap<ItemKey, Integer>();
        weights(map.map("weights"), weights);
        own.flatMap(values -> values.maybeMap("weights-2021")).ifPresent(given -> weights(given, weights));
        return new ConclusionRules.Score(
                number(map, "attention"),
                number(map, "partial"),
                number(map, "excellent-from"),
                number(map, "good-from"),
                number(map, "fair-from"),
                weights,
                (int) settings.number("weight-2021-default"));
    }

    private void weights(YamlMap given, Map<ItemKey, Integer> weights) {
        for (String written : given.keys()) {
            double weight = number(given, written);
            if (weight != 1 && weight != 2 && weight != 3) {
                throw new YamlMistake(given.placeOf(written), "a weight is 1, 2 or 3, not " + given.text(written));
            }
            weights.put(item(given, written), (int) weight);
        }
    }

    private static double number(YamlMap map, String key) {
        return Tsv.number(map.text(key), map.placeOf(key) + ": '" + key + "'");
    }

    private List<GradingMatrix> matrices() {
        var matrices = new ArrayList<GradingMatrix>();
        for (YamlMap map : Yaml.readMap(folder.resolve("grading-matrix.yaml"))
                .only("matrices")
                .list("matrices")
                .maps()) {
            map.only("version", "source", "confidence", "rows");
            var rows =
                    new EnumMap<GradingMatrix.Harmed, Map<GradingMatrix.Degree, Integer>>(GradingMatrix.Harmed.class);
            YamlMap given = map.map("rows").only("citizens", "society", "nation");
            for (var harmed : GradingMatrix.Harmed.values()) {
                String key = harmed.name().toLowerCase(java.util.Locale.ROOT);
                var levels = given.list(key).texts().stream()
                        .map(text -> (int) Tsv.number(text, given.placeOf(key) + ": a level"))
                        .toList();
                var degrees = GradingMatrix.Degree.values();
                if (levels.size() != degrees.length) {
                    throw given.mistake("row '" + key + "' needs one level for each degree of harm");
                }
                var row = new EnumMap<GradingMatrix.Degree, Integer>(GradingMatrix.Degree.class);
                for (int i = 0; i < degrees.length; i++) {
                    row.put(degrees[i], levels.get(i));
                }
                rows.put(harmed, Map.copyOf(row));
            }
            matrices.add(new GradingMatrix(
                    map.text("version"), map.text("source"), Tsv.confidence(map.text("confidence")), rows));
        }
        return matrices;
    }
}
