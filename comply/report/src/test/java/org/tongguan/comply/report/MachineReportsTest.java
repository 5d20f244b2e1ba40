package org.tongguan.comply.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import org.everit.json.schema.ValidationException;
import org.everit.json.schema.loader.SchemaLoader;
import org.json.JSONObject;
import org.json.JSONTokener;
import org.junit.jupiter.api.Test;
import org.tongguan.comply.check.Risk;
import org.tongguan.comply.report.oscal.OscalNames;
import org.tongguan.comply.report.oscal.OscalResults;
import org.tongguan.comply.verdict.Assessment;

/// What other programs read: OSCAL, SARIF, the JSON summary.
final class MachineReportsTest {

    @Test
    void oscalIsValidAgainstTheOfficialSchema() throws IOException {
        try (var in = getClass().getResourceAsStream("/schema/json/oscal-ar_schema.json")) {
            var schema = SchemaLoader.builder()
                    .schemaJson(new JSONObject(new JSONTokener(in)))
                    .draftV7Support()
                    .build()
                    .load()
                    .build();
            for (Assessment assessment : List.of(Sample.small(), Sample.empty(), Sample.invalid(), Sample.hostile())) {
                try {
                    schema.validate(new JSONObject(oscal(assessment)));
                } catch (ValidationException e) {
                    throw new AssertionError(String.join("\n", e.getAllMessages()), e);
                }
            }
        }
    }

    @Test
    void oscalHasAFindingForEachItemAndNeverCallsTheOpenOnesSatisfied() throws IOException {
        var result = result(Sample.small());
        assertEquals(211, result.getJSONArray("findings").length());
        for (Object each : result.getJSONArray("findings")) {
            var finding = (JSONObject) each;
            String verdict = finding.getJSONArray("props").getJSONObject(0).getString("value");
            String state =
                    finding.getJSONObject("target").getJSONObject("status").getString("state");
            assertEquals(
                    List.of("met", "not-applicable").contains(verdict) ? "satisfied" : "not-satisfied", state, verdict);
        }
    }

    @Test
    void oscalIdentifiersAreStableAndEveryReferenceLeadsSomewhere() throws IOException {
        assertEquals(oscal(Sample.small()), oscal(Sample.small()));
        assertEquals(5, OscalNames.uuid("a").version());
        var result = result(Sample.small());
        var observations = new HashSet<String>();
        result.getJSONArray("observations")
                .forEach(seen -> assertTrue(observations.add(((JSONObject) seen).getString("uuid")), "twice"));
        result.getJSONArray("findings").forEach(each -> {
            var related = ((JSONObject) each).optJSONArray("related-observations");
            if (related != null) {
                related.forEach(
                        one -> assertTrue(observations.contains(((JSONObject) one).getString("observation-uuid"))));
            }
        });
    }

    @Test
    void sarifHasTheFindingsOnlyWithRulesFingerprintsAndSuppressions() throws IOException {
        var assessment = Sample.small();
        var bytes = new ByteArrayOutputStream();
        SarifLog.write(assessment, bytes);
        var log = new JSONObject(bytes.toString(StandardCharsets.UTF_8));
        assertEquals("2.1.0", log.getString("version"));
        var run = log.getJSONArray("runs").getJSONObject(0);
        var rules = run.getJSONObject("tool").getJSONObject("driver").getJSONArray("rules");
        var results = run.getJSONArray("results");
        assertEquals(assessment.findings().size(), results.length());
        for (int i = 0; i < results.length(); i++) {
            var result = results.getJSONObject(i);
            var finding = assessment.findings().get(i);
            assertEquals(rules.getJSONObject(result.getInt("ruleIndex")).getString("id"), result.getString("ruleId"));
            assertEquals(
                    finding.key(), result.getJSONObject("partialFingerprints").getString("tongguanFinding/v1"));
            assertEquals(finding.waiver().isPresent(), result.has("suppressions"));
            assertEquals(
                    finding.residual() == Risk.HIGH, result.getString("level").equals("error"));
            assertFalse(result.getJSONObject("message").getString("text").isBlank());
        }
    }

    @Test
    void theJsonSummarySaysWhatTheTerminalSays() {
        var assessment = Sample.invalid();
        var summary = new JSONObject(JsonSummary.text(assessment));
        assertEquals(211, summary.getJSONObject("items").getInt("total"));
        assertFalse(summary.getJSONObject("coverage").getBoolean("valid"));
        assertEquals(
                assessment.findings().size(), summary.getJSONArray("findings").length());
        assertEquals(10, summary.getJSONArray("classes").length());
    }

    private static String oscal(Assessment assessment) throws IOException {
        var bytes = new ByteArrayOutputStream();
        OscalResults.write(assessment, bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static JSONObject result(Assessment assessment) throws IOException {
        return new JSONObject(oscal(assessment))
                .getJSONObject("assessment-results")
                .getJSONArray("results")
                .getJSONObject(0);
    }
}
