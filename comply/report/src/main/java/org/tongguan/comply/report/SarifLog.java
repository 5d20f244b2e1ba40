package org.tongguan.comply.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tongguan.comply.catalog.Bilingual;
import org.tongguan.comply.check.Risk;
import org.tongguan.comply.report.words.Words;
import org.tongguan.comply.verdict.Assessment;
import org.tongguan.comply.verdict.Finding;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// SARIF 2.1.0 (OASIS): the findings only, a rule for each check, an object as a logical location. What is
/// pending or
/// unknown is no result here; it is in the other reports.
final class SarifLog {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private SarifLog() {}

    static void write(Assessment assessment, OutputStream out) throws IOException {
        MAPPER.writer().without(StreamWriteFeature.AUTO_CLOSE_TARGET).writeValue(out, log(assessment));
        out.write('\n');
    }

    private static Map<String, Object> log(Assessment assessment) {
        var ruleIndex = new LinkedHashMap<String, Integer>();
        var rules = new ArrayList<Map<String, Object>>();
        var results = new ArrayList<Map<String, Object>>();
        for (Finding finding : assessment.findings()) {
            String id = rule(finding);
            if (ruleIndex.putIfAbsent(id, rules.size()) == null) {
                rules.add(ruleOf(id, finding));
            }
            results.add(result(finding, id, ruleIndex.getOrDefault(id, 0)));
        }
        String[] tool = assessment.tool().split(" ", 2);
        var driver = new LinkedHashMap<String, Object>();
        driver.put("name", tool[0]);
        driver.put("version", tool.length > 1 ? tool[1] : "0");
        driver.put("rules", rules);
        var run = new LinkedHashMap<String, Object>();
        run.put("tool", Map.of("driver", driver));
        run.put("automationDetails", Map.of("id", Words.line(assessment.system().name()) + "/" + assessment.judged()));
        run.put("columnKind", "utf16CodeUnits");
        run.put("results", results);
        var log = new LinkedHashMap<String, Object>();
        log.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        log.put("version", "2.1.0");
        log.put("runs", List.of(run));
        return log;
    }

    private static String rule(Finding finding) {
        return finding.observation()
                .map(seen -> seen.check().id())
                .orElseGet(
                        () -> "answer." + finding.items().getFirst().toString().replace(' ', '.'));
    }

    private static Map<String, Object> ruleOf(String id, Finding finding) {
        var rule = new LinkedHashMap<String, Object>();
        rule.put("id", id);
        rule.put("shortDescription", message(finding.title()));
        finding.remedy().ifPresent(remedy -> rule.put("help", message(remedy.text())));
        rule.put("defaultConfiguration", Map.of("level", level(finding.inherent())));
        var properties = new LinkedHashMap<String, Object>();
        properties.put(
                "tags",
                finding.items().stream().map(item -> "GB/T 22239-2019 " + item).toList());
        properties.put("highRiskCases", finding.highRiskCases());
        rule.put("properties", properties);
        return rule;
    }

    private static Map<String, Object> result(Finding finding, String ruleId, int ruleIndex) {
        var result = new LinkedHashMap<String, Object>();
        result.put("ruleId", ruleId);
        result.put("ruleIndex", ruleIndex);
        result.put("kind", "fail");
        result.put("level", level(finding.residual()));
        result.put("message", message(finding.because()));
        var location = new LinkedHashMap<String, Object>();
        location.put("name", Words.line(finding.asset().name()));
        location.put("fullyQualifiedName", finding.asset().id());
        location.put("kind", "resource");
        result.put("locations", List.of(Map.of("logicalLocations", List.of(location))));
        result.put("partialFingerprints", Map.of("tongguanFinding/v1", finding.key()));
        finding.waiver().ifPresent(waiver -> {
            var suppression = new LinkedHashMap<String, Object>();
            suppression.put("kind", "external");
            suppression.put("status", "accepted");
            suppression.put(
                    "justification",
                    Words.line(waiver.reason() + "；补偿措施：" + waiver.compensation() + "；批准人：" + waiver.approvedBy()
                            + "；有效期至 " + waiver.end()));
            result.put("suppressions", List.of(suppression));
        });
        var properties = new LinkedHashMap<String, Object>();
        properties.put("number", finding.number());
        properties.put("inherentRisk", finding.inherent().name());
        properties.put("residualRisk", finding.residual().name());
        properties.put(
                "evidenceSm3",
                finding.observation()
                        .map(seen -> Words.evidence(List.of(seen)).stream()
                                .map(line -> line.sm3())
                                .toList())
                        .orElse(List.of()));
        result.put("properties", properties);
        return result;
    }

    /// Chinese, then English: SARIF viewers show one text only.
    private static Map<String, Object> message(Bilingual text) {
        return Map.of("text", Words.clean(text.zh()) + "\n" + Words.clean(text.en()));
    }

    private static String level(Risk risk) {
        return switch (risk) {
            case HIGH -> "error";
            case MEDIUM -> "warning";
            case LOW -> "note";
        };
    }
}
