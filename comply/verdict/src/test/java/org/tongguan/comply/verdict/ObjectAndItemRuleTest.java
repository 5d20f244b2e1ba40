package org.tongguan.comply.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.catalog.ItemKey;
import org.tongguan.comply.check.Observation;
import org.tongguan.comply.check.ResultState;
import org.tongguan.comply.check.Risk;

/// One item on one object, and one item over its objects.
class ObjectAndItemRuleTest {

    private static final Asset WEB1 = Sample.linux("web1");

    private static RequirementVerdict judged(ItemKey item, String states, Answers answers) {
        var observations = new ArrayList<Observation>();
        int number = 0;
        for (String state : states.isBlank() ? new String[0] : states.split(" ")) {
            var check = Sample.check("linux.c" + number++, Risk.MEDIUM, List.of(), item);
            observations.add(Sample.seen(WEB1, check, ResultState.valueOf(state)));
        }
        return Sample.row(Sample.assess(List.of(WEB1), observations, answers), item);
    }

    @ParameterizedTest
    @CsvSource({
        "PASS,,MET",
        "PASS NOT_APPLICABLE,,MET",
        "NOT_APPLICABLE,,NOT_APPLICABLE",
        "FAIL,,NOT_MET",
        "FAIL NOT_APPLICABLE,,NOT_MET",
        "FAIL PASS,,PARTIAL",
        "PARTIAL,,PARTIAL",
        "FAIL UNKNOWN,,NOT_MET",
        "UNKNOWN,,UNKNOWN",
        "PASS UNKNOWN,,UNKNOWN",
        "PASS NOT_RUN,,UNKNOWN",
        "NOT_RUN,,UNKNOWN",
        "'',,PENDING",
        "MANUAL_PENDING,,PENDING",
        "PASS MANUAL_PENDING,,PENDING",
        "UNKNOWN,NOT_MET,NOT_MET",
        "PASS UNKNOWN,PARTIAL,PARTIAL",
        "'',MET,MET",
        "'',NOT_APPLICABLE,NOT_APPLICABLE",
        "MANUAL_PENDING,MET,MET",
        "FAIL,MET,NOT_MET",
        "FAIL,NOT_APPLICABLE,NOT_MET",
        "FAIL PASS,MET,PARTIAL",
        "FAIL PASS,NOT_MET,NOT_MET",
        "PASS,NOT_MET,NOT_MET",
        "PASS,PARTIAL,PARTIAL",
        "NOT_APPLICABLE,MET,NOT_APPLICABLE"
    })
    void machineFirstThenThePerson(String states, Verdict answer, Verdict expected) {
        var answers = answer == null ? Answers.none() : Sample.answers(Sample.answer(Sample.PASSWORD, answer));
        assertEquals(expected, judged(Sample.PASSWORD, states, answers).verdict());
    }

    @ParameterizedTest
    @CsvSource({
        "UNKNOWN,MET,MET",
        "NOT_RUN,MET,MET",
        "UNKNOWN,NOT_APPLICABLE,NOT_APPLICABLE",
        "PASS UNKNOWN,NOT_APPLICABLE,MET",
        "PASS UNKNOWN,NOT_MET,NOT_MET"
    })
    void whatAMachineCouldNotTellIsSettledByAnAnswerForThisObjectOnly(String states, Verdict answer, Verdict expected) {
        var here = Sample.answers(Sample.answer(
                Sample.PASSWORD, Optional.of("web1"), answer, Sample.DAY.minusDays(1), Sample.DAY.plusDays(1)));
        assertEquals(expected, judged(Sample.PASSWORD, states, here).verdict());
        if (answer != Verdict.NOT_MET) {
            var everywhere = judged(Sample.PASSWORD, states, Sample.answers(Sample.answer(Sample.PASSWORD, answer)));
            assertEquals(Verdict.UNKNOWN, everywhere.verdict());
            assertTrue(
                    everywhere.because().zh().contains("须就本对象单独答复"),
                    everywhere.because().zh());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PASS,,PENDING",
        "NOT_APPLICABLE,,PENDING",
        "PASS,MET,MET",
        "PASS,NOT_MET,NOT_MET",
        "PASS,NOT_APPLICABLE,MET",
        "FAIL,,NOT_MET",
        "FAIL,MET,PARTIAL",
        "FAIL UNKNOWN,MET,PARTIAL",
        "UNKNOWN,,UNKNOWN"
    })
    void whatRemainsForAPersonKeepsAnItemOpenUntilAnswered(String states, Verdict answer, Verdict expected) {
        var answers = answer == null ? Answers.none() : Sample.answers(Sample.answer(Sample.WITH_REMAINS, answer));
        assertEquals(expected, judged(Sample.WITH_REMAINS, states, answers).verdict());
    }

    @ParameterizedTest
    @EnumSource(Verdict.class)
    void noAnswerEverTurnsAMachinesFailureIntoMet(Verdict answer) {
        if (answer == Verdict.PENDING || answer == Verdict.UNKNOWN) {
            return;
        }
        for (ItemKey item : List.of(Sample.PASSWORD, Sample.WITH_REMAINS)) {
            for (String states : List.of("FAIL", "FAIL PASS", "PARTIAL", "FAIL UNKNOWN")) {
                var verdict = judged(item, states, Sample.answers(Sample.answer(item, answer)))
                        .verdict();
                assertTrue(verdict == Verdict.NOT_MET || verdict == Verdict.PARTIAL, states + " " + verdict);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ResultState.class,
            names = {"UNKNOWN", "NOT_RUN", "MANUAL_PENDING"})
    void whatNobodyKnowsIsNeverMet(ResultState state) {
        var verdict = judged(Sample.PASSWORD, "PASS " + state, Answers.none()).verdict();
        assertFalse(verdict == Verdict.MET || verdict == Verdict.NOT_APPLICABLE, verdict.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "MET MET,MET",
        "MET NOT_APPLICABLE,MET",
        "NOT_APPLICABLE NOT_APPLICABLE,NOT_APPLICABLE",
        "NOT_MET NOT_MET,NOT_MET",
        "NOT_MET NOT_APPLICABLE,NOT_MET",
        "MET NOT_MET,PARTIAL",
        "PARTIAL PARTIAL,PARTIAL",
        "MET PARTIAL,PARTIAL",
        "NOT_MET PENDING,PARTIAL",
        "NOT_MET UNKNOWN,PARTIAL",
        "MET PENDING,PENDING",
        "MET UNKNOWN PENDING,UNKNOWN",
        "NOT_APPLICABLE PENDING,PENDING"
    })
    void anItemIsMetWhenMetOnEveryObject(String objects, Verdict expected) {
        assertEquals(expected, ItemRule.combine(Sample.verdicts(objects)));
    }

    @Test
    void theAnswerForThisObjectGoesBeforeTheAnswerForAll() {
        var web2 = Sample.linux("web2");
        var answers = Sample.answers(
                Sample.answer(Sample.PASSWORD, Verdict.MET),
                Sample.answer(
                        Sample.PASSWORD,
                        Optional.of("web2"),
                        Verdict.NOT_MET,
                        Sample.DAY.minusDays(1),
                        Sample.DAY.plusDays(1)));
        var row = Sample.row(Sample.assess(List.of(WEB1, web2), List.of(), answers), Sample.PASSWORD);
        assertEquals(
                List.of(Verdict.MET, Verdict.NOT_MET),
                row.objects().stream().map(ObjectVerdict::verdict).toList());
        assertEquals(Verdict.PARTIAL, row.verdict());
    }

    @Test
    void anExpiredAnswerLeavesTheItemPendingAndSaysSo() {
        var answer =
                Sample.answer(Sample.LEADERSHIP, Optional.empty(), Verdict.MET, Sample.DAY.minusYears(1), Sample.DAY);
        var row = Sample.row(Sample.assess(List.of(), List.of(), Sample.answers(answer)), Sample.LEADERSHIP);
        assertEquals(Verdict.PENDING, row.verdict());
        assertTrue(
                row.because().zh().contains("已于 2026-06-01 到期"), row.because().zh());
        var dayBefore =
                Sample.assess(Sample.system(), List.of(), List.of(), Sample.answers(answer), Sample.DAY.minusDays(1));
        assertEquals(Verdict.MET, Sample.row(dayBefore, Sample.LEADERSHIP).verdict());
    }

    @Test
    void anItemWithoutAFittingAssetIsAskedOfAPersonAndSaysWhatIsMissing() {
        var row = Sample.row(Sample.assess(List.of(WEB1), List.of(), Answers.none()), ItemKey.parse("8.1.2.1 a"));
        assertEquals(Verdict.PENDING, row.verdict());
        assertEquals(Assessor.SYSTEM_ID, row.objects().getFirst().asset().id());
        assertTrue(row.because().zh().contains("网络设备"), row.because().zh());
    }

    @Test
    void anItemForPeopleStaysPendingBesideAMachinesObservation() {
        var check = Sample.check("linux.patches", Risk.LOW, List.of(), Sample.LEADERSHIP);
        var row = Sample.row(
                Sample.assess(List.of(WEB1), List.of(Sample.seen(WEB1, check, ResultState.PASS)), Answers.none()),
                Sample.LEADERSHIP);
        assertEquals(2, row.objects().size());
        assertEquals(Verdict.PENDING, row.verdict());
    }

    @Test
    void thePersonsPartShowsAsAResultState() {
        var open = judged(Sample.PASSWORD, "MANUAL_PENDING", Answers.none())
                .objects()
                .getFirst();
        assertEquals(Optional.of(ResultState.MANUAL_PENDING), open.person());
        var answered = judged(
                        Sample.PASSWORD, "MANUAL_PENDING", Sample.answers(Sample.answer(Sample.PASSWORD, Verdict.MET)))
                .objects()
                .getFirst();
        assertEquals(Optional.of(ResultState.MANUAL_PASS), answered.person());
        assertEquals(ResultState.MANUAL_PASS, answered.observations().getFirst().state());
        var failed = judged(
                        Sample.PASSWORD,
                        "MANUAL_PENDING",
                        Sample.answers(Sample.answer(Sample.PASSWORD, Verdict.NOT_MET)))
                .objects()
                .getFirst();
        assertEquals(ResultState.MANUAL_FAIL, failed.observations().getFirst().state());
        assertEquals(
                Optional.empty(),
                judged(Sample.PASSWORD, "PASS", Answers.none())
                        .objects()
                        .getFirst()
                        .person());
    }

    @Test
    void aCloudTenantNeedNotAnswerForThePlatform() {
        var system = new org.tongguan.comply.asset.SystemProfile("x", "y", 3, 3, false, List.of("cloud"), true, "", "");
        var run = Sample.assess(system, List.of(), List.of(), Answers.none(), Sample.DAY);
        assertEquals(211 + 46, run.items().size());
        assertEquals(
                19,
                run.items().stream()
                        .filter(row -> row.verdict() == Verdict.NOT_APPLICABLE)
                        .count());
        assertTrue(Sample.row(run, ItemKey.parse("8.2.4.2 a")).because().zh().contains("云平台"));
        assertEquals(
                Verdict.PENDING, Sample.row(run, ItemKey.parse("8.2.4.4 a")).verdict());
    }

    @Test
    void aLevel2ItemThatSaysTheSameUsesTheLevel3Checks() {
        var system = new org.tongguan.comply.asset.SystemProfile("x", "y", 2, 2, false, List.of(), true, "", "");
        var check = Sample.check("linux.password", Risk.HIGH, List.of("6.4.1.1"), Sample.PASSWORD);
        var run = Sample.assess(
                system, List.of(WEB1), List.of(Sample.seen(WEB1, check, ResultState.FAIL)), Answers.none(), Sample.DAY);
        assertEquals(135, run.items().size());
        assertEquals(
                Verdict.NOT_MET, Sample.row(run, ItemKey.parse("7.1.4.1 a")).verdict());
        assertEquals(
                List.of(ItemKey.parse("7.1.4.1 a")), run.findings().getFirst().items());
        assertEquals("A-18", run.majorRisks().getFirst().trigger());
    }

    @Test
    void aHundredThousandObservationsAreAssessedInSeconds() {
        var checks = java.util.stream.IntStream.range(0, 500)
                .mapToObj(i -> Sample.check("linux.c" + i, Risk.MEDIUM, List.of(), Sample.PASSWORD, Sample.LOCKOUT))
                .toList();
        var assets = java.util.stream.IntStream.range(0, 200)
                .mapToObj(i -> Sample.linux("h" + i))
                .toList();
        var observations = assets.stream()
                .flatMap(asset -> checks.stream().map(check -> Sample.seen(asset, check, ResultState.FAIL)))
                .toList();
        long start = System.nanoTime();
        var run = Sample.assess(assets, observations, Answers.none());
        assertEquals(100_000, run.findings().size());
        assertTrue(System.nanoTime() - start < 20_000_000_000L, "slower than 20 s");
    }

    @Test
    void everyStateIsTakenInOneSenseOnly() {
        Arrays.stream(ResultState.values()).forEach(state -> {
            var check = Sample.check("linux.c", Risk.LOW, List.of(), Sample.PASSWORD);
            var one = new Seen(Sample.seen(WEB1, check, state), Sample.seen(WEB1, check, state), Optional.empty());
            assertEquals(state == ResultState.PASS || state == ResultState.MANUAL_PASS, one.says() == Seen.Says.GOOD);
        });
    }
}
