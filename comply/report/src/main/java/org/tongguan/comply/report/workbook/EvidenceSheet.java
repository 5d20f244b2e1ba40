package org.tongguan.comply.report.workbook;

import java.io.IOException;
import org.dhatim.fastexcel.Workbook;
import org.tongguan.comply.facts.Evidence;
import org.tongguan.comply.report.words.OutcomeWords;
import org.tongguan.comply.report.words.Words;
import org.tongguan.comply.verdict.Assessment;

/// The index of evidence.
final class EvidenceSheet extends Sheet {

    EvidenceSheet(Assessment assessment, Workbook book) {
        super(assessment, book);
    }

    @Override
    void write() throws IOException {
        var sheet = sheet(
                "证据索引",
                new Column("序号", 8),
                new Column("对象", 22),
                new Column("采集项", 26),
                new Column("结果", 10),
                new Column("退出码", 8),
                new Column("说明", 40),
                new Column("字节", 10),
                new Column("时间（北京）", 17),
                new Column("账户", 12),
                new Column("SM3", 38),
                new Column("SHA-256", 38),
                new Column("链值", 38));
        int r = 0;
        for (Evidence line : assessment.evidence()) {
            r++;
            texts(
                    sheet,
                    r,
                    "",
                    line.asset(),
                    line.collector(),
                    OutcomeWords.zh(line.outcome()),
                    "",
                    line.message(),
                    "",
                    Words.moment(line.at()),
                    line.by(),
                    line.sm3(),
                    line.sha256(),
                    line.chain());
            sheet.value(r, 0, line.sequence());
            sheet.value(r, 4, line.exit());
            sheet.value(r, 6, line.bytes());
            for (int c : new int[] {0, 4, 6}) {
                sheet.style(r, c).format("0").set();
            }
            if (r % 500 == 0) {
                sheet.flush();
            }
        }
        finish(sheet, r, 12);
    }
}
