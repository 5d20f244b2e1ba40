package org.tongguan.comply.facts.imported;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tongguan.comply.facts.Garbled;
import org.tongguan.comply.facts.Parser;

/// Other tools' files: what they say word for word, and what is refused.
class ImportedTest {

    private static String result(String rules) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="b"><Rule id="r"><title>t</title></Rule>
                <TestResult id="t" end-time="2026-05-30T08:00:00+00:00"><benchmark id="b"/><profile idref="p"/>
                <target>host</target>%s</TestResult></Benchmark>""".formatted(rules);
    }

    private static String rule(String id, String result) {
        return "<rule-result idref=\"" + id + "\" severity=\"high\"><result>" + result + "</result></rule-result>";
    }

    private static String why(Parser parser, String text) {
        return String.valueOf(
                assertThrows(Garbled.class, () -> parser.parse(text)).getMessage());
    }

    @Test
    void everyXccdfResultIsTakenOneToOne() throws Garbled {
        var words = List.of(
                "pass",
                "fail",
                "fixed",
                "notapplicable",
                "notchecked",
                "notselected",
                "unknown",
                "error",
                "informational");
        var rules = new StringBuilder();
        words.forEach(word -> rules.append(rule("rule_" + word, word)));
        var fact = (Map<?, ?>) OpenScapResult.parse(result(rules.toString()));
        var seen = ((List<?>) fact.get("rules"))
                .stream().map(one -> ((Map<?, ?>) one).get("result")).toList();
        assertEquals(words, seen);
        ((Map<?, ?>) fact.get("counts")).forEach((word, count) -> assertEquals(1L, count));
        assertEquals("host", fact.get("target"));
    }

    @Test
    void aResultInWhichEverythingIsNotApplicableIsRefused() {
        String why = why(OpenScapResult::parse, result(rule("a", "notapplicable") + rule("b", "notselected")));
        assertTrue(why.contains("another operating system"), why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"passed", "", "PASS", "true"})
    void anUnknownXccdfResultIsRefused(String word) {
        why(OpenScapResult::parse, result(rule("a", "pass") + rule("b", word)));
    }

    @Test
    void twoResultsInOneFileAreRefused() {
        why(OpenScapResult::parse, "<c>" + "<TestResult>" + rule("a", "pass") + "</TestResult><TestResult/></c>");
    }

    @Test
    void entitiesAreNeitherResolvedNorExpanded() {
        String outside = "<!DOCTYPE r [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>"
                + "<TestResult><rule-result idref=\"a\"><result>&e;</result></rule-result></TestResult>";
        why(OpenScapResult::parse, outside);
        String bomb =
                "<!DOCTYPE r [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;\">]>"
                        + "<nmaprun>&c;</nmaprun>";
        why(NmapScan::parse, bomb);
    }

    @Test
    void aFileOfManyRulesIsReadInLinearTime() {
        var rules = new StringBuilder();
        for (int i = 0; i < 40_000; i++) {
            rules.append(rule("rule_" + i, "pass"));
        }
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> OpenScapResult.parse(result(rules.toString())));
        rules.append(rules);
        why(OpenScapResult::parse, result(rules.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<", "<a>", "not xml", "<TestResult/>", "<a><b></a></b>", "{}", "[]", "key=value"})
    void whatIsNoneOfTheFormatsIsRefusedByAll(String text) {
        for (Parser parser :
                List.<Parser>of(OpenScapResult::parse, LynisReport::parse, NmapScan::parse, TestsslResult::parse)) {
            why(parser, text);
        }
    }

    @Test
    void deepNestingIsRefused() {
        why(NmapScan::parse, "<a>".repeat(100_000));
        why(TestsslResult::parse, "[".repeat(100_000));
    }

    @Test
    void lynisWarningsAreTakenLineForLineAndACutOffAuditIsRefused() throws Garbled {
        String head =
                "# Lynis Report\nreport_version_major=1\nlynis_version=3.0.8\nhostname=h\ntests_executed=A-1|B-2|\n"
                        + "warning[]=A-1|Something is off|where|-|\nsuggestion[]=B-2|Do better|-|-|\nhardening_index=99\n";
        why(LynisReport::parse, head);
        var fact = (Map<?, ?>) LynisReport.parse(head + "report_datetime_end=2026-05-30 08:00:00\n");
        assertEquals(
                List.of(Map.of("id", "A-1", "text", "Something is off", "details", "where")), fact.get("warnings"));
        assertEquals(List.of("A-1", "B-2"), fact.get("tests"));
        assertTrue(!fact.containsKey("hardening_index"));
    }

    @Test
    void anUnfinishedOrUnansweredScanIsRefused() {
        String host = "<nmaprun><host><status state=\"%s\" reason=\"%s\"/></host>%s</nmaprun>";
        String end = "<runstats><finished exit=\"success\"/></runstats>";
        why(NmapScan::parse, host.formatted("up", "syn-ack", ""));
        why(NmapScan::parse, host.formatted("down", "no-response", end));
        why(NmapScan::parse, host.formatted("up", "user-set", end));
    }

    @Test
    void testsslIsReadInBothItsForms() throws Garbled {
        String finding = "{\"id\":\"TLS1_3\",\"severity\":\"OK\",\"finding\":\"offered\"}";
        var flat = (Map<?, ?>)
                TestsslResult.parse("[" + finding + ",{\"id\":\"scanTime\",\"severity\":\"INFO\",\"finding\":\"9\"}]");
        var pretty = (Map<?, ?>) TestsslResult.parse(
                "{\"scanResult\":[{\"targetHost\":\"h\",\"protocols\":[" + finding + "]}],\"scanTime\":\"9\"}");
        assertEquals(((List<?>) flat.get("findings")).getFirst(), ((List<?>) pretty.get("findings")).getFirst());
        why(TestsslResult::parse, "[" + finding + "]");
        why(TestsslResult::parse, "[{\"id\":\"scanProblem\",\"severity\":\"FATAL\",\"finding\":\"no host\"}]");
    }
}
