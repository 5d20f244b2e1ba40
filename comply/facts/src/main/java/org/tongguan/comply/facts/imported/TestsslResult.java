package org.tongguan.comply.facts.imported;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tongguan.comply.facts.Garbled;
import org.tongguan.comply.facts.Json;

/// testssl.sh's JSON (`--jsonfile`, a flat list, or `--jsonfile-pretty`): every finding with its id, severity
/// and words.
final class TestsslResult {

    private static final int FINDINGS_MAX = 20_000;
    private static final int DEPTH_MAX = 6;
    private static final int TEXT_CHARACTERS_MAX = 400;
    private static final List<String> SEVERITIES =
            List.of("OK", "INFO", "LOW", "MEDIUM", "HIGH", "CRITICAL", "WARN", "DEBUG");

    private final List<Object> findings = new ArrayList<>();
    private boolean ended;

    private TestsslResult() {}

    static Object parse(String text) throws Garbled {
        var result = new TestsslResult();
        Object file = Json.parse(text);
        if (file instanceof Map<?, ?> pretty) {
            if (!(pretty.get("scanResult") instanceof List<?> scans)) {
                throw new Garbled("no testssl output: scanResult is missing");
            }
            result.ended = pretty.containsKey("scanTime");
            result.take(scans, 0);
        } else {
            result.take(file, 0);
        }
        return result.members();
    }

    private void take(Object value, int depth) throws Garbled {
        if (depth > DEPTH_MAX) {
            throw new Garbled("findings nest deeper than " + DEPTH_MAX);
        }
        switch (value) {
            case List<?> list -> {
                for (Object element : list) {
                    take(element, depth + 1);
                }
            }
            case Map<?, ?> map -> {
                if (map.get("id") instanceof String id && map.get("severity") instanceof String severity) {
                    finding(id, severity, map);
                } else {
                    for (Object member : map.values()) {
                        take(member, depth + 1);
                    }
                }
            }
            default -> {
                // host names, addresses and times beside the findings
            }
        }
    }

    private void finding(String id, String severity, Map<?, ?> map) throws Garbled {
        if (severity.equals("FATAL")) {
            throw new Garbled("testssl gave up: " + map.get("finding"));
        }
        if (!SEVERITIES.contains(severity)) {
            throw new Garbled("finding '" + id + "' has the unknown severity '" + severity + "'");
        }
        if (findings.size() == FINDINGS_MAX) {
            throw new Garbled("more than " + FINDINGS_MAX + " findings");
        }
        ended |= id.equals("scanTime");
        var finding = new LinkedHashMap<String, Object>();
        finding.put("id", id);
        finding.put("severity", severity);
        if (map.get("finding") instanceof String words) {
            finding.put("finding", words.substring(0, Math.min(words.length(), TEXT_CHARACTERS_MAX)));
        }
        if (map.get("cve") instanceof String cve) {
            finding.put("cve", cve);
        }
        findings.add(finding);
    }

    private Map<String, Object> members() throws Garbled {
        if (findings.isEmpty()) {
            throw new Garbled("no testssl output: not one finding with id and severity");
        }
        if (!ended) {
            throw new Garbled("the testssl run was cut off: it has no scanTime");
        }
        var members = new LinkedHashMap<String, Object>();
        members.put("findings", findings);
        return members;
    }
}
