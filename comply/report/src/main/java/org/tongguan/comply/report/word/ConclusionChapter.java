package org.tongguan.comply.report.word;

import static org.tongguan.comply.report.word.WordPage.centre;
import static org.tongguan.comply.report.word.WordPage.name;

import java.util.List;
import org.tongguan.comply.report.words.Words;

/// Chapter 10: the conclusion and its two ends.
final class ConclusionChapter extends Chapter {

    ConclusionChapter(Manuscript manuscript) {
        super(manuscript);
    }

    @Override
    void write() {
        var conclusion = assessment.conclusion();
        chapter("测评结论");
        if (!assessment.coverage().valid()) {
            page.alarm(invalidSentence());
        }
        page.text("符合率 " + Words.span(Words.percent(conclusion.rateLow()), Words.percent(conclusion.rateHigh()))
                + "，重大风险隐患 " + conclusion.majorRisks() + " 项，未决 "
                + conclusion.open() + " 项。按 2025 版规则，自评估结论为“"
                + Words.span(conclusion.word2025(), conclusion.bestWord2025()) + "”"
                + (conclusion.settled() ? "。" : "；未决项补齐之后方能确定。"));
        page.table(
                "结论的两端",
                new int[] {28, 36, 36},
                List.of("", "未决项全部按不符合计", "未决项全部按符合计"),
                List.of(
                        List.of(
                                name("符合率"),
                                centre(Words.percent(conclusion.rateLow())),
                                centre(Words.percent(conclusion.rateHigh()))),
                        List.of(name("结论（2025 版）"), centre(conclusion.word2025()), centre(conclusion.bestWord2025())),
                        List.of(
                                name("综合得分（2021 版）"),
                                centre(Words.score(conclusion.scoreLow2021())),
                                centre(Words.score(conclusion.scoreHigh2021()))),
                        List.of(name("等次（2021 版）"), centre(conclusion.word2021()), centre(conclusion.bestWord2021()))));
        page.text("2021 版的评分与优、良、中、差已经停用，列出它只为与历史报告对照。");
        if (!conclusion.unconfirmed().isEmpty()) {
            page.text("结论规则中有以下各点，公开文本没有定论，本报告按设置处理：");
            conclusion.unconfirmed().forEach(page::point);
        }
    }
}
