package org.tongguan.comply.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tongguan.comply.report.words.Words;

final class TerminalSummaryTest {

    @Test
    void theTableOfClassesIsAlignedInChinese() {
        var widths = TerminalSummary.text(Sample.small(), List.of(), false)
                .lines()
                .filter(line -> line.startsWith("安全类")
                        || line.startsWith("安全物理")
                        || line.startsWith("安全运维")
                        || line.startsWith("合计"))
                .map(Words::columns)
                .collect(Collectors.toSet());
        assertEquals(1, widths.size(), widths.toString());
    }

    @Test
    void withoutColourThereIsNoEscape() {
        assertFalse(TerminalSummary.text(Sample.small(), List.of(), false).contains("\u001b"));
    }

    @Test
    void anInvalidRunIsInRed() {
        assertTrue(TerminalSummary.text(Sample.invalid(), List.of(), true).contains("\u001b[1;37;41m 本次评估无效"));
        assertFalse(TerminalSummary.text(Sample.small(), List.of(), true).contains("本次评估无效"));
    }

    @Test
    void aTargetCannotWriteToTheTerminal() {
        String text = TerminalSummary.text(Sample.hostile(), List.of(), false);
        assertTrue(text.chars().noneMatch(c -> c < 0x20 && c != '\n' || c == 0x202e), text);
    }

    @Test
    void tenProblemsAtMostAndTheFiles() {
        String text = TerminalSummary.text(Sample.small(), List.of(Path.of("out", "report.docx")), false);
        assertEquals(
                10, text.lines().filter(line -> line.matches("  T\\d{3} .*")).count());
        assertTrue(text.contains("report.docx"));
    }

    @Test
    void noLineIsWiderThanATerminal() {
        TerminalSummary.text(Sample.small(), List.of(), false)
                .lines()
                .forEach(line -> assertTrue(Words.columns(line) <= 110, line));
    }

    @Test
    void aShareIsNeverRoundedUp() {
        assertEquals("89.9%", Words.percent(0.8999));
        assertEquals("100.0%", Words.percent(1));
        assertEquals("0.0%", Words.percent(0));
    }
}
