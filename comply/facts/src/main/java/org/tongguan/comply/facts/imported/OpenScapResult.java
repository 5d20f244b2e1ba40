package org.tongguan.comply.facts.imported;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tongguan.comply.facts.Garbled;

/// The `TestResult` of XCCDF 1.2 (NIST IR 7275), bare or inside an ARF file: every rule's result, word for word.
///
/// A file in which no rule was really evaluated is refused: oscap run with the content of another operating
/// system calls every rule *not applicable*, which says nothing about the host.
final class OpenScapResult implements XmlFile.Listener {

    private static final int RULES_MAX = 50_000;
    private static final List<String> RESULTS = List.of(
            "pass", "fail", "fixed", "notapplicable", "notchecked", "notselected", "unknown", "error", "informational");
    private static final List<String> EVALUATED = List.of("pass", "fail", "fixed", "unknown", "error");

    private final Map<String, Object> members = new LinkedHashMap<>();
    private final List<Object> rules = new ArrayList<>();
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private Map<String, Object> rule = new LinkedHashMap<>();
    private int results;

    private OpenScapResult() {
        RESULTS.forEach(result -> counts.put(result, 0L));
    }

    static Object parse(String text) throws Garbled {
        var result = new OpenScapResult();
        XmlFile.read(text, result);
        return result.members();
    }

    @Override
    public void starts(String name, String parent, XmlFile file) throws Garbled {
        switch (name) {
            case "TestResult" -> {
                results++;
                if (results > 1) {
                    throw new Garbled("the file holds more than one TestResult, the second at line " + file.line()
                            + ": hand in one file for each");
                }
                file.attribute("end-time").ifPresent(time -> members.put("end_time", time));
            }
            case "benchmark" -> {
                if (parent.equals("TestResult")) {
                    file.attribute("id").ifPresent(id -> members.put("benchmark", id));
                }
            }
            case "profile" -> {
                if (parent.equals("TestResult")) {
                    file.attribute("idref").ifPresent(id -> members.put("profile", id));
                }
            }
            case "rule-result" -> {
                if (rules.size() == RULES_MAX) {
                    throw new Garbled("more than " + RULES_MAX + " rule results");
                }
                rule = new LinkedHashMap<>();
                rule.put(
                        "id",
                        file.attribute("idref")
                                .orElseThrow(() -> new Garbled("a rule-result without idref at line " + file.line())));
                rule.put("severity", file.attribute("severity").orElse("unknown"));
            }
            default -> {
                // the rest of the file is the benchmark itself
            }
        }
    }

    @Override
    public void ends(String name, String parent, String text) throws Garbled {
        switch (name) {
            case "result" -> {
                if (parent.equals("rule-result")) {
                    if (!RESULTS.contains(text)) {
                        throw new Garbled("rule " + rule.get("id") + " has the unknown result '" + text + "'");
                    }
                    rule.put("result", text);
                }
            }
            case "rule-result" -> {
                if (!(rule.get("result") instanceof String result)) {
                    throw new Garbled("rule " + rule.get("id") + " has no result");
                }
                counts.merge(result, 1L, Long::sum);
                rules.add(rule);
            }
            case "target" -> {
                if (parent.equals("TestResult")) {
                    members.put("target", text);
                }
            }
            default -> {
                // see above
            }
        }
    }

    private Map<String, Object> members() throws Garbled {
        if (results == 0) {
            throw new Garbled(
                    "no XCCDF TestResult in the file: hand in the output of oscap --results or --results-arf");
        }
        long evaluated = EVALUATED.stream()
                .mapToLong(result -> counts.getOrDefault(result, 0L))
                .sum();
        if (evaluated == 0) {
            throw new Garbled("none of the " + rules.size() + " rules was evaluated, "
                    + counts.getOrDefault("notapplicable", 0L)
                    + " are 'notapplicable': the content is for another operating system, or nothing was selected");
        }
        members.put("rules", rules);
        members.put("counts", counts);
        return members;
    }
}
