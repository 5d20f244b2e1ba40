package org.tongguan.comply.report.word;

import static org.tongguan.comply.report.word.Cells.cut;
import static org.tongguan.comply.report.word.Cells.risk;
import static org.tongguan.comply.report.word.Cells.value;
import static org.tongguan.comply.report.word.WordPage.cell;
import static org.tongguan.comply.report.word.WordPage.centre;

import java.util.List;
import java.util.stream.Collectors;
import org.tongguan.comply.catalog.ItemKey;
import org.tongguan.comply.report.words.Words;

/// Chapter 6: the security problems, and the waivers.
final class FindingList extends Chapter {

    private static final int VALUE_CHARACTERS_MAX = 140;
    private static final String FULL_TEXT = "取值全文见随附工作簿 workbook.xlsx，整改建议见第 11 章。";

    FindingList(Manuscript manuscript) {
        super(manuscript);
    }

    @Override
    void write() {
        chapter("安全问题清单");
        if (assessment.findings().isEmpty()) {
            page.text("没有已判定的安全问题。这不表示系统没有问题：待核查和无法判定的测评项尚未得出结论。");
        } else {
            page.text("下表按整改先后排列。“风险”是计入缓解与补偿措施之后的等级。" + FULL_TEXT);
            page.table(
                    "安全问题清单",
                    new int[] {8, 24, 17, 13, 7, 31},
                    List.of("编号", "问题", "对象", "条款", "风险", "实际情况"),
                    assessment.findings().stream()
                            .map(finding -> List.of(
                                    centre(finding.number()),
                                    cell(cut(Words.line(finding.title().zh()))),
                                    cell(Words.line(finding.asset().name())),
                                    centre(finding.items().stream()
                                            .map(ItemKey::toString)
                                            .collect(Collectors.joining("\n"))),
                                    risk(finding.residual()),
                                    cell(Words.cut(value(finding), VALUE_CHARACTERS_MAX))))
                            .toList());
        }
        section("已登记的豁免");
        if (assessment.waivers().isEmpty()) {
            page.text("没有登记豁免。");
        } else {
            page.text("豁免只表示单位在期限内接受该问题，判定仍为不符合，也不隐去重大风险隐患。");
            page.table(
                    "豁免",
                    new int[] {24, 14, 34, 14, 14},
                    List.of("检查项", "对象", "原因与补偿措施", "申请 / 批准", "期限"),
                    assessment.waivers().stream()
                            .map(waiver -> List.of(
                                    cell(waiver.check()),
                                    cell(String.join("、", waiver.assets())),
                                    cell(cut(waiver.reason() + "；" + waiver.compensation())),
                                    cell(waiver.requestedBy() + " / " + waiver.approvedBy()),
                                    cell(waiver.start() + " 至 " + waiver.end())))
                            .toList());
        }
    }
}
