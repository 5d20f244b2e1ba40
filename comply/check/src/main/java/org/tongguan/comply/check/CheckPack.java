package org.tongguan.comply.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tongguan.comply.catalog.Catalog;
import org.tongguan.kernel.yaml.NearMatch;
import org.tongguan.kernel.yaml.Place;
import org.tongguan.kernel.yaml.Yaml;
import org.tongguan.kernel.yaml.YamlMap;
import org.tongguan.kernel.yaml.YamlMistake;

/// All checks of our pack and of the user's packs beside it. A user's pack adds checks and, in its
/// `tailoring.yaml`, changes parameters of ours; it can neither replace nor silence one of ours (that is what
/// waivers are for).
public final class CheckPack {

    static final String TAILORING = "tailoring.yaml";

    private final List<Check> checks;

    private CheckPack(List<Check> checks) {
        this.checks = List.copyOf(checks);
    }

    /// @param folders our pack first; every `.yaml` below a folder is a check, except `tailoring.yaml`
    /// @throws YamlMistake at the first file that is no check
    public static CheckPack read(Catalog catalog, List<Path> folders) {
        var reader = new CheckReader(catalog);
        var checks = new LinkedHashMap<String, Check>();
        for (Path folder : folders) {
            for (Path file : files(folder)) {
                var check = reader.read(file);
                var before = checks.putIfAbsent(check.id(), check);
                if (before != null) {
                    throw new YamlMistake(
                            new Place(file.toString(), 1, 1),
                            "check '" + check.id() + "' already stands in " + before.file());
                }
            }
        }
        var params = new HashMap<String, Map<String, Object>>();
        for (Path folder : folders) {
            Path tailoring = folder.resolve(TAILORING);
            if (Files.exists(tailoring)) {
                tailor(Yaml.readMap(tailoring), checks, params);
            }
        }
        return new CheckPack(checks.values().stream()
                .map(check -> params.containsKey(check.id()) ? tailored(check, params.get(check.id())) : check)
                .toList());
    }

    public List<Check> checks() {
        return checks;
    }

    /// The collectors any check needs or wants.
    public Set<String> collectors() {
        var ids = new HashSet<String>();
        checks.forEach(check -> {
            ids.addAll(check.needs());
            ids.addAll(check.wants());
        });
        return Set.copyOf(ids);
    }

    static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new YamlMistake(new Place(folder.toString(), 1, 1), "no such check pack folder");
        }
        try (var walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.getFileName().toString().equals(TAILORING))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new YamlMistake(new Place(folder.toString(), 1, 1), "cannot list the check pack", e);
        }
    }

    private static void tailor(YamlMap map, Map<String, Check> checks, Map<String, Map<String, Object>> params) {
        YamlMap given = map.only("params").map("params");
        for (String id : given.keys()) {
            var check = checks.get(id);
            if (check == null) {
                throw new YamlMistake(given.placeOf(id), "no check '" + id + "'" + NearMatch.hint(id, checks.keySet()));
            }
            YamlMap values = given.map(id).only(check.params().keySet().toArray(String[]::new));
            params.computeIfAbsent(id, any -> new LinkedHashMap<>()).putAll(values.plain());
        }
    }

    private static Check tailored(Check check, Map<String, Object> changes) {
        var params = new LinkedHashMap<>(check.params());
        params.putAll(changes);
        return new Check(
                check.id(),
                check.type(),
                check.title(),
                check.items(),
                check.risk(),
                check.highRiskCases(),
                check.needs(),
                check.wants(),
                params,
                check.applies(),
                check.notApplicable(),
                check.passes(),
                check.partly(),
                check.absent(),
                check.shows(),
                check.remedy(),
                check.fixtures(),
                check.file());
    }

    /// The checks that bear on an item, in file order.
    public List<Check> on(org.tongguan.comply.catalog.ItemKey item) {
        var found = new ArrayList<Check>();
        for (Check check : checks) {
            if (check.items().contains(item)) {
                found.add(check);
            }
        }
        return found;
    }
}
