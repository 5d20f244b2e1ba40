package org.tongguan.comply.check;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tongguan.comply.asset.Access;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.facts.Fact;
import org.tongguan.comply.facts.FactSheet;
import org.tongguan.comply.facts.Gathered;
import org.tongguan.comply.facts.Outcome;

/// Runs a check against its own fixtures, through the same masks and parsers as a real run.
public final class FixtureRun {

    /// The moment all fixtures are judged at: 2026-06-01.
    public static final Instant MOMENT = Instant.parse("2026-06-01T00:00:00Z");

    private FixtureRun() {}

    /// What went otherwise than the fixtures say; empty if the check holds.
    public static List<String> failures(Check check) {
        var failures = new ArrayList<String>();
        var judge = new Judge(List.of(check), MOMENT);
        check.fixtures().byState().forEach((expected, cases) -> {
            for (int i = 0; i < cases.size(); i++) {
                expect(
                        check,
                        expected + " #" + (i + 1),
                        expected,
                        judge.observe(check, sheet(check, cases.get(i), Map.of())),
                        failures);
            }
        });
        var sound = check.fixtures()
                .byState()
                .getOrDefault(ResultState.PASS, List.of(Map.of()))
                .getFirst();
        check.fixtures()
                .absent()
                .forEach((collector, expected) -> expect(
                        check,
                        "absent " + collector,
                        expected,
                        judge.observe(check, sheet(check, sound, Map.of(collector, Outcome.ABSENT))),
                        failures));
        for (String need : check.needs()) {
            if (!check.fixtures().absent().containsKey(need)) {
                failures.add(check.id() + ": no fixture for an absent " + need);
            }
        }
        for (String collector : check.fixtures().denied()) {
            expect(
                    check,
                    "denied " + collector,
                    ResultState.UNKNOWN,
                    judge.observe(check, sheet(check, sound, Map.of(collector, Outcome.DENIED))),
                    failures);
        }
        if (!check.fixtures().denied().containsAll(check.needs())) {
            failures.add(check.id() + ": not every need has a denied fixture");
        }
        check.fixtures().garbled().forEach((collector, text) -> {
            var given = new LinkedHashMap<>(sound);
            given.put(collector, text);
            var sheet = sheet(check, given, Map.of());
            if (!(sheet.fact(collector) instanceof Fact.Garbled)) {
                failures.add(check.id() + ": the parser of " + collector + " accepts the garbled fixture");
            }
            expect(check, "garbled " + collector, ResultState.UNKNOWN, judge.observe(check, sheet), failures);
        });
        return failures;
    }

    private static void expect(
            Check check, String what, ResultState expected, Observation seen, List<String> failures) {
        if (seen.state() != expected) {
            failures.add(check.id() + ": fixture " + what + " expects " + expected + ", got " + seen.state() + " ("
                    + seen.because().en() + ")");
        }
    }

    static FactSheet sheet(Check check, Map<String, String> given, Map<String, Outcome> outcomes) {
        return sheet("fixture", check.type(), collectors(check), given, outcomes);
    }

    static List<String> collectors(Check check) {
        var collectors = new ArrayList<>(check.needs());
        collectors.addAll(check.wants());
        return collectors;
    }

    /// What a gathering would have left: a collector with neither text nor outcome found nothing there.
    static FactSheet sheet(
            String id,
            AssetType type,
            Collection<String> collectors,
            Map<String, String> texts,
            Map<String, Outcome> outcomes) {
        var asset = new Asset(id, type, id, "", 2, true, new Access.Nothing(), Optional.empty(), Map.of());
        var gathered = new ArrayList<Gathered>();
        for (String collector : collectors) {
            var outcome =
                    outcomes.getOrDefault(collector, texts.containsKey(collector) ? Outcome.CAME : Outcome.ABSENT);
            gathered.add(
                    outcome == Outcome.CAME
                            ? Gathered.came(
                                    collector, texts.getOrDefault(collector, "").getBytes(StandardCharsets.UTF_8), 0)
                            : Gathered.without(collector, outcome, "fixture"));
        }
        return FactSheet.of(asset, gathered, MOMENT);
    }
}
