package org.tongguan.comply.report.workbook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.tongguan.comply.report.words.Material;
import org.tongguan.comply.report.words.Words;
import org.tongguan.comply.report.zip.FixedZip;
import org.tongguan.comply.verdict.Assessment;

/// The item × object workbook. Every text goes in as a string cell in text format, so that `=…`, `+…`, `-…` or
/// `@…` from a target is never a formula, not even after a person has edited the cell.
public final class ItemWorkbook {

    /// Excel's own limit on a cell.
    public static final int CELL_CHARACTERS_MAX = 32_767;

    private ItemWorkbook() {}

    public static void write(Material material, OutputStream to) throws IOException {
        var assessment = material.assessment();
        var bytes = new ByteArrayOutputStream(1 << 20);
        var book = new Workbook(bytes, "Tongguan", "1.0");
        book.setGlobalDefaultFont("微软雅黑", 10);
        book.properties().setTitle(Words.line(assessment.system().name()) + " 等级保护自评估工作簿");
        for (Sheet sheet : List.of(
                new SummarySheet(assessment, book),
                new ItemsByObjectSheet(assessment, book),
                new FindingSheet(assessment, book),
                new MajorRiskSheet(assessment, book),
                new OpenSheet(assessment, book),
                new EvidenceSheet(assessment, book))) {
            sheet.write();
        }
        book.finish();
        FixedZip.pack(
                bytes.toByteArray(),
                (name, part) -> name.equals("docProps/core.xml") ? dated(part, assessment) : part,
                to);
    }

    /// fastexcel writes the moment it ran; the workbook says when the facts were gathered.
    private static byte[] dated(byte[] core, Assessment assessment) {
        String moment = assessment.gathered().truncatedTo(ChronoUnit.SECONDS).toString();
        return new String(core, StandardCharsets.UTF_8)
                .replaceAll(">\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z<", ">" + moment + "<")
                .getBytes(StandardCharsets.UTF_8);
    }
}
