package org.tongguan.comply.report.workbook;

import static org.tongguan.comply.report.workbook.Look.HEAD;
import static org.tongguan.comply.report.workbook.Look.RULE;
import static org.tongguan.comply.report.workbook.Look.TEXT;
import static org.tongguan.comply.report.workbook.Look.fill;
import static org.tongguan.comply.report.workbook.Look.forPrinting;
import static org.tongguan.comply.report.workbook.Look.head;
import static org.tongguan.comply.report.workbook.Look.headCell;
import static org.tongguan.comply.report.workbook.Look.text;

import java.io.IOException;
import org.dhatim.fastexcel.BorderStyle;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.tongguan.comply.report.words.Tally;
import org.tongguan.comply.report.words.Words;
import org.tongguan.comply.verdict.Assessment;
import org.tongguan.comply.verdict.ClassCount;
import org.tongguan.comply.verdict.Verdict;

/// The numbers of the whole run, and of each class.
final class SummarySheet extends Sheet {

    SummarySheet(Assessment assessment, Workbook book) {
        super(assessment, book);
    }

    @Override
    void write() throws IOException {
        var sheet = newWorksheet("汇总");
        sheet.hideGridLines();
        forPrinting(sheet);
        sheet.width(0, 30);
        for (int c = 1; c <= 8; c++) {
            sheet.width(c, 13);
        }
        sheet.width(8, 20);
        var conclusion = assessment.conclusion();
        var coverage = assessment.coverage();
        text(sheet, 0, 0, assessment.system().name());
        sheet.style(0, 0).bold().fontSize(18).fontColor(HEAD).format(TEXT).set();
        sheet.rowHeight(0, 30);
        String[][] facts = {
            {"被测单位", assessment.system().organisation()},
            {"安全保护等级", Words.levelName(assessment.system().level()) + "（" + Words.level(assessment.system()) + "）"},
            {"采集时间 / 判定日", Words.moment(assessment.gathered()) + "（北京时间） / " + assessment.judged()},
            {"符合率", Words.span(Words.percent(conclusion.rateLow()), Words.percent(conclusion.rateHigh()))},
            {"结论（2025 版）", Words.span(conclusion.word2025(), conclusion.bestWord2025())},
            {
                "结论（2021 版，仅供对照）",
                Words.span(conclusion.word2021(), conclusion.bestWord2021()) + "，"
                        + Words.span(Words.score(conclusion.scoreLow2021()), Words.score(conclusion.scoreHigh2021()))
                        + " 分"
            },
            {"重大风险隐患", conclusion.majorRisks() + " 项"},
            {"未决（待核查与无法判定）", conclusion.open() + " 项"},
            {
                "机器核查覆盖率",
                Words.percent(coverage.share()) + "（已判 " + coverage.decided() + " / 应判 " + coverage.asked() + "）"
                        + (coverage.valid() ? "" : "　低于门槛 " + Words.percent(coverage.required()) + "，本次评估无效")
            },
            {"说明", "本工作簿用于自评估与整改，不替代测评机构出具的等级测评结论。"},
        };
        int r = 2;
        for (String[] fact : facts) {
            text(sheet, r, 0, fact[0]);
            text(sheet, r, 1, fact[1]);
            sheet.style(r, 0).fontSize(10).fontColor("FF5C6B73").format(TEXT).set();
            sheet.style(r, 1).format(TEXT).set();
            if (fact[0].equals("机器核查覆盖率") && !coverage.valid()) {
                sheet.style(r, 1).bold().fontColor("FFA72A1C").set();
            }
            r++;
        }
        r++;
        head(sheet, r, "安全类", "合计");
        for (Verdict verdict : Verdict.values()) {
            headCell(sheet, r, 2 + verdict.ordinal(), verdict.zh());
        }
        headCell(sheet, r, 8, "符合率");
        for (ClassCount count : assessment.classes()) {
            row(
                    sheet,
                    ++r,
                    count.classZh() + (count.scope().equals("general") ? "" : "（" + Words.scope(count.scope()) + "）"),
                    Tally.of(count));
        }
        row(sheet, ++r, "合计", Tally.ofItems(assessment.items()));
        sheet.range(r, 0, r, 8).style().bold().fontSize(10).set();
        r += 2;
        for (String sentence : assessment.conclusion().unconfirmed()) {
            text(sheet, r, 0, "待确认：" + sentence);
            sheet.style(r++, 0).fontSize(10).fontColor("FF5C6B73").format(TEXT).set();
        }
        sheet.finish();
    }

    private static void row(Worksheet sheet, int r, String name, Tally tally) {
        text(sheet, r, 0, name);
        sheet.value(r, 1, tally.total());
        for (Verdict verdict : Verdict.values()) {
            int count = tally.count(verdict);
            sheet.value(r, 2 + verdict.ordinal(), count);
            if (count > 0) {
                sheet.style(r, 2 + verdict.ordinal()).fillColor(fill(verdict)).set();
            }
        }
        text(sheet, r, 8, tally.rate());
        sheet.range(r, 0, r, 8)
                .style()
                .borderStyle(BorderStyle.THIN)
                .borderColor(RULE)
                .set();
        sheet.range(r, 1, r, 8).style().horizontalAlignment("center").set();
    }
}
