package org.tongguan.comply.report.word;

import static org.tongguan.comply.report.word.WordPage.centre;

import java.util.stream.Collectors;
import org.tongguan.comply.check.Risk;
import org.tongguan.comply.report.word.WordPage.Cell;
import org.tongguan.comply.report.word.WordPage.Look;
import org.tongguan.comply.report.words.Words;
import org.tongguan.comply.verdict.Finding;
import org.tongguan.comply.verdict.Verdict;

/// What the chapters put into table cells in the same way.
final class Cells {

    static final int CELL_CHARACTERS_MAX = 400;

    private Cells() {}

    static String className(String scope, String classZh) {
        return scope.equals("general")
                ? classZh
                : classZh + "（" + Words.scope(scope).replace("安全扩展要求", "") + "扩展）";
    }

    static String cut(String text) {
        return Words.cut(Words.clean(text), CELL_CHARACTERS_MAX);
    }

    static Cell verdict(Verdict verdict) {
        return new Cell(
                verdict.zh(),
                switch (verdict) {
                    case MET -> Look.GREEN;
                    case PARTIAL -> Look.AMBER;
                    case NOT_MET -> Look.RED;
                    case NOT_APPLICABLE -> Look.GREY;
                    case PENDING -> Look.BLUE;
                    case UNKNOWN -> Look.PURPLE;
                });
    }

    static Cell risk(Risk risk) {
        return new Cell(
                risk.zh(),
                switch (risk) {
                    case HIGH -> Look.RED;
                    case MEDIUM -> Look.AMBER;
                    case LOW -> Look.GREY;
                });
    }

    static Cell number(int count) {
        return centre(count == 0 ? "0" : String.valueOf(count));
    }

    static String value(Finding finding) {
        return finding.observation()
                .filter(seen -> !seen.shown().isEmpty())
                .map(seen -> seen.shown().entrySet().stream()
                        .map(shown -> Words.line(shown.getKey() + "：" + shown.getValue()))
                        .collect(Collectors.joining("\n")))
                .orElse(Words.line(finding.because().zh()));
    }
}
