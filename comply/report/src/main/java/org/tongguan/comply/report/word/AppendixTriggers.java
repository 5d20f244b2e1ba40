package org.tongguan.comply.report.word;

import static org.tongguan.comply.report.word.WordPage.cell;
import static org.tongguan.comply.report.word.WordPage.centre;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.tongguan.comply.report.word.WordPage.Cell;
import org.tongguan.comply.report.word.WordPage.Look;
import org.tongguan.comply.report.words.Words;
import org.tongguan.comply.verdict.MajorRisk;

/// Appendix G: the list of major-risk triggers, and what became of each.
final class AppendixTriggers extends Chapter {

    AppendixTriggers(Manuscript manuscript) {
        super(manuscript);
    }

    @Override
    void write() {
        appendix("G", "重大风险隐患触发项", true);
        page.text("触发项的概述与编号依据公开材料整理，以正式文本为准。“未提出”不等于不存在：有关测评项未决时，机器不会提出。");
        var states = assessment.majorRisks().stream()
                .collect(Collectors.toMap(
                        MajorRisk::trigger,
                        risk -> risk,
                        (first, second) -> first.counts() ? first : second,
                        LinkedHashMap::new));
        page.table(
                "触发项",
                new int[] {10, 54, 17, 19},
                List.of("编号", "触发情形（概述）", "相关条款", "本次结果"),
                material().catalog().majorRiskTriggers().values().stream()
                        .map(trigger -> {
                            var risk = states.get(trigger.id());
                            return List.of(
                                    centre(trigger.id()),
                                    cell(trigger.title().zh()),
                                    cell(trigger.items().isEmpty() ? "—" : Words.items(trigger.items())),
                                    risk == null
                                            ? centre("未提出")
                                            : new Cell(risk.state().zh(), risk.counts() ? Look.RED : Look.GREY));
                        })
                        .toList());
    }
}
