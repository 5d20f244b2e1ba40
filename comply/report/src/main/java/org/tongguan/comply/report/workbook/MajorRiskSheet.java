package org.tongguan.comply.report.workbook;

import java.io.IOException;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.Workbook;
import org.tongguan.comply.verdict.Assessment;
import org.tongguan.comply.verdict.Finding;
import org.tongguan.comply.verdict.MajorRisk;

/// The major risks on the three principles.
final class MajorRiskSheet extends Sheet {

    MajorRiskSheet(Assessment assessment, Workbook book) {
        super(assessment, book);
    }

    @Override
    void write() throws IOException {
        var sheet = sheet(
                "重大风险",
                new Column("触发项", 10),
                new Column("名称", 40),
                new Column("状态", 14),
                new Column("计入结论", 10),
                new Column("相关性", 36),
                new Column("严重性", 36),
                new Column("高发性", 36),
                new Column("对应问题", 24),
                new Column("人工意见", 40));
        int r = 0;
        for (MajorRisk risk : assessment.majorRisks()) {
            texts(
                    sheet,
                    ++r,
                    risk.trigger(),
                    risk.title().zh(),
                    risk.state().zh(),
                    risk.counts() ? "是" : "否",
                    principle(risk.relevance()),
                    principle(risk.severity()),
                    principle(risk.likelihood()),
                    risk.findings().stream().map(Finding::number).collect(Collectors.joining("、")),
                    risk.reason());
        }
        finish(sheet, r, 9);
    }

    private static String principle(MajorRisk.Principle principle) {
        return (principle.holds() ? "成立：" : "不成立：") + principle.because();
    }
}
