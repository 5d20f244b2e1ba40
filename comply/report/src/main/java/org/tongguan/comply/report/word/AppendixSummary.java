package org.tongguan.comply.report.word;

import static org.tongguan.comply.report.word.Cells.className;
import static org.tongguan.comply.report.word.Cells.verdict;
import static org.tongguan.comply.report.word.WordPage.cell;
import static org.tongguan.comply.report.word.WordPage.centre;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.tongguan.comply.report.word.WordPage.Cell;
import org.tongguan.comply.report.words.Tally;
import org.tongguan.comply.verdict.RequirementVerdict;
import org.tongguan.comply.verdict.Verdict;

/// Appendix C: verdicts by control point.
final class AppendixSummary extends Chapter {

    AppendixSummary(Manuscript manuscript) {
        super(manuscript);
    }

    @Override
    void write() {
        appendix("C", "测评结果汇总", true);
        page.text("按控制点汇总各测评项的判定。");
        var points = new LinkedHashMap<String, List<RequirementVerdict>>();
        assessment
                .items()
                .forEach(item -> points.computeIfAbsent(item.item().key().clause(), any -> new ArrayList<>())
                        .add(item));
        page.groupedTable(
                "控制点汇总",
                new int[] {16, 24, 10, 10, 10, 10, 10, 10},
                List.of("安全类", "控制点", "符合", "部分符合", "不符合", "不适用", "待核查", "无法判定"),
                points.entrySet().stream()
                        .map(point -> {
                            var item = point.getValue().getFirst().item();
                            var tally = Tally.ofItems(point.getValue());
                            var cells = new ArrayList<Cell>(List.of(
                                    cell(className(item.scope(), item.classZh())),
                                    cell(point.getKey() + " " + item.controlZh())));
                            for (Verdict verdict : Verdict.values()) {
                                int count = tally.count(verdict);
                                cells.add(
                                        count == 0
                                                ? centre("")
                                                : new Cell(
                                                        String.valueOf(count),
                                                        verdict(verdict).look()));
                            }
                            return List.<Cell>copyOf(cells);
                        })
                        .toList());
    }
}
