package org.tongguan.comply.report.workbook;

import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Worksheet;
import org.tongguan.comply.check.Risk;
import org.tongguan.comply.report.words.Words;
import org.tongguan.comply.verdict.Verdict;

/// How cells look, the same on every sheet.
final class Look {

    static final String TEXT = "@";
    static final String HEAD = "FF14384A";
    static final String RULE = "FFD9D4C7";

    private Look() {}

    static void forPrinting(Worksheet sheet) {
        sheet.paperSize(PaperSize.A4_PAPER);
        sheet.pageOrientation("landscape");
        sheet.fitToWidth((short) 1);
        sheet.fitToHeight((short) 0);
    }

    static void head(Worksheet sheet, int r, String... names) {
        for (int c = 0; c < names.length; c++) {
            headCell(sheet, r, c, names[c]);
        }
    }

    static void headCell(Worksheet sheet, int r, int c, String name) {
        sheet.value(r, c, name);
        sheet.style(r, c)
                .bold()
                .fontSize(10)
                .fontColor("FFFFFFFF")
                .fillColor(HEAD)
                .verticalAlignment("center")
                .wrapText(true)
                .set();
    }

    static void text(Worksheet sheet, int r, int c, String text) {
        sheet.value(r, c, Words.cut(Words.clean(text), ItemWorkbook.CELL_CHARACTERS_MAX));
    }

    static String fill(Verdict verdict) {
        return switch (verdict) {
            case MET -> "FFDCEFE6";
            case PARTIAL -> "FFFBEFD2";
            case NOT_MET -> "FFF6DAD4";
            case NOT_APPLICABLE -> "FFECECE8";
            case PENDING -> "FFDFE9F4";
            case UNKNOWN -> "FFE9E0F1";
        };
    }

    static String fill(Risk risk) {
        return switch (risk) {
            case HIGH -> "FFF6DAD4";
            case MEDIUM -> "FFFBEFD2";
            case LOW -> "FFECECE8";
        };
    }
}
