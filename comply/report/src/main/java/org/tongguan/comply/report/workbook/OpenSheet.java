package org.tongguan.comply.report.workbook;

import static org.tongguan.comply.report.workbook.Look.TEXT;
import static org.tongguan.comply.report.workbook.Look.fill;

import java.io.IOException;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.tongguan.comply.catalog.Bilingual;
import org.tongguan.comply.verdict.Assessment;
import org.tongguan.comply.verdict.ObjectVerdict;
import org.tongguan.comply.verdict.RequirementVerdict;
import org.tongguan.comply.verdict.Verdict;

/// What persons take along to interviews and into the machine room.
final class OpenSheet extends Sheet {

    OpenSheet(Assessment assessment, Workbook book) {
        super(assessment, book);
    }

    @Override
    void write() throws IOException {
        var sheet = sheet(
                "待核查清单",
                new Column("条款", 12),
                new Column("控制点", 16),
                new Column("要求", 46),
                new Column("对象", 26),
                new Column("当前判定", 12),
                new Column("需要核查的内容", 60),
                new Column("负责人", 14),
                new Column("核查结果", 14),
                new Column("核查说明与证据", 44),
                new Column("日期", 12));
        int r = 0;
        for (RequirementVerdict item : assessment.items()) {
            if (item.objects().isEmpty() && open(item.verdict())) {
                r = openRow(sheet, r, item, "", item.verdict(), item.because().zh());
            }
            for (ObjectVerdict on : item.objects()) {
                if (open(on.verdict()) || on.remains().isPresent()) {
                    r = openRow(
                            sheet,
                            r,
                            item,
                            on.asset().name(),
                            on.verdict(),
                            on.remains().map(Bilingual::zh).orElse(on.because().zh()));
                }
            }
        }
        finish(sheet, r, 10);
    }

    private int openRow(
            Worksheet sheet, int before, RequirementVerdict item, String object, Verdict verdict, String what) {
        int r = before + 1;
        texts(
                sheet,
                r,
                item.item().key().toString(),
                item.item().controlZh(),
                item.item().summaryZh(),
                object,
                verdict.zh(),
                what,
                "",
                "",
                "",
                "");
        sheet.style(r, 4)
                .fillColor(fill(verdict))
                .horizontalAlignment("center")
                .verticalAlignment("top")
                .format(TEXT)
                .set();
        return r;
    }

    private static boolean open(Verdict verdict) {
        return switch (verdict) {
            case PENDING, UNKNOWN -> true;
            case MET, PARTIAL, NOT_MET, NOT_APPLICABLE -> false;
        };
    }
}
