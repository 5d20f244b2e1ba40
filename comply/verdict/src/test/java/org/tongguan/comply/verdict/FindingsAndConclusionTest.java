package org.tongguan.comply.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.catalog.Bilingual;
import org.tongguan.comply.catalog.ConclusionRules;
import org.tongguan.comply.catalog.Item;
import org.tongguan.comply.catalog.ItemKey;
import org.tongguan.comply.check.Check;
import org.tongguan.comply.check.Observation;
import org.tongguan.comply.check.Remedy;
import org.tongguan.comply.check.ResultState;
import org.tongguan.comply.check.Risk;

/// Waivers, mitigations, compensation, major risks, coverage and both conclusions.
class FindingsAndConclusionTest {

    private static final Asset INSIDE = Sample.linux("db1");
    private static final Asset OUTSIDE = Sample.asset("web1", AssetType.LINUX, 3, true);
    private static final Check WEAK = Sample.check("linux.weak", Risk.HIGH, List.of("6.4.1.1"), Sample.PASSWORD);
    private static final ItemKey HOLES = ItemKey.parse("8.1.4.4 e");
    private static final Check HOLE = Sample.check("linux.hole", Risk.HIGH, List.of("6.4.3.2"), HOLES);

    private static Waiver waiver(String check, String asset) {
        return new Waiver(
                check, List.of(asset), "等待割接", "限制来源", "张三", "李四", Sample.DAY.minusDays(5), Sample.DAY.plusDays(5));
    }

    private static Mitigation mitigation(String id, String asset) {
        return new Mitigation(
                id,
                List.of(asset),
                "仅限堡垒机登录",
                List.of(new Answer.Proof(Answer.Kind.TEST, "登录测试", Optional.empty(), Optional.empty())),
                "李四",
                Sample.DAY);
    }

    private static Answers with(
            List<Waiver> waivers,
            List<Compensation> compensations,
            List<Mitigation> mitigations,
            List<RiskDecision> decisions) {
        return new Answers(List.of(), waivers, compensations, mitigations, decisions, List.of());
    }

    private static Answers mitigated(Mitigation... mitigations) {
        return with(List.of(), List.of(), List.of(mitigations), List.of());
    }

    private static Answers decided(RiskDecision.Decision decision) {
        return with(
                List.of(), List.of(), List.of(), List.of(new RiskDecision("A-18", decision, "理由", "王五", Sample.DAY)));
    }

    private static Assessment failing(Asset asset, Check check, Answers answers) {
        return Sample.assess(List.of(asset), List.of(Sample.seen(asset, check, ResultState.FAIL)), answers);
    }

    @Test
    void aWaiverChangesTheShownStateButNotTheVerdictAndNotTheMajorRisk() {
        var run = failing(INSIDE, WEAK, with(List.of(waiver("linux.weak", "db1")), List.of(), List.of(), List.of()));
        var shown = run.observations().getFirst();
        assertEquals(ResultState.WAIVED, shown.state());
        assertTrue(
                shown.because().en().contains("would fail: value = 7"),
                shown.because().en());
        assertEquals(Verdict.NOT_MET, Sample.row(run, Sample.PASSWORD).verdict());
        assertTrue(run.findings().getFirst().waiver().isPresent());
        assertEquals(Risk.HIGH, run.findings().getFirst().residual());
        assertEquals(
                List.of("A-18"),
                run.majorRisks().stream().map(MajorRisk::trigger).toList());
        assertEquals(1, run.conclusion().majorRisks());
        assertTrue(run.majorRisks().getFirst().relevance().because().contains("豁免不改变"));
    }

    @ParameterizedTest
    @CsvSource({"-6,false", "-5,true", "0,true", "4,true", "5,false"})
    void aWaiverCountsFromItsFirstDayUntilItsEnd(int days, boolean counts) {
        var run = Sample.assess(
                Sample.system(),
                List.of(INSIDE),
                List.of(Sample.seen(INSIDE, WEAK, ResultState.FAIL)),
                with(List.of(waiver("linux.weak", "db1")), List.of(), List.of(), List.of()),
                Sample.DAY.plusDays(days));
        assertEquals(counts, run.observations().getFirst().state() == ResultState.WAIVED);
    }

    @Test
    void aWaiverNeverTouchesWhatPassedOrIsUnknown() {
        var answers = with(List.of(waiver("linux.weak", "db1")), List.of(), List.of(), List.of());
        for (var state : List.of(ResultState.PASS, ResultState.UNKNOWN, ResultState.NOT_RUN)) {
            var run = Sample.assess(List.of(INSIDE), List.of(Sample.seen(INSIDE, WEAK, state)), answers);
            assertEquals(state, run.observations().getFirst().state());
        }
    }

    @Test
    void aMitigationTheCaseAllowsLowersTheRiskAndTheMajorRiskFallsAway() {
        var run = failing(INSIDE, WEAK, mitigated(mitigation("6.4.1.1", "db1")));
        var finding = run.findings().getFirst();
        assertEquals(Risk.HIGH, finding.inherent());
        assertEquals(Risk.MEDIUM, finding.residual());
        assertTrue(finding.lowered().getFirst().contains("仅限堡垒机登录"));
        assertEquals(List.of(), run.majorRisks());
        assertEquals(Verdict.NOT_MET, Sample.row(run, Sample.PASSWORD).verdict());
    }

    @Test
    void anExploitableHoleTheInternetReachesStaysHighWhateverIsSaid() {
        var inside = failing(INSIDE, HOLE, mitigated(mitigation("6.4.3.2", "db1")));
        assertEquals(Risk.MEDIUM, inside.findings().getFirst().residual());
        var outside = failing(OUTSIDE, HOLE, mitigated(mitigation("6.4.3.2", "web1")));
        assertEquals(Risk.HIGH, outside.findings().getFirst().residual());
        assertEquals("A-22", outside.majorRisks().getFirst().trigger());
        assertTrue(outside.majorRisks().getFirst().relevance().because().contains("不足以降低"));
        assertTrue(outside.majorRisks().getFirst().likelihood().holds());
    }

    @Test
    void twoCasesNeedTwoMitigations() {
        var check = Sample.check("linux.both", Risk.HIGH, List.of("6.4.1.1", "6.4.2.1"), Sample.PASSWORD);
        var one = failing(INSIDE, check, mitigated(mitigation("6.4.1.1", "db1")));
        assertEquals(Risk.HIGH, one.findings().getFirst().residual());
        var both = failing(INSIDE, check, mitigated(mitigation("6.4.1.1", "db1"), mitigation("6.4.2.1", "db1")));
        assertEquals(Risk.MEDIUM, both.findings().getFirst().residual());
    }

    @Test
    void compensationLowersTheRiskAndNeverTheVerdict() {
        var compensation = new Compensation(
                Sample.PASSWORD, Optional.empty(), Compensation.Kind.LAYER, "堡垒机双因素", "测试记录", "李四", Sample.DAY);
        var run = failing(INSIDE, WEAK, with(List.of(), List.of(compensation), List.of(), List.of()));
        assertEquals(Risk.MEDIUM, run.findings().getFirst().residual());
        assertTrue(run.findings().getFirst().lowered().getFirst().startsWith("层面间补偿"));
        assertEquals(Verdict.NOT_MET, Sample.row(run, Sample.PASSWORD).verdict());
    }

    @Test
    void compensationCannotTouchACaseThatMayNotBeLowered() {
        var item = ItemKey.parse("8.1.5.4 d");
        var check = Sample.check("linux.logs", Risk.HIGH, List.of("6.5.1.2"), item);
        var compensation =
                new Compensation(item, Optional.empty(), Compensation.Kind.CONTROL, "x", "y", "李四", Sample.DAY);
        var run = failing(INSIDE, check, with(List.of(), List.of(compensation), List.of(), List.of()));
        assertEquals(Risk.HIGH, run.findings().getFirst().residual());
    }

    @Test
    void aCaseForHighAvailabilityFallsAwayForAnyOtherSystem() {
        var item = ItemKey.parse("8.1.4.9 c");
        var check = Sample.check("linux.redundancy", Risk.HIGH, List.of("6.4.6.2"), item);
        var finding = failing(INSIDE, check, Answers.none()).findings().getFirst();
        assertEquals(Risk.MEDIUM, finding.residual());
        assertEquals(List.of(), finding.highRiskCases());
        assertTrue(finding.lowered().getFirst().contains("高可用性"));
    }

    @Test
    void aPersonConfirmsOrRefusesWhatTheMachineProposes() {
        assertEquals(
                MajorRisk.State.PROPOSED,
                failing(INSIDE, WEAK, Answers.none()).majorRisks().getFirst().state());
        assertEquals(
                1,
                failing(INSIDE, WEAK, decided(RiskDecision.Decision.CONFIRMED))
                        .conclusion()
                        .majorRisks());
        var refused = failing(INSIDE, WEAK, decided(RiskDecision.Decision.REFUSED));
        assertEquals(MajorRisk.State.REFUSED, refused.majorRisks().getFirst().state());
        assertEquals("理由（王五，2026-06-01）", refused.majorRisks().getFirst().reason());
        assertEquals(0, refused.conclusion().majorRisks());
    }

    @Test
    void whatTheMachineStillFindsIsNotRectified() {
        var still = failing(INSIDE, WEAK, decided(RiskDecision.Decision.RECTIFIED))
                .majorRisks()
                .getFirst();
        assertEquals(MajorRisk.State.PROPOSED, still.state());
        assertTrue(still.reason().contains("仍发现"));
        var gone = Sample.assess(
                        List.of(INSIDE),
                        List.of(Sample.seen(INSIDE, WEAK, ResultState.PASS)),
                        decided(RiskDecision.Decision.RECTIFIED))
                .majorRisks()
                .getFirst();
        assertEquals(MajorRisk.State.RECTIFIED, gone.state());
        assertFalse(gone.counts());
    }

    @Test
    void theMachineSaysHonestlyWhereLikelihoodIsNotShown() {
        var one = failing(INSIDE, WEAK, Answers.none()).majorRisks().getFirst();
        assertTrue(one.relevance().holds() && one.severity().holds());
        assertFalse(one.likelihood().holds());
        var other = Sample.linux("db2");
        var two = Sample.assess(
                        List.of(INSIDE, other),
                        List.of(
                                Sample.seen(INSIDE, WEAK, ResultState.FAIL),
                                Sample.seen(other, WEAK, ResultState.FAIL)),
                        Answers.none())
                .majorRisks()
                .getFirst();
        assertTrue(two.likelihood().holds());
        assertEquals(2, two.findings().size());
    }

    @Test
    void findingsAreNumberedByWhatToFixFirst() {
        var easy = Sample.check("linux.easy", Risk.MEDIUM, List.of(), Remedy.Impact.NONE, Sample.LOCKOUT);
        var hard = Sample.check("linux.hard", Risk.MEDIUM, List.of(), Remedy.Impact.LOCKOUT, Sample.LOCKOUT);
        var waived = Sample.check("linux.waived", Risk.HIGH, List.of(), Sample.LOCKOUT);
        var run = Sample.assess(
                List.of(INSIDE, OUTSIDE),
                List.of(
                        Sample.seen(INSIDE, waived, ResultState.FAIL),
                        Sample.seen(INSIDE, hard, ResultState.FAIL),
                        Sample.seen(INSIDE, easy, ResultState.PARTIAL),
                        Sample.seen(OUTSIDE, hard, ResultState.FAIL),
                        Sample.seen(INSIDE, WEAK, ResultState.FAIL)),
                with(List.of(waiver("linux.waived", "db1")), List.of(), List.of(), List.of()));
        assertEquals(
                List.of(
                        "T001 db1 检查 linux.weak",
                        "T002 web1 检查 linux.hard",
                        "T003 db1 检查 linux.easy",
                        "T004 db1 检查 linux.hard",
                        "T005 db1 检查 linux.waived"),
                run.findings().stream()
                        .map(finding -> finding.number() + " " + finding.asset().id() + " "
                                + finding.title().zh())
                        .toList());
    }

    @Test
    void aFindingKeepsItsKeyWhateverElseIsFound() {
        var alone = failing(INSIDE, WEAK, Answers.none()).findings().getFirst();
        var among = Sample.assess(
                        List.of(OUTSIDE, INSIDE),
                        List.of(
                                Sample.seen(OUTSIDE, WEAK, ResultState.FAIL),
                                Sample.seen(INSIDE, WEAK, ResultState.PARTIAL)),
                        Answers.none())
                .findings();
        assertEquals(alone.key(), among.getLast().key());
        assertNotEquals(alone.key(), among.getFirst().key());
        assertEquals(16, alone.key().length());
    }

    @Test
    void anAnswerThatSaysNotMetIsOneFindingAndHighUnderAHighRiskCase() {
        var run = Sample.assess(
                List.of(INSIDE, OUTSIDE),
                List.of(),
                Sample.answers(
                        Sample.answer(Sample.LEADERSHIP, Verdict.NOT_MET),
                        Sample.answer(Sample.LOCKOUT, Verdict.NOT_MET),
                        Sample.answer(Sample.PASSWORD, Verdict.PARTIAL),
                        Sample.answer(ItemKey.parse("8.1.7.1 b"), Verdict.PARTIAL),
                        Sample.answer(ItemKey.parse("8.1.7.1 c"), Verdict.MET)));
        Map<ItemKey, Risk> risks = new HashMap<>();
        run.findings().forEach(finding -> risks.put(finding.items().getFirst(), finding.residual()));
        assertEquals(
                Map.of(
                        Sample.LEADERSHIP,
                        Risk.HIGH,
                        Sample.LOCKOUT,
                        Risk.MEDIUM,
                        Sample.PASSWORD,
                        Risk.MEDIUM,
                        ItemKey.parse("8.1.7.1 b"),
                        Risk.LOW),
                risks);
        assertEquals(4, run.findings().size());
    }

    @Test
    void aRunThatSawTooLittleIsInvalid() {
        var observations = new ArrayList<Observation>();
        for (int i = 0; i < 10; i++) {
            var check = Sample.check("linux.c" + i, Risk.LOW, List.of(), Sample.PASSWORD);
            observations.add(Sample.seen(INSIDE, check, i < 8 ? ResultState.PASS : ResultState.UNKNOWN));
        }
        observations.add(Sample.seen(
                INSIDE, Sample.check("linux.m", Risk.LOW, List.of(), Sample.PASSWORD), ResultState.MANUAL_PENDING));
        var enough =
                Sample.assess(List.of(INSIDE), observations, Answers.none()).coverage();
        assertEquals(new Coverage(10, 8, 0.8), enough);
        assertTrue(enough.valid());
        observations.set(7, observations.get(7).in(ResultState.NOT_RUN, new Bilingual("x", "x")));
        assertFalse(Sample.assess(List.of(INSIDE), observations, Answers.none())
                .coverage()
                .valid());
        assertFalse(Sample.assess(List.of(INSIDE), List.of(), Answers.none())
                .coverage()
                .valid());
    }

    @Test
    void aRunInWhichNothingAppliedHasDecidedNothing() {
        var observations = List.of(
                Sample.seen(INSIDE, WEAK, ResultState.NOT_APPLICABLE),
                Sample.seen(INSIDE, HOLE, ResultState.NOT_APPLICABLE));
        var coverage =
                Sample.assess(List.of(INSIDE), observations, Answers.none()).coverage();
        assertEquals(new Coverage(2, 0, 0.8), coverage);
        assertFalse(coverage.valid());
    }

    @Test
    void anUnansweredSystemIsASpanFromNothingToEverything() {
        var conclusion = Sample.assess(List.of(), List.of(), Answers.none()).conclusion();
        assertEquals(211, conclusion.open());
        assertFalse(conclusion.settled());
        assertEquals(0, conclusion.rateLow());
        assertEquals(1, conclusion.rateHigh());
        assertEquals("不符合", conclusion.word2025());
        assertEquals("符合", conclusion.bestWord2025());
        assertEquals(100, conclusion.scoreHigh2021(), 1e-9);
        assertTrue(conclusion.unconfirmed().stream().anyMatch(sentence -> sentence.contains("90%")));
        assertFalse(conclusion.unconfirmed().stream().anyMatch(sentence -> sentence.contains("云服务客户")));
    }

    @Test
    void aSystemAnsweredInFullIsSettled() {
        var run = Sample.assess(
                List.of(),
                List.of(),
                new Answers(Sample.everything(Verdict.MET), List.of(), List.of(), List.of(), List.of(), List.of()));
        assertTrue(run.conclusion().settled());
        assertEquals("符合", run.conclusion().word2025());
        assertEquals("优", run.conclusion().word2021());
        assertEquals(211, run.classes().stream().mapToInt(ClassCount::met).sum());
        assertEquals(10, run.classes().size());
    }

    @ParameterizedTest
    @CsvSource({"190,符合", "189,基本符合", "127,基本符合", "126,不符合"})
    void ofTwoHundredElevenItemsOneHundredNinetyConform(int met, String word) {
        var answers = new ArrayList<Answer>();
        for (Answer answer : Sample.everything(Verdict.MET)) {
            // partly met items count nothing, and bring no major risk with them
            answers.add(answers.size() < met ? answer : Sample.answer(answer.item(), Verdict.PARTIAL));
        }
        var conclusion = Sample.assess(
                        List.of(),
                        List.of(),
                        new Answers(answers, List.of(), List.of(), List.of(), List.of(), List.of()))
                .conclusion();
        assertEquals(met / 211.0, conclusion.rateLow(), 1e-12);
        assertEquals(word, conclusion.word2025());
    }

    private static Scoring.Mark mark(String key, Verdict verdict) {
        Item item = Sample.CATALOG.item(ItemKey.parse(key)).orElseThrow();
        return new Scoring.Mark(item, verdict);
    }

    /// By hand: n = 5, S = 20. Technical: 50 - 1·0.5·20 (8.1.4.1 b) - 2·1·20 (8.1.4.1 a) = 0. Management:
    /// 50 - 1·1·20 (8.1.6.1) = 30. The item that is not applicable counts nowhere.
    @Test
    void the2021ScoreAgreesWithTheOneWorkedOutByHand() {
        var shipped = Sample.CATALOG.conclusionRules();
        var score = shipped.score2021();
        var rules = new ConclusionRules(
                shipped.rate2025(),
                new ConclusionRules.Score(0.5, 0.5, 90, 80, 70, Map.of(Sample.PASSWORD, 2), score.defaultWeight()));
        var marks = List.of(
                mark("8.1.4.1 a", Verdict.NOT_MET),
                mark("8.1.4.1 b", Verdict.PARTIAL),
                mark("8.1.4.1 c", Verdict.MET),
                mark("8.1.4.1 d", Verdict.NOT_APPLICABLE),
                mark("8.1.6.1", Verdict.NOT_MET),
                mark("8.1.6.2 a", Verdict.MET));
        assertEquals(30.0, new Scoring(rules).score(marks), 1e-9);
        assertEquals(50.0, new Scoring(shipped).score(marks), 1e-9);
    }

    @Test
    void neitherHalfOfThe2021ScoreFallsBelowZero() {
        var marks = List.of(
                mark("8.1.4.1 a", Verdict.NOT_MET),
                mark("8.1.4.1 b", Verdict.NOT_MET),
                mark("8.1.4.1 c", Verdict.NOT_MET),
                mark("8.1.6.1", Verdict.MET));
        assertEquals(50.0, new Scoring(Sample.CATALOG.conclusionRules()).score(marks), 1e-9);
    }

    @ParameterizedTest
    @CsvSource({
        "95,false,false,优",
        "95,false,true,良",
        "85,false,true,良",
        "75,false,false,中",
        "69.9,false,false,差",
        "99,true,false,差"
    })
    void aHighRiskLeftIsPoorUnderThe2021Template(double score, boolean high, boolean medium, String word) {
        assertEquals(word, Sample.CATALOG.conclusionRules().score2021().word(score, high, medium));
    }

    @Test
    void anItemFailedOnOneObjectAndOpenOnAnotherCountsNothingAtTheLowEnd() {
        var run = failing(INSIDE, WEAK, Answers.none());
        var two = Sample.assess(
                List.of(INSIDE, OUTSIDE), List.of(Sample.seen(INSIDE, WEAK, ResultState.FAIL)), Answers.none());
        assertEquals(Verdict.PARTIAL, Sample.row(two, Sample.PASSWORD).verdict());
        assertEquals(run.conclusion().scoreLow2021(), two.conclusion().scoreLow2021(), 1e-9);
        assertTrue(run.conclusion().scoreHigh2021() < two.conclusion().scoreHigh2021());
    }

    @Test
    void betweenTwoRunsAFindingIsFixedOnlyWhereTheCheckWasSeenToPass() {
        var other = Sample.check("linux.other", Risk.LOW, List.of(), Sample.LOCKOUT);
        var third = Sample.check("linux.third", Risk.LOW, List.of(), Sample.WITH_REMAINS);
        var old = Sample.assess(
                List.of(INSIDE),
                List.of(
                        Sample.seen(INSIDE, WEAK, ResultState.FAIL),
                        Sample.seen(INSIDE, other, ResultState.FAIL),
                        Sample.seen(INSIDE, third, ResultState.FAIL)),
                Answers.none());
        var fresh = Sample.assess(
                List.of(INSIDE, OUTSIDE),
                List.of(
                        Sample.seen(INSIDE, WEAK, ResultState.PASS),
                        Sample.seen(INSIDE, other, ResultState.UNKNOWN),
                        Sample.seen(INSIDE, third, ResultState.FAIL),
                        Sample.seen(OUTSIDE, third, ResultState.FAIL)),
                Answers.none());
        var diff = RunDiff.between(old, fresh);
        assertEquals(List.of("检查 linux.weak"), titles(diff.fixed()));
        assertEquals(List.of("检查 linux.other"), titles(diff.lost()));
        assertEquals(List.of("检查 linux.third"), titles(diff.stillOpen()));
        assertEquals(
                List.of("web1"),
                diff.appeared().stream().map(finding -> finding.asset().id()).toList());
        assertEquals(List.of("web1"), diff.assetsAdded().stream().map(Asset::id).toList());
        assertTrue(diff.objects().stream()
                .anyMatch(change -> change.item().equals(Sample.PASSWORD)
                        && change.before() == Verdict.NOT_MET
                        && change.after() == Verdict.MET));
        assertFalse(diff.same());
        assertTrue(RunDiff.between(old, old).same());
    }

    private static List<String> titles(List<Finding> findings) {
        return findings.stream().map(finding -> finding.title().zh()).toList();
    }
}
