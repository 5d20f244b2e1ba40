package org.tongguan.comply.report.word;

import static org.tongguan.comply.report.word.Cells.className;
import static org.tongguan.comply.report.word.Cells.number;
import static org.tongguan.comply.report.word.WordPage.centre;
import static org.tongguan.comply.report.word.WordPage.name;

import java.util.ArrayList;
import java.util.List;
import org.tongguan.comply.report.word.WordPage.Cell;
import org.tongguan.comply.report.words.Tally;
import org.tongguan.comply.verdict.ClassCount;

/// Chapter 9: the rate of each class.
final class ComplianceRates extends Chapter {

    ComplianceRates(Manuscript manuscript) {
        super(manuscript);
    }

    @Override
    void write() {
        chapter("符合率");
        page.text("符合率 = 符合项数 ÷（测评项总数 − 不适用项数）。有未决项时给出区间；百分数只舍不入。");
        var rows = new ArrayList<List<Cell>>();
        for (ClassCount count : assessment.classes()) {
            rows.add(rateRow(className(count.scope(), count.classZh()), Tally.of(count)));
        }
        rows.add(rateRow("合计", Tally.ofItems(assessment.items())));
        page.table(
                "各安全类符合率",
                new int[] {20, 8, 8, 11, 9, 9, 9, 11, 21},
                List.of("安全类", "总数", "符合", "部分符合", "不符合", "不适用", "待核查", "无法判定", "符合率"),
                rows);
        page.text("总符合率以自评估结论所载数值为准；部分符合项的计法等设置如与上式不同，已在第 10 章说明。");
    }

    private static List<Cell> rateRow(String name, Tally tally) {
        return List.of(
                name(name),
                number(tally.total()),
                number(tally.met()),
                number(tally.partial()),
                number(tally.notMet()),
                number(tally.notApplicable()),
                number(tally.pending()),
                number(tally.unknown()),
                centre(tally.rate()));
    }
}
