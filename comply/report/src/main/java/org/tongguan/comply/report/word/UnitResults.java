package org.tongguan.comply.report.word;

import static org.tongguan.comply.report.word.Cells.verdict;
import static org.tongguan.comply.report.word.WordPage.cell;
import static org.tongguan.comply.report.word.WordPage.centre;

import java.util.List;
import org.tongguan.comply.report.words.Basis;
import org.tongguan.comply.report.words.Tally;
import org.tongguan.comply.verdict.RequirementVerdict;
import org.tongguan.comply.verdict.Verdict;

/// Chapter 4: one table of items for each security class.
final class UnitResults extends Chapter {

    UnitResults(Manuscript manuscript) {
        super(manuscript);
    }

    @Override
    void write() {
        chapter("单项测评结果");
        page.text("本章按安全类列出每个测评项的判定和起决定作用的事实。同一测评项在各对象上的记录见附录D。");
        byClass().forEach((name, items) -> {
            section(name);
            var tally = Tally.ofItems(items);
            page.text("共 " + items.size() + " 项：符合 " + tally.met() + "，部分符合 " + tally.partial() + "，不符合 "
                    + tally.notMet() + "，不适用 " + tally.notApplicable() + "，待核查 " + tally.pending() + "，无法判定 "
                    + tally.unknown() + "。" + mainProblems(items));
            page.groupedTable(
                    name + "测评结果",
                    new int[] {10, 12, 23, 10, 45},
                    List.of("控制点", "条款", "要求概述", "判定", "主要依据"),
                    items.stream()
                            .map(item -> List.of(
                                    cell(item.item().controlZh()),
                                    centre(item.item().key().toString()),
                                    cell(item.item().summaryZh()),
                                    verdict(item.verdict()),
                                    cell(Basis.of(item))))
                            .toList());
        });
    }

    private static String mainProblems(List<RequirementVerdict> items) {
        var points = items.stream()
                .filter(item -> item.verdict() == Verdict.NOT_MET)
                .map(item -> item.item().controlZh())
                .distinct()
                .toList();
        return points.isEmpty() ? "" : "不符合项集中在：" + String.join("、", points) + "。";
    }
}
