package org.tongguan.comply.gather;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;
import org.tongguan.comply.asset.Access;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.asset.Secret;
import org.tongguan.comply.catalog.Catalog;
import org.tongguan.comply.check.Check;
import org.tongguan.comply.check.CheckPack;
import org.tongguan.comply.check.Judge;
import org.tongguan.comply.check.Observation;
import org.tongguan.comply.check.ResultState;
import org.tongguan.comply.facts.FactSheet;
import org.tongguan.comply.facts.Gathered;
import org.tongguan.comply.facts.Outcome;

/// A real server, looked at by the real gatherer and judged by all checks of its type: once sound, then with one
/// setting
/// broken at a time. Each break must flip exactly the expected checks.
final class TruthRange {

    private static final Path CONTENT = Path.of(System.getProperty("tongguan.home"), "content");

    private final Asset asset;
    private final CheckPack checks;
    private final Judge judge;
    private Map<String, ResultState> sound = Map.of();

    TruthRange(AssetType type, int port, String database, Path password) {
        this.asset = asset(type, port, database, "tongguan", new Secret.FromFile(password));
        this.checks = CheckPack.read(
                Catalog.read(CONTENT), List.of(CONTENT.resolve("checks").resolve(type.id())));
        this.judge = new Judge(checks.checks(), Instant.now());
    }

    static Asset asset(AssetType type, int port, String database, String user, Secret password) {
        var access = new Access.Database("127.0.0.1", port, database, user, password, false);
        return new Asset("db", type, "db", "", 2, false, access, Optional.empty(), Map.of());
    }

    static Map<String, Gathered> gather(Asset asset, Duration limit) throws Unreachable, InterruptedException {
        var gathered = new LinkedHashMap<String, Gathered>();
        var wanted = org.tongguan.comply.facts.Collectors.of(asset.type());
        try (var gatherers = new Gatherers()) {
            gatherers.of(asset).orElseThrow().gather(asset, wanted, limit, one -> gathered.put(one.collector(), one));
        }
        return gathered;
    }

    Map<String, Gathered> gathered() throws Unreachable, InterruptedException {
        return gather(asset, Duration.ofSeconds(30));
    }

    Map<String, ResultState> states() throws Unreachable, InterruptedException {
        return states(gathered());
    }

    /// What all checks say of this evidence, through the masks, as a real run would.
    Map<String, ResultState> states(Map<String, Gathered> gathered) {
        var sheet = FactSheet.of(asset, gathered.values(), Instant.now());
        return judge.observe(sheet).stream()
                .collect(Collectors.toMap(seen -> seen.check().id(), Observation::state, (a, b) -> a, TreeMap::new));
    }

    Set<String> checkIds() {
        return checks.checks().stream().map(check -> check.id()).collect(Collectors.toCollection(TreeSet::new));
    }

    Check check(String id) {
        return checks.checks().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /// Remembers the sound state; the account must have been enough for every collector.
    Map<String, ResultState> remember() throws Unreachable, InterruptedException {
        var gathered = gathered();
        for (var one : gathered.values()) {
            assertEquals(Outcome.CAME, one.outcome(), one.collector() + ": " + one.message());
        }
        sound = states(gathered);
        return sound;
    }

    DynamicTest flips(String broken, Executable breaking, Executable restoring, String... expected) {
        return DynamicTest.dynamicTest(broken, () -> {
            var before = sound;
            try {
                breaking.execute();
                var after = states();
                var flipped = new TreeSet<String>();
                after.forEach((id, state) -> {
                    if (state != before.get(id)) {
                        flipped.add(id);
                        assertEquals(
                                true,
                                worse(before.get(id), state),
                                id + " went from " + before.get(id) + " to " + state);
                    }
                });
                assertEquals(new TreeSet<>(Set.of(expected)), flipped, broken);
            } finally {
                restoring.execute();
            }
            assertEquals(before, states(), "after restoring: " + broken);
        });
    }

    private static boolean worse(ResultState before, ResultState after) {
        return before == ResultState.PASS && (after == ResultState.FAIL || after == ResultState.PARTIAL)
                || before == ResultState.PARTIAL && after == ResultState.FAIL
                || before == ResultState.NOT_APPLICABLE && after == ResultState.FAIL;
    }
}
