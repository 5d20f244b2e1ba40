package org.tongguan.comply.report.workbook;

import static org.tongguan.comply.report.workbook.Look.TEXT;
import static org.tongguan.comply.report.workbook.Look.fill;

import java.io.IOException;
import org.dhatim.fastexcel.Workbook;
import org.tongguan.comply.report.words.Words;
import org.tongguan.comply.verdict.Assessment;
import org.tongguan.comply.verdict.Finding;

/// The security problems.
final class FindingSheet extends Sheet {

    FindingSheet(Assessment assessment, Workbook book) {
        super(assessment, book);
    }

    @Override
    void write() throws IOException {
        var sheet = sheet(
                "问题清单",
                new Column("编号", 8),
                new Column("问题", 44),
                new Column("对象", 26),
                new Column("对象标识", 20),
                new Column("条款", 14),
                new Column("风险", 8),
                new Column("原始风险", 10),
                new Column("实际情况", 48),
                new Column("实际取值", 40),
                new Column("整改建议", 50),
                new Column("对业务的影响", 20),
                new Column("高风险判例", 14),
                new Column("风险调整说明", 34),
                new Column("豁免", 30),
                new Column("问题指纹", 30));
        int r = 0;
        for (Finding finding : assessment.findings()) {
            r++;
            texts(
                    sheet,
                    r,
                    finding.number(),
                    finding.title().zh(),
                    finding.asset().name(),
                    finding.asset().id(),
                    Words.items(finding.items()),
                    finding.residual().zh(),
                    finding.inherent().zh(),
                    finding.because().zh(),
                    finding.observation().map(seen -> Words.shown(seen.shown())).orElse(""),
                    finding.remedy().map(remedy -> remedy.text().zh()).orElse(""),
                    finding.remedy().map(remedy -> remedy.impact().zh()).orElse(""),
                    String.join("、", finding.highRiskCases()),
                    String.join("\n", finding.lowered()),
                    finding.waiver()
                            .map(waiver -> "至 " + waiver.end() + "：" + waiver.reason() + "；" + waiver.compensation())
                            .orElse(""),
                    finding.key());
            sheet.style(r, 5)
                    .fillColor(fill(finding.residual()))
                    .horizontalAlignment("center")
                    .verticalAlignment("top")
                    .format(TEXT)
                    .set();
        }
        finish(sheet, r, 15);
    }
}
