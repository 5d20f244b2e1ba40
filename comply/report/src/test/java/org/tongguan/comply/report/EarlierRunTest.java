package org.tongguan.comply.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tongguan.comply.check.Observation;
import org.tongguan.comply.check.ResultState;
import org.tongguan.comply.report.html.HtmlReport;
import org.tongguan.comply.report.word.WordReport;
import org.tongguan.comply.report.words.Material;
import org.tongguan.comply.verdict.Assessment;
import org.tongguan.comply.verdict.Finding;

/// Appendix B and the block on what has changed: one problem is fixed, one is gone from sight, one is new, the
/// others are still there.
final class EarlierRunTest {

    private static final Assessment EARLIER = without(Sample.small(), 5, false);

    private static final Assessment NOW = without(without(Sample.small(), 0, true), 1, false);

    @TempDir
    Path folder;

    @Test
    void everyEarlierProblemIsFollowedUp() throws IOException {
        var table = table("上次问题的整改情况", 5);
        assertEquals(EARLIER.findings().size() + 1, table.getRows().size());
        assertEquals("已整改", became(table, key(0)));
        assertEquals("不能确认", became(table, key(1)));
        Finding still = Sample.small().findings().get(3);
        assertEquals("仍然存在（" + still.number() + "）", became(table, still.key()));
    }

    @Test
    void whatIsNewIsListed() throws IOException {
        var table = table("本次新出现的问题", 4);
        assertEquals(2, table.getRows().size());
        assertEquals(
                Sample.small().findings().get(5).title().zh(),
                table.getRow(1).getCell(1).getText());
    }

    @Test
    void thePageHasTheBlockExactlyWhenThereIsSomethingToCompareWith() throws IOException {
        String page = page(Optional.of(EARLIER));
        assertTrue(page.contains("<section id=\"changes\">") && page.contains("href=\"#changes\""));
        assertTrue(page.contains("已整改 <b>1</b> 个"));
        assertTrue(page.contains("新出现 <b>1</b> 个"));
        assertTrue(page.contains("不能确认 <b>1</b> 个"));
        assertFalse(page(Optional.empty()).contains("#changes"));
    }

    @Test
    void anEarlierHostileRunIsShownAsText() throws IOException {
        assertFalse(page(Optional.of(Sample.hostile())).contains("<script>alert"));
        assertEquals(
                5,
                Reports.write(Sample.small(), Sample.catalog(), Optional.of(Sample.hostile()), folder)
                        .size());
    }

    private static String key(int finding) {
        return Sample.small().findings().get(finding).key();
    }

    private static String became(XWPFTable table, String key) {
        for (int i = 0; i < EARLIER.findings().size(); i++) {
            if (EARLIER.findings().get(i).key().equals(key)) {
                return table.getRow(i + 1).getCell(4).getText();
            }
        }
        throw new AssertionError("no such finding");
    }

    /// @param fixed whether the check is seen in order now, or not seen at all
    private static Assessment without(Assessment of, int finding, boolean fixed) {
        var gone = Sample.small().findings().get(finding);
        var seen = gone.observation().orElseThrow();
        List<Observation> observations = of.observations().stream()
                .filter(one -> !(one.asset().equals(seen.asset()) && one.check().equals(seen.check())))
                .toList();
        if (fixed) {
            observations = new ArrayList<>(observations);
            observations.add(seen.in(ResultState.PASS, seen.because()));
        }
        return new Assessment(
                of.system(),
                of.gathered(),
                of.judged(),
                of.tool(),
                of.objects(),
                observations,
                of.items(),
                of.findings().stream()
                        .filter(one -> !one.key().equals(gone.key()))
                        .toList(),
                of.majorRisks(),
                of.classes(),
                of.coverage(),
                of.conclusion(),
                of.waivers(),
                of.answers(),
                of.compensations(),
                of.evidence());
    }

    private static XWPFTable table(String caption, int columns) throws IOException {
        var bytes = new ByteArrayOutputStream();
        WordReport.write(Material.of(NOW, Sample.catalog(), Optional.of(EARLIER)), bytes);
        var elements = new XWPFDocument(new ByteArrayInputStream(bytes.toByteArray())).getBodyElements();
        for (int i = 0; i + 1 < elements.size(); i++) {
            if (elements.get(i) instanceof XWPFParagraph paragraph
                    && paragraph.getText().endsWith(caption)
                    && elements.get(i + 1) instanceof XWPFTable table) {
                assertEquals(columns, table.getRow(0).getTableCells().size());
                return table;
            }
        }
        throw new AssertionError("no table " + caption);
    }

    private static String page(Optional<Assessment> earlier) throws IOException {
        var bytes = new ByteArrayOutputStream();
        HtmlReport.write(Material.of(NOW, Sample.catalog(), earlier), bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
