package org.tongguan.comply.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.junit.jupiter.api.Test;
import org.tongguan.comply.report.words.Words;
import org.tongguan.comply.report.workbook.ItemWorkbook;
import org.tongguan.comply.verdict.Assessment;

final class ItemWorkbookTest {

    @Test
    void theSheetsStandInOrder() throws IOException {
        try (var book = book(Sample.small())) {
            assertEquals(
                    List.of("汇总", "单项×对象", "问题清单", "重大风险", "待核查清单", "证据索引"),
                    book.getSheets().map(Sheet::getName).toList());
        }
    }

    @Test
    void everyItemOnEveryObjectHasARow() throws IOException {
        var assessment = Sample.small();
        int expected = assessment.items().stream()
                .mapToInt(item -> Math.max(1, item.objects().size()))
                .sum();
        try (var book = book(assessment)) {
            assertEquals(expected + 1, rows(book, "单项×对象").size());
            assertEquals(assessment.findings().size() + 1, rows(book, "问题清单").size());
            assertEquals(assessment.evidence().size() + 1, rows(book, "证据索引").size());
        }
    }

    @Test
    void aMetItemOfTheMachineCarriesItsEvidenceDigest() throws IOException {
        try (var book = book(Sample.small())) {
            for (Row row : rows(book, "单项×对象").subList(1, 40)) {
                if (row.getCellText(7).equals("符合")) {
                    assertTrue(row.getCellText(11).length() >= 12, row.getCellText(0));
                }
            }
        }
    }

    @Test
    void noCellIsAFormulaNotEvenAHostileOne() throws IOException {
        try (var book = book(Sample.hostile())) {
            for (Sheet sheet : book.getSheets().toList()) {
                sheet.openStream()
                        .forEach(row -> row.forEach(cell -> {
                            if (cell != null) {
                                assertTrue(
                                        cell.getType() != CellType.FORMULA,
                                        cell.getAddress().toString());
                            }
                        }));
            }
        }
    }

    @Test
    void aTextLongerThanACellIsCutAndSaysSo() {
        String cut = Words.cut("长".repeat(40_000), ItemWorkbook.CELL_CHARACTERS_MAX);
        assertEquals(ItemWorkbook.CELL_CHARACTERS_MAX, cut.length());
        assertTrue(cut.endsWith("…"));
    }

    private static ReadableWorkbook book(Assessment assessment) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ItemWorkbook.write(Sample.material(assessment), bytes);
        return new ReadableWorkbook(new ByteArrayInputStream(bytes.toByteArray()));
    }

    private static List<Row> rows(ReadableWorkbook book, String sheet) throws IOException {
        try (var rows = book.findSheet(sheet).orElseThrow().openStream()) {
            return rows.toList();
        }
    }
}
