package org.tongguan.comply.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.catalog.Catalog;
import org.tongguan.comply.facts.Fact;
import org.tongguan.comply.facts.FactSheet;
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

    /// Collectors whose empty text means that there is none of what they list.
    private static final Map<String, String> EMPTY_IS_AN_ANSWER = Map.of(
            "services", "no service is enabled",
            "sudoers", "the files are there and empty: sudo allows nobody anything",
            "login_defs", "the file is there and empty: the documented defaults hold",
            "shells", "the login scripts are there and empty: they set nothing",
            "logging", "the files are there and empty: what they could add is not set",
            "ssh_authorized_keys", "no account has such a file; files it may not read are listed",
            "ssh_version", "without a release; a check whose answer turns on it ends unknown",
            "k8s_files", "a node without keys and manifests; a folder it may not look into is a denial");

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

    /// A command that ends well and prints nothing has told nothing, unless nothing is an answer.
    @Test
    void anEmptyAnswerMeetsNothingUnlessNothingIsAnAnswer() {
        var wrong = new TreeSet<String>();
        for (Check check : CHECKS) {
            for (String taken : FixtureRun.collectors(check)) {
                for (var texts : sound(check)) {
                    var given = new LinkedHashMap<>(texts);
                    given.put(taken, "");
                    var state = JUDGE.observe(check, FixtureRun.sheet(check, given, Map.of()))
                            .state();
                    if (state == ResultState.PASS && !EMPTY_IS_AN_ANSWER.containsKey(taken)) {
                        wrong.add(check.id() + " passes on an empty " + taken);
                    }
                }
            }
        }
        assertEquals("", String.join("\n", wrong));
    }

    @Test
    void sideBySideIsTheSameAsOneAfterTheOther() {
        var types = CHECKS.stream().map(Check::type).distinct().toList();
        var together = JUDGE.observe(
                types.stream().map(NothingIsMetByAMissingFactTest::whole).toList());
        var singly = types.stream()
                .flatMap(type -> JUDGE.observe(whole(type)).stream())
                .toList();
        assertEquals(singly, together);
        assertTrue(singly.stream().filter(seen -> seen.state().decided()).count() > CHECKS.size() / 2);
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
        for (var type : AssetType.values()) {
            var first = JUDGE.observe(whole(type));
            assertEquals(first, again.observe(whole(type)));
            assertEquals(byCheck(first), byCheck(other.observe(whole(type))));
        }
    }

    /// An asset on which every collector its checks rest on brought the first sound text there is for it.
    private static FactSheet whole(AssetType type) {
        var texts = new LinkedHashMap<String, String>();
        var collectors = new LinkedHashSet<String>();
        for (Check check : CHECKS) {
            if (check.type() == type) {
                sound(check).forEach(given -> given.forEach(texts::putIfAbsent));
                collectors.addAll(FixtureRun.collectors(check));
            }
        }
        return FixtureRun.sheet("host", type, collectors, texts, Map.of());
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
