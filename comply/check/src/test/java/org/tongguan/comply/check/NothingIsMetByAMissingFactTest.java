package org.tongguan.comply.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.tongguan.comply.catalog.Catalog;
import org.tongguan.comply.facts.Fact;
import org.tongguan.comply.facts.Outcome;

/// The main promise, held for every check that ships: take one fact away from a system in order, in every way a
/// fact can be missing, and the check no longer passes. And what is judged twice comes out the same twice.
class NothingIsMetByAMissingFactTest {

    private static final Path CONTENT = Path.of(System.getProperty("tongguan.home"), "content");
    private static final List<Check> CHECKS = CheckPack.read(Catalog.read(CONTENT), List.of(CONTENT.resolve("checks")))
            .checks();
    private static final Judge JUDGE = new Judge(CHECKS, FixtureRun.MOMENT);

    /// Ways to be missing that leave open how the asset is: neither met nor not applicable may come of them.
    private static final Set<Outcome> OPEN =
            Set.of(Outcome.DENIED, Outcome.TIMED_OUT, Outcome.TOO_LARGE, Outcome.FAILED, Outcome.NOT_RUN);

    /// A text no collector brings: what its parser refuses may decide nothing.
    private static final String NOISE = "\u0001{<noise\u0002\n%PDF-1.7\n";

    @TestFactory
    Stream<DynamicTest> everyCheckOnEveryMissingFact() {
        return CHECKS.stream()
                .map(check -> DynamicTest.dynamicTest(check.id(), () -> {
                    var wrong = new ArrayList<String>();
                    for (var texts : sound(check)) {
                        for (String taken : FixtureRun.collectors(check)) {
                            wrong.addAll(without(check, texts, taken));
                        }
                    }
                    assertEquals(List.of(), wrong);
                }));
    }

    @Test
    void theCasesAreManyEnoughToMeanSomething() {
        long cases = CHECKS.stream()
                .mapToLong(check -> (long) sound(check).size()
                        * FixtureRun.collectors(check).size()
                        * (OPEN.size() + 2))
                .sum();
        System.out.println(CHECKS.size() + " checks, " + cases + " missing facts");
        assertTrue(cases > 3_000, cases + " cases");
    }

    @Test
    void theSameBytesGiveTheSameObservationsInAnyOrderOfChecks() {
        var shuffled = new ArrayList<>(CHECKS);
        Collections.shuffle(shuffled, new Random(20260601));
        var other = new Judge(shuffled, FixtureRun.MOMENT);
        var again = new Judge(CHECKS, FixtureRun.MOMENT);
        CHECKS.stream().map(Check::type).distinct().forEach(type -> {
            var texts = new LinkedHashMap<String, String>();
            var collectors = CHECKS.stream()
                    .filter(check -> check.type() == type)
                    .peek(check -> sound(check).forEach(given -> given.forEach(texts::putIfAbsent)))
                    .flatMap(check -> FixtureRun.collectors(check).stream())
                    .distinct()
                    .toList();
            var first = JUDGE.observe(FixtureRun.sheet("host", type, collectors, texts, Map.of()));
            assertEquals(first, again.observe(FixtureRun.sheet("host", type, collectors, texts, Map.of())));
            assertEquals(
                    byCheck(first),
                    byCheck(other.observe(FixtureRun.sheet("host", type, collectors, texts, Map.of()))));
        });
    }

    private static List<Map<String, String>> sound(Check check) {
        return check.fixtures().byState().getOrDefault(ResultState.PASS, List.of());
    }

    private static Map<String, Observation> byCheck(List<Observation> seen) {
        return seen.stream().collect(Collectors.toMap(one -> one.check().id(), Function.identity()));
    }

    private static List<String> without(Check check, Map<String, String> texts, String taken) {
        var wrong = new ArrayList<String>();
        for (Outcome outcome : OPEN) {
            var state = JUDGE.observe(check, FixtureRun.sheet(check, texts, Map.of(taken, outcome)))
                    .state();
            if (state != (outcome == Outcome.NOT_RUN ? ResultState.NOT_RUN : ResultState.UNKNOWN)) {
                wrong.add(taken + " " + outcome + " gives " + state);
            }
        }
        var absent = JUDGE.observe(check, FixtureRun.sheet(check, texts, Map.of(taken, Outcome.ABSENT)))
                .state();
        if (absent == ResultState.PASS && !saysWhatNullMeans(check, taken)) {
            wrong.add(taken + " ABSENT gives PASS, and no expression of the check says what null means");
        }
        for (String garbled : List.of(check.fixtures().garbled().getOrDefault(taken, NOISE), NOISE)) {
            var given = new LinkedHashMap<>(texts);
            given.put(taken, garbled);
            var sheet = FixtureRun.sheet(check, given, Map.of());
            var state = JUDGE.observe(check, sheet).state();
            if (sheet.fact(taken) instanceof Fact.Garbled && state != ResultState.UNKNOWN) {
                wrong.add(taken + " garbled gives " + state);
            }
        }
        return wrong;
    }

    /// A wanted fact that is not there is `null`; only a check that speaks of that may pass on it.
    private static boolean saysWhatNullMeans(Check check, String want) {
        var spoken = Pattern.compile("\\b" + want + " ?[!=]= ?null\\b|\\bnull ?[!=]= ?" + want + "\\b");
        return check.wants().contains(want)
                && Stream.of(check.applies(), Optional.of(check.passes()), check.partly())
                        .flatMap(Optional::stream)
                        .anyMatch(expression -> spoken.matcher(expression.cel()).find());
    }
}
