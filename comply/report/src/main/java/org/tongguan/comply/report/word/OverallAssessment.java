package org.tongguan.comply.report.word;

import static org.tongguan.comply.report.word.Cells.cut;
import static org.tongguan.comply.report.word.Cells.risk;
import static org.tongguan.comply.report.word.WordPage.cell;
import static org.tongguan.comply.report.word.WordPage.centre;

import java.util.List;
import org.tongguan.comply.report.words.Words;

/// Chapter 7: compensation, and what it does to the risks.
final class OverallAssessment extends Chapter {

    OverallAssessment(Manuscript manuscript) {
        super(manuscript);
    }

    @Override
    void write() {
        chapter("整体测评");
        page.text("整体测评考虑控制点之间、层面之间、区域之间的相互补偿。补偿可以降低问题的风险，但不改变测评项的判定。");
        section("补偿措施");
        if (assessment.compensations().isEmpty()) {
            page.text("本次没有登记可供补偿的措施。");
        } else {
            page.table(
                    "补偿措施",
                    new int[] {13, 14, 12, 35, 26},
                    List.of("条款", "对象", "类别", "补偿措施", "依据与批准"),
                    assessment.compensations().stream()
                            .map(made -> List.of(
                                    centre(made.item().toString()),
                                    cell(made.asset()
                                            .map(this::objectName)
                                            .map(Words::line)
                                            .orElse("全部对象")),
                                    centre(made.kind().zh()),
                                    cell(cut(made.by())),
                                    cell(cut(made.evidence() + "；" + made.approvedBy() + "，" + made.day()))))
                            .toList());
        }
        section("风险调整");
        var lowered = assessment.findings().stream()
                .filter(finding -> !finding.lowered().isEmpty())
                .toList();
        if (lowered.isEmpty()) {
            page.text("没有因缓解或补偿措施而调整风险的问题。");
        } else {
            page.table(
                    "风险调整",
                    new int[] {10, 30, 10, 10, 40},
                    List.of("编号", "问题", "原始", "调整后", "理由"),
                    lowered.stream()
                            .map(finding -> List.of(
                                    centre(finding.number()),
                                    cell(cut(finding.title().zh())),
                                    risk(finding.inherent()),
                                    risk(finding.residual()),
                                    cell(cut(String.join("\n", finding.lowered())))))
                            .toList());
        }
    }
}
