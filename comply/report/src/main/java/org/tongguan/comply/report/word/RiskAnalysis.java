package org.tongguan.comply.report.word;

import static org.tongguan.comply.report.word.Cells.cut;
import static org.tongguan.comply.report.word.Cells.number;
import static org.tongguan.comply.report.word.Cells.risk;
import static org.tongguan.comply.report.word.WordPage.cell;
import static org.tongguan.comply.report.word.WordPage.centre;
import static org.tongguan.comply.report.word.WordPage.name;

import java.util.EnumMap;
import java.util.List;
import java.util.stream.Collectors;
import org.tongguan.comply.check.Risk;
import org.tongguan.comply.report.word.WordPage.Cell;
import org.tongguan.comply.report.word.WordPage.Look;
import org.tongguan.comply.report.words.Words;
import org.tongguan.comply.verdict.Finding;
import org.tongguan.comply.verdict.MajorRisk;

/// Chapter 8: risks by weight, and the major ones on the three principles.
final class RiskAnalysis extends Chapter {

    RiskAnalysis(Manuscript manuscript) {
        super(manuscript);
    }

    @Override
    void write() {
        chapter("安全问题风险分析");
        page.text("先看单个问题的风险，再看这些问题单独或合并起来是否构成重大风险隐患。");
        section("风险分布");
        var perRisk = new EnumMap<Risk, int[]>(Risk.class);
        for (Risk risk : Risk.values()) {
            perRisk.put(risk, new int[4]);
        }
        for (Finding finding : assessment.findings()) {
            int[] counts = perRisk.getOrDefault(finding.residual(), new int[4]);
            counts[0]++;
            counts[1] += finding.asset().internetFacing() ? 1 : 0;
            counts[2] += finding.highRiskCases().isEmpty() ? 0 : 1;
            counts[3] += finding.waiver().isPresent() ? 1 : 0;
        }
        page.table(
                "风险分布",
                new int[] {20, 20, 20, 20, 20},
                List.of("风险", "问题数", "面向互联网", "涉及高风险判例", "豁免期内"),
                List.of(Risk.HIGH, Risk.MEDIUM, Risk.LOW).stream()
                        .map(risk -> {
                            int[] counts = perRisk.getOrDefault(risk, new int[4]);
                            return List.of(
                                    risk(risk),
                                    number(counts[0]),
                                    number(counts[1]),
                                    number(counts[2]),
                                    number(counts[3]));
                        })
                        .toList());
        page.text("原始风险由检查项给定；有依据的缓解或补偿措施可使其降低。面向互联网的对象，部分判例不允许降低。");
        section("重大风险隐患");
        if (assessment.majorRisks().isEmpty()) {
            page.text("没有提出重大风险隐患。尚有未决项时，这一结果可能随核查深入而改变。");
            return;
        }
        page.text(
                "重大风险隐患须同时满足三项原则：相关性（问题存在且没有有效的缓解措施）、严重性（被利用后造成服务中断、重要数据泄露或被篡改、权限丧失等后果）、高发性（在真实环境中容易发生）。机器依此提出，由人确认或排除。");
        for (MajorRisk risk : assessment.majorRisks()) {
            page.heading(3, risk.trigger() + "　" + Words.line(risk.title().zh()));
            page.table(
                    "",
                    new int[] {16, 12, 72},
                    List.of(),
                    List.of(
                            List.of(
                                    name("状态"),
                                    new Cell(risk.state().zh(), risk.counts() ? Look.RED : Look.GREY),
                                    cell((risk.counts() ? "计入结论。" : "不计入结论。")
                                            + (risk.reason().isBlank() ? "" : "人工意见：" + cut(risk.reason())))),
                            principle("相关性", risk.relevance()),
                            principle("严重性", risk.severity()),
                            principle("高发性", risk.likelihood()),
                            List.of(
                                    name("对应问题"),
                                    number(risk.findings().size()),
                                    cell(Words.cut(
                                            risk.findings().stream()
                                                    .map(finding -> finding.number() + "（"
                                                            + Words.line(finding.asset()
                                                                    .name()) + "）")
                                                    .collect(Collectors.joining("、")),
                                            Cells.CELL_CHARACTERS_MAX)))));
        }
    }

    private static List<Cell> principle(String name, MajorRisk.Principle principle) {
        return List.of(name(name), centre(principle.holds() ? "成立" : "不成立"), cell(cut(principle.because())));
    }
}
