package org.tongguan.comply.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.catalog.Bilingual;
import org.tongguan.comply.catalog.Catalog;
import org.tongguan.comply.catalog.ItemKey;
import org.tongguan.comply.check.Check.Absence;
import org.tongguan.comply.check.Check.Expression;
import org.tongguan.comply.facts.Collector;
import org.tongguan.comply.facts.Collectors;
import org.tongguan.kernel.yaml.NearMatch;
import org.tongguan.kernel.yaml.Yaml;
import org.tongguan.kernel.yaml.YamlList;
import org.tongguan.kernel.yaml.YamlMap;
import org.tongguan.kernel.yaml.YamlMistake;
import org.tongguan.kernel.yaml.YamlText;
import org.tongguan.kernel.yaml.YamlValue;

/// Reads one check file. What it refuses it names with file, line, column and, where there is one, the near
/// match.
public final class CheckReader {

    private final Catalog catalog;

    public CheckReader(Catalog catalog) {
        this.catalog = catalog;
    }

    /// @throws YamlMistake if the file is not a check
    public Check read(Path file) {
        YamlMap map = Yaml.readMap(file)
                .only(
                        "id",
                        "asset",
                        "title",
                        "clauses",
                        "risk",
                        "high-risk",
                        "needs",
                        "wants",
                        "params",
                        "applies",
                        "not-applicable",
                        "pass",
                        "partial",
                        "absent",
                        "show",
                        "remedy",
                        "fixtures");
        String id = map.text("id");
        if (!file.getFileName().toString().equals(id + ".yaml")) {
            throw new YamlMistake(map.placeOf("id"), "check '" + id + "' must stand in a file " + id + ".yaml");
        }
        AssetType type = map.oneOf("asset", AssetType.class);
        List<String> needs = collectors(map, "needs", type);
        List<String> wants = collectors(map, "wants", type);
        if (needs.isEmpty()) {
            throw map.mistake("a check needs at least one fact: name its collector under 'needs'");
        }
        return new Check(
                id,
                type,
                Bilingual.read(map.value("title")),
                items(map),
                map.oneOf("risk", Risk.class),
                highRiskCases(map),
                needs,
                wants,
                map.maybeMap("params").map(YamlMap::plain).orElse(Map.of()),
                map.maybe("applies").map(value -> expression(map, "applies")),
                map.maybe("not-applicable").map(Bilingual::read).orElse(new Bilingual("条件不成立", "does not apply here")),
                expression(map, "pass"),
                map.maybe("partial").map(value -> expression(map, "partial")),
                absence(map, needs),
                shows(map),
                remedy(map.map("remedy")),
                fixtures(map, file, needs, wants),
                file);
    }

    private List<ItemKey> items(YamlMap map) {
        var items = new ArrayList<ItemKey>();
        for (YamlValue value : map.list("clauses").values()) {
            if (!(value instanceof YamlText text)) {
                throw value.mistake("expected an item, e.g. 8.1.4.1 a");
            }
            try {
                var key = ItemKey.parse(text.text());
                if (catalog.item(key).isEmpty()) {
                    throw text.mistake("unknown clause '" + text.text() + "'" + nearItem(text.text()));
                }
                items.add(key);
            } catch (IllegalArgumentException e) {
                throw new YamlMistake(
                        text.place(), "'" + text.text() + "' is no clause, e.g. 8.1.4.1 a" + nearItem(text.text()), e);
            }
        }
        if (items.isEmpty()) {
            throw map.mistake("a check answers at least one item: name it under 'clauses'");
        }
        return items;
    }

    private String nearItem(String written) {
        return NearMatch.hint(
                written,
                catalog.items(Catalog.LEVEL_MAX, "general").stream()
                        .map(item -> item.key().toString())
                        .toList());
    }

    private List<String> highRiskCases(YamlMap map) {
        var ids = map.list("high-risk").texts();
        for (String id : ids) {
            if (!catalog.highRiskCases().containsKey(id)) {
                throw new YamlMistake(
                        map.placeOf("high-risk"),
                        "no high-risk case '" + id + "'"
                                + NearMatch.hint(id, catalog.highRiskCases().keySet()));
            }
        }
        return ids;
    }

    private static List<String> collectors(YamlMap map, String key, AssetType type) {
        var ids = map.list(key).texts();
        for (String id : ids) {
            var known = Collectors.byId(id).filter(collector -> readable(collector, type));
            if (known.isEmpty()) {
                var near = Collectors.all().stream()
                        .filter(collector -> readable(collector, type))
                        .map(Collector::id)
                        .toList();
                throw new YamlMistake(
                        map.placeOf(key), "no collector '" + id + "' for " + type.id() + NearMatch.hint(id, near));
            }
        }
        return ids;
    }

    private static boolean readable(Collector collector, AssetType type) {
        return collector.type() == type
                || type.component() && collector.type() == AssetType.LINUX
                || collector.source() instanceof org.tongguan.comply.facts.Source.ImportedFile;
    }

    private static Expression expression(YamlMap map, String key) {
        return new Expression(map.text(key).strip(), map.value(key).place());
    }

    private static Map<String, Absence> absence(YamlMap map, List<String> needs) {
        var absence = new LinkedHashMap<String, Absence>();
        switch (map.value("absent")) {
            case YamlText text -> needs.forEach(need -> absence.put(need, YamlMap.named(text, Absence.class)));
            case YamlMap byNeed -> {
                byNeed.only(needs.toArray(String[]::new));
                for (String need : needs) {
                    absence.put(need, byNeed.oneOf(need, Absence.class));
                }
            }
            case YamlList list -> throw list.mistake("'absent' is one word, or one word for each need");
        }
        return absence;
    }

    private static Map<String, Expression> shows(YamlMap map) {
        var shows = new LinkedHashMap<String, Expression>();
        YamlMap given = map.map("show");
        given.keys().forEach(label -> shows.put(label, expression(given, label)));
        if (shows.isEmpty()) {
            throw given.mistake("show at least one value: a verdict without its value cannot be defended");
        }
        return shows;
    }

    private static Remedy remedy(YamlMap map) {
        map.only("zh", "en", "script", "undo", "impact");
        String script = map.text("script", "");
        String undo = map.text("undo", "");
        if (script.isEmpty() != undo.isEmpty()) {
            throw map.mistake("a script needs its undo, and an undo its script");
        }
        return new Remedy(
                new Bilingual(map.text("zh").strip(), map.text("en").strip()),
                script,
                undo,
                map.oneOf("impact", Remedy.Impact.class));
    }

    private static Check.Fixtures fixtures(YamlMap check, Path file, List<String> needs, List<String> wants) {
        YamlMap map = check.map("fixtures");
        map.only(
                "pass",
                "fail",
                "partial",
                "not-applicable",
                "unknown",
                "manual-pending",
                "absent",
                "denied",
                "garbled");
        for (String required : List.of("pass", "fail", "absent", "denied", "garbled")) {
            if (!map.has(required)) {
                throw map.mistake("fixtures lack '" + required + "'");
            }
        }
        var known = new ArrayList<>(needs);
        known.addAll(wants);
        String[] collectors = known.toArray(String[]::new);
        var byState = new LinkedHashMap<ResultState, List<Map<String, String>>>();
        for (var state : List.of(
                ResultState.PASS,
                ResultState.FAIL,
                ResultState.PARTIAL,
                ResultState.NOT_APPLICABLE,
                ResultState.UNKNOWN,
                ResultState.MANUAL_PENDING)) {
            String key = state.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
            var cases = new ArrayList<Map<String, String>>();
            for (YamlMap given : map.list(key).maps()) {
                given.only(collectors);
                cases.add(texts(given, file));
            }
            if (!cases.isEmpty()) {
                byState.put(state, List.copyOf(cases));
            }
        }
        if (!byState.containsKey(ResultState.PASS) || !byState.containsKey(ResultState.FAIL)) {
            throw map.mistake("fixtures need at least one case that passes and one that fails");
        }
        var absent = new LinkedHashMap<String, ResultState>();
        YamlMap givenAbsent = map.map("absent").only(collectors);
        givenAbsent.keys().forEach(key -> absent.put(key, givenAbsent.oneOf(key, ResultState.class)));
        return new Check.Fixtures(
                byState,
                absent,
                map.list("denied").texts(),
                texts(map.map("garbled").only(collectors), file));
    }

    /// Raw texts, given inline or as `{file: name}` beside the check.
    private static Map<String, String> texts(YamlMap map, Path file) {
        var texts = new LinkedHashMap<String, String>();
        for (String key : map.keys()) {
            texts.put(
                    key,
                    switch (map.value(key)) {
                        case YamlText text -> text.text();
                        case YamlMap reference -> beside(reference.only("file"), file);
                        case YamlList list -> throw list.mistake("a fixture is a text or {file: name}");
                    });
        }
        return texts;
    }

    private static String beside(YamlMap reference, Path file) {
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElseThrow();
        Path fixture = folder.resolve(reference.text("file")).normalize();
        if (!fixture.startsWith(folder)) {
            throw reference.mistake("a fixture file stands beside its check");
        }
        try {
            return Files.readString(fixture);
        } catch (IOException e) {
            throw new YamlMistake(reference.place(), "cannot read fixture " + fixture.getFileName(), e);
        }
    }
}
