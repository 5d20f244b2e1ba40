package org.tongguan.comply.report.word;

import static org.tongguan.comply.report.word.Cells.className;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.facts.Evidence;
import org.tongguan.comply.report.words.Material;
import org.tongguan.comply.report.words.Words;
import org.tongguan.comply.verdict.Assessment;
import org.tongguan.comply.verdict.RequirementVerdict;

/// One part of the report, and what several parts say in the same words.
abstract class Chapter {

    private static final String IMPORTED = "import";
    final Assessment assessment;
    final WordPage page;
    private final Manuscript manuscript;

    Chapter(Manuscript manuscript) {
        this.manuscript = manuscript;
        this.assessment = manuscript.material().assessment();
        this.page = manuscript.page();
    }

    abstract void write();

    final Material material() {
        return manuscript.material();
    }

    final void chapter(String title) {
        manuscript.chapter(title);
    }

    final void section(String title) {
        manuscript.section(title);
    }

    final void appendix(String letter, String title, boolean newPage) {
        manuscript.appendix(letter, title, newPage);
    }

    String coverageWords() {
        var coverage = assessment.coverage();
        return Words.percent(coverage.share()) + "（应判 " + coverage.asked() + "，已判 " + coverage.decided() + "，门槛 "
                + Words.percent(coverage.required()) + "）";
    }

    String invalidSentence() {
        return "本次评估无效：机器核查覆盖率 " + Words.percent(assessment.coverage().share()) + "，低于门槛 "
                + Words.percent(assessment.coverage().required()) + "。看到的事实太少，以下符合率与结论不得引用；请先解决连接、权限等问题后重新采集。";
    }

    String objectName(String id) {
        return assessment.objects().stream()
                .filter(asset -> asset.id().equals(id))
                .map(Asset::name)
                .findFirst()
                .orElse(id);
    }

    List<Evidence> imports() {
        return assessment.evidence().stream()
                .filter(line -> line.collector().startsWith(IMPORTED))
                .toList();
    }

    Map<String, List<RequirementVerdict>> byClass() {
        var byClass = new LinkedHashMap<String, List<RequirementVerdict>>();
        assessment
                .items()
                .forEach(item -> byClass.computeIfAbsent(
                                className(item.item().scope(), item.item().classZh()), any -> new ArrayList<>())
                        .add(item));
        return byClass;
    }
}
