package org.tongguan.comply.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tongguan.comply.facts.Json;
import org.tongguan.comply.report.words.Tally;
import org.tongguan.comply.report.words.Words;
import org.tongguan.comply.verdict.Assessment;
import org.tongguan.comply.verdict.ClassCount;
import org.tongguan.comply.verdict.Finding;
import org.tongguan.comply.verdict.MajorRisk;

/// The terminal summary for machines: one JSON object, names in English, texts in Chinese.
public final class JsonSummary {

    private JsonSummary() {}

    public static String text(Assessment assessment) {
        var summary = new LinkedHashMap<String, Object>();
        summary.put("system", Words.line(assessment.system().name()));
        summary.put("level", Words.level(assessment.system()));
        summary.put("gathered", assessment.gathered().toString());
        summary.put("judged", assessment.judged().toString());
        summary.put("tool", assessment.tool());
        summary.put("objects", assessment.objects().size());
        summary.put("items", counts(Tally.ofItems(assessment.items())));
        var classes = new ArrayList<Map<String, Object>>();
        for (ClassCount count : assessment.classes()) {
            var entry = new LinkedHashMap<String, Object>();
            entry.put("scope", count.scope());
            entry.put("class", count.classZh());
            entry.putAll(counts(Tally.of(count)));
            classes.add(entry);
        }
        summary.put("classes", classes);
        var conclusion = assessment.conclusion();
        var words = new LinkedHashMap<String, Object>();
        words.put("settled", conclusion.settled());
        words.put("open", conclusion.open());
        words.put("rateLow", conclusion.rateLow());
        words.put("rateHigh", conclusion.rateHigh());
        words.put("word2025", conclusion.word2025());
        words.put("bestWord2025", conclusion.bestWord2025());
        words.put("scoreLow2021", conclusion.scoreLow2021());
        words.put("scoreHigh2021", conclusion.scoreHigh2021());
        words.put("word2021", conclusion.word2021());
        words.put("bestWord2021", conclusion.bestWord2021());
        words.put("majorRisks", conclusion.majorRisks());
        summary.put("conclusion", words);
        var coverage = new LinkedHashMap<String, Object>();
        coverage.put("valid", assessment.coverage().valid());
        coverage.put("asked", assessment.coverage().asked());
        coverage.put("decided", assessment.coverage().decided());
        coverage.put("required", assessment.coverage().required());
        summary.put("coverage", coverage);
        var majors = new ArrayList<Map<String, Object>>();
        for (MajorRisk risk : assessment.majorRisks()) {
            var entry = new LinkedHashMap<String, Object>();
            entry.put("trigger", risk.trigger());
            entry.put("title", risk.title().zh());
            entry.put("state", risk.state().name());
            entry.put("counts", risk.counts());
            entry.put("findings", risk.findings().stream().map(Finding::number).toList());
            majors.add(entry);
        }
        summary.put("majorRisks", majors);
        var findings = new ArrayList<Map<String, Object>>();
        for (Finding finding : assessment.findings()) {
            var entry = new LinkedHashMap<String, Object>();
            entry.put("number", finding.number());
            entry.put("key", finding.key());
            entry.put("object", finding.asset().id());
            entry.put(
                    "check",
                    finding.observation().map(seen -> seen.check().id()).orElse(""));
            entry.put("items", finding.items().stream().map(Object::toString).toList());
            entry.put("title", finding.title().zh());
            entry.put("because", Words.clean(finding.because().zh()));
            entry.put("risk", finding.residual().name());
            entry.put("waived", finding.waiver().isPresent());
            findings.add(entry);
        }
        summary.put("findings", findings);
        return Json.writePretty(summary) + "\n";
    }

    private static Map<String, Object> counts(Tally tally) {
        var counts = new LinkedHashMap<String, Object>();
        counts.put("total", tally.total());
        counts.put("met", tally.met());
        counts.put("partial", tally.partial());
        counts.put("notMet", tally.notMet());
        counts.put("notApplicable", tally.notApplicable());
        counts.put("pending", tally.pending());
        counts.put("unknown", tally.unknown());
        return counts;
    }
}
