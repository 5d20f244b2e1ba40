package org.tongguan.comply.report;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tongguan.comply.catalog.Catalog;
import org.tongguan.comply.report.html.HtmlReport;
import org.tongguan.comply.report.oscal.OscalResults;
import org.tongguan.comply.report.word.WordReport;
import org.tongguan.comply.report.words.Material;
import org.tongguan.comply.report.workbook.ItemWorkbook;
import org.tongguan.comply.verdict.Assessment;

/// Writes every report of one assessment into a folder.
public final class Reports {

    @FunctionalInterface
    private interface Writer {
        void write(OutputStream out) throws IOException;
    }

    private Reports() {}

    /// A report that was there before is replaced as a whole or not at all.
    ///
    /// @return the files, in the order a person would open them
    /// @throws ReportUnwritable naming the first file that could not be written
    public static List<Path> write(Assessment assessment, Catalog catalog, Path outFolder) {
        return write(assessment, catalog, Optional.empty(), outFolder);
    }

    /// The same with what has changed since an earlier run, judged by the same checks and answers.
    ///
    /// @throws ReportUnwritable naming the first file that could not be written
    public static List<Path> write(
            Assessment assessment, Catalog catalog, Optional<Assessment> earlier, Path outFolder) {
        var material = Material.of(assessment, catalog, earlier);
        var files = new ArrayList<Path>();
        files.add(write(outFolder, "report.docx", out -> WordReport.write(material, out)));
        files.add(write(outFolder, "workbook.xlsx", out -> ItemWorkbook.write(material, out)));
        files.add(write(outFolder, "report.html", out -> HtmlReport.write(material, out)));
        files.add(write(outFolder, "assessment-results.json", out -> OscalResults.write(assessment, out)));
        files.add(write(outFolder, "findings.sarif", out -> SarifLog.write(assessment, out)));
        return List.copyOf(files);
    }

    private static Path write(Path folder, String name, Writer writer) {
        Path file = folder.resolve(name);
        Path half = folder.resolve("." + name + ".part");
        try {
            Files.createDirectories(folder);
            try (var out = new BufferedOutputStream(Files.newOutputStream(half), 1 << 16)) {
                writer.write(out);
            }
            Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException e) {
            try {
                Files.deleteIfExists(half);
            } catch (IOException left) {
                e.addSuppressed(left);
            }
            throw new ReportUnwritable("cannot write the report " + file, e);
        }
    }
}
