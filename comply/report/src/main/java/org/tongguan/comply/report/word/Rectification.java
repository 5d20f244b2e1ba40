package org.tongguan.comply.report.word;

import static org.tongguan.comply.report.word.Cells.cut;
import static org.tongguan.comply.report.word.WordPage.cell;

import java.util.List;
import java.util.stream.Collectors;
import org.tongguan.comply.check.Risk;
import org.tongguan.comply.report.words.Problem;
import org.tongguan.comply.report.words.Words;

/// Chapter 11: what to do, the same check on several objects once.
final class Rectification extends Chapter {

    Rectification(Manuscript manuscript) {
        super(manuscript);
    }

    @Override
    void write() {
        chapter("整改建议");
        if (assessment.findings().isEmpty()) {
            page.text("没有待整改的问题。请先完成待核查项，清单见工作簿的“待核查清单”。");
            return;
        }
        page.text("同一检查项在多个对象上的问题合并为一条建议，按风险由高到低排列。参考脚本与回退方法见 report.html，实施前须经评审，并在变更窗口内进行。");
        for (Risk risk : List.of(Risk.HIGH, Risk.MEDIUM, Risk.LOW)) {
            var problems = Problem.of(assessment.findings()).stream()
                    .filter(problem -> problem.first().residual() == risk)
                    .toList();
            section(risk.zh() + "风险问题");
            if (problems.isEmpty()) {
                page.text("没有" + risk.zh() + "风险问题。");
                continue;
            }
            page.table(
                    risk.zh() + "风险问题整改建议",
                    new int[] {24, 20, 40, 16},
                    List.of("问题", "对象与编号", "整改建议", "对业务的影响"),
                    problems.stream()
                            .map(problem -> {
                                var first = problem.first();
                                return List.of(
                                        cell(cut(first.title().zh())),
                                        cell(Words.cut(
                                                problem.findings().stream()
                                                        .map(finding -> Words.line(finding.asset()
                                                                        .name()) + " " + finding.number())
                                                        .collect(Collectors.joining("\n")),
                                                300)),
                                        cell(first.remedy()
                                                .map(remedy -> cut(remedy.text().zh()))
                                                .orElse("按要求补充措施与记录后，重新答复该项。")),
                                        cell(first.remedy()
                                                .map(remedy -> remedy.impact().zh())
                                                .orElse("视措施而定")));
                            })
                            .toList());
        }
    }
}
