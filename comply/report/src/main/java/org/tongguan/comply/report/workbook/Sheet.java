package org.tongguan.comply.report.workbook;

import static org.tongguan.comply.report.workbook.Look.RULE;
import static org.tongguan.comply.report.workbook.Look.TEXT;
import static org.tongguan.comply.report.workbook.Look.forPrinting;
import static org.tongguan.comply.report.workbook.Look.headCell;
import static org.tongguan.comply.report.workbook.Look.text;

import java.io.IOException;
import java.util.Arrays;
import org.dhatim.fastexcel.BorderStyle;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.tongguan.comply.report.words.Words;
import org.tongguan.comply.verdict.Assessment;

/// One sheet of the workbook: a table with a head row, frozen and filtered.
abstract class Sheet {

    private static final double LINE_POINTS = 14;
    private static final double ROW_POINTS_MAX = 400;
    private static final int LINES_CHARACTERS_MAX = 4000;
    private static final double WIDER = 1.08;

    record Column(String name, double width) {}

    final Assessment assessment;
    private final Workbook book;
    private double[] widths = {};

    Sheet(Assessment assessment, Workbook book) {
        this.assessment = assessment;
        this.book = book;
    }

    abstract void write() throws IOException;

    final Worksheet newWorksheet(String name) {
        return book.newWorksheet(name);
    }

    Worksheet sheet(String name, Column... columns) {
        var sheet = book.newWorksheet(name);
        widths = Arrays.stream(columns).mapToDouble(Column::width).toArray();
        for (int c = 0; c < columns.length; c++) {
            sheet.width(c, columns[c].width());
            headCell(sheet, 0, c, columns[c].name());
        }
        sheet.rowHeight(0, 22);
        sheet.freezePane(0, 1);
        sheet.repeatRows(0);
        forPrinting(sheet);
        return sheet;
    }

    static void finish(Worksheet sheet, int lastRow, int columns) throws IOException {
        if (lastRow == 0) {
            text(sheet, 1, 0, "（无）");
        }
        sheet.setAutoFilter(0, 0, Math.max(lastRow, 1), columns - 1);
        sheet.finish();
    }

    void texts(Worksheet sheet, int r, String... texts) {
        int lines = 1;
        for (int c = 0; c < texts.length; c++) {
            if (!texts[c].isEmpty()) {
                text(sheet, r, c, texts[c]);
                lines = Math.max(lines, lines(texts[c], widths[c]));
            }
        }
        sheet.rowHeight(r, Math.min(lines * LINE_POINTS + 4, ROW_POINTS_MAX));
        sheet.range(r, 0, r, texts.length - 1)
                .style()
                .format(TEXT)
                .wrapText(true)
                .verticalAlignment("top")
                .borderStyle(BorderStyle.THIN)
                .borderColor(RULE)
                .set();
    }

    /// How many lines a text takes in a column; not every program works out the height of wrapped rows by itself.
    private static int lines(String text, double width) {
        int lines = 0;
        for (String line : Words.cut(text, LINES_CHARACTERS_MAX).split("\n", -1)) {
            lines += Math.max(1, (int) Math.ceil(Words.columns(line) * WIDER / width));
        }
        return lines;
    }
}
