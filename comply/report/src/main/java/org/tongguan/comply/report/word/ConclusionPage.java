package org.tongguan.comply.report.word;

import static org.tongguan.comply.report.word.WordPage.cell;
import static org.tongguan.comply.report.word.WordPage.name;

import java.util.List;
import java.util.stream.Collectors;
import org.tongguan.comply.check.Risk;
import org.tongguan.comply.report.word.WordPage.Cell;
import org.tongguan.comply.report.word.WordPage.Look;
import org.tongguan.comply.report.words.Tally;
import org.tongguan.comply.report.words.Words;
import org.tongguan.comply.verdict.MajorRisk;

/// The conclusion on one page, before the contents.
final class ConclusionPage extends Chapter {

    ConclusionPage(Manuscript manuscript) {
        super(manuscript);
    }

    @Override
    void write() {
        page.frontHeading("自评估结论");
        var conclusion = assessment.conclusion();
        var coverage = assessment.coverage();
        if (!coverage.valid()) {
            page.alarm(invalidSentence());
        }
        var tally = Tally.ofItems(assessment.items());
        page.table(
                "",
                new int[] {26, 74},
                List.of(),
                List.of(
                        List.of(
                                name("符合率"),
                                cell(Words.span(
                                        Words.percent(conclusion.rateLow()), Words.percent(conclusion.rateHigh())))),
                        List.of(
                                name("重大风险隐患"),
                                cell(conclusion.majorRisks() + " 项（按整改前计；其中 "
                                        + count(MajorRisk.State.PROPOSED) + " 项待人工确认，另有 "
                                        + count(MajorRisk.State.REFUSED) + " 项经人工排除、"
                                        + count(MajorRisk.State.RECTIFIED) + " 项已整改）")),
                        List.of(
                                name("结论（2025 版）"),
                                cell(Words.span(conclusion.word2025(), conclusion.bestWord2025())
                                        + (conclusion.settled() ? "" : "（未定：尚有未决项）"))),
                        List.of(
                                name("对照（2021 版）"),
                                cell(Words.span(conclusion.word2021(), conclusion.bestWord2021()) + "，综合得分 "
                                        + Words.span(
                                                Words.score(conclusion.scoreLow2021()),
                                                Words.score(conclusion.scoreHigh2021()))
                                        + "。该版评分已停用，仅供与历史报告对照")),
                        List.of(
                                name("测评项"),
                                cell("共 " + tally.total() + " 项：符合 " + tally.met() + "，部分符合 " + tally.partial()
                                        + "，不符合 " + tally.notMet() + "，不适用 " + tally.notApplicable())),
                        List.of(name("未决项"), cell("待核查 " + tally.pending() + "，无法判定 " + tally.unknown())),
                        List.of(
                                name("机器核查覆盖率"),
                                coverage.valid()
                                        ? cell(coverageWords())
                                        : new Cell(coverageWords() + "　低于门槛，本次评估无效", Look.RED))));
        page.text(overallSentence(tally));
        page.text(
                assessment.system().scopes().isEmpty()
                        ? "本系统未选用云计算、移动互联、物联网、工业控制系统等扩展要求，不另作扩展结论。大数据扩展不在本工具的目录之内。"
                        : "本系统同时选用："
                                + assessment.system().scopes().stream()
                                        .map(Words::scope)
                                        .collect(Collectors.joining("、"))
                                + "。上述数字已把扩展要求计入，各扩展的结果见第 4 章。大数据扩展不在本工具的目录之内。");
        for (String sentence : conclusion.unconfirmed()) {
            page.point("规则待确认：" + sentence);
        }
    }

    private long count(MajorRisk.State state) {
        return assessment.majorRisks().stream()
                .filter(risk -> risk.state() == state)
                .count();
    }

    private String overallSentence(Tally tally) {
        long high = assessment.findings().stream()
                .filter(finding -> finding.residual() == Risk.HIGH)
                .count();
        return "本次对 " + assessment.objects().size() + " 个测评对象的 " + tally.total() + " 个测评项作了核查，发现安全问题 "
                + assessment.findings().size()
                + " 个，其中高风险 " + high + " 个。"
                + (tally.open() > 0 ? "尚有 " + tally.open() + " 个测评项没有结论，补齐之前，结论只能以区间表示。" : "全部测评项均已得出结论。")
                + (assessment.findings().isEmpty()
                        ? ""
                        : "应首先处理的是："
                                + assessment.findings().stream()
                                        .limit(3)
                                        .map(finding -> finding.number() + " "
                                                + Words.line(finding.title().zh()) + "（"
                                                + Words.line(finding.asset().name()) + "）")
                                        .collect(Collectors.joining("；"))
                                + "。");
    }
}
