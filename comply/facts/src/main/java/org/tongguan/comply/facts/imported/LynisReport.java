package org.tongguan.comply.facts.imported;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tongguan.comply.facts.Garbled;

/// Lynis' report file (`lynis-report.dat`): its warnings and suggestions, line for line. The hardening index is
/// left out: it is no measure of any requirement.
final class LynisReport {

    private static final int LINES_MAX = 200_000;
    private static final int TEXT_CHARACTERS_MAX = 400;

    private LynisReport() {}

    static Object parse(String text) throws Garbled {
        var single = new LinkedHashMap<String, String>();
        var warnings = new ArrayList<Object>();
        var suggestions = new ArrayList<Object>();
        var vulnerable = new ArrayList<Object>();
        var lines = text.lines().limit(LINES_MAX + 1L).toList();
        if (lines.size() > LINES_MAX) {
            throw new Garbled("more than " + LINES_MAX + " lines");
        }
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            int equals = line.indexOf('=');
            if (equals <= 0) {
                throw new Garbled("line " + (i + 1) + " is no key=value");
            }
            String value = line.substring(equals + 1);
            switch (line.substring(0, equals)) {
                case "warning[]" -> warnings.add(finding(value, i + 1));
                case "suggestion[]" -> suggestions.add(finding(value, i + 1));
                case "vulnerable_package[]" -> vulnerable.add(shortened(value));
                case String key -> single.putIfAbsent(key, value);
            }
        }
        if (!single.containsKey("lynis_version") || !single.containsKey("report_version_major")) {
            throw new Garbled("no Lynis report: lynis_version or report_version_major is missing");
        }
        if (!single.containsKey("report_datetime_end")) {
            throw new Garbled("the Lynis report has no end: the audit was cut off");
        }
        var members = new LinkedHashMap<String, Object>();
        members.put("version", shortened(single.getOrDefault("lynis_version", "")));
        members.put("host", shortened(single.getOrDefault("hostname", "")));
        members.put("end_time", shortened(single.getOrDefault("report_datetime_end", "")));
        members.put("tests", tests(single.getOrDefault("tests_executed", "")));
        members.put("warnings", warnings);
        members.put("suggestions", suggestions);
        members.put("vulnerable_packages", vulnerable);
        return members;
    }

    /// What was really run: a test that was not run found nothing either.
    private static List<Object> tests(String executed) {
        return new ArrayList<>(List.of(executed.split("\\|")).stream()
                .map(String::strip)
                .filter(test -> !test.isEmpty())
                .map(LynisReport::shortened)
                .toList());
    }

    private static Map<String, Object> finding(String value, int line) throws Garbled {
        List<String> parts = List.of(value.split("\\|", -1));
        if (parts.size() < 2 || parts.getFirst().isBlank()) {
            throw new Garbled("line " + line + " is no finding of the form ID|text|details|solution|");
        }
        var finding = new LinkedHashMap<String, Object>();
        finding.put("id", shortened(parts.get(0)));
        finding.put("text", shortened(parts.get(1)));
        if (parts.size() > 2 && !parts.get(2).isBlank() && !parts.get(2).equals("-")) {
            finding.put("details", shortened(parts.get(2)));
        }
        return finding;
    }

    private static String shortened(String text) {
        return text.length() <= TEXT_CHARACTERS_MAX ? text : text.substring(0, TEXT_CHARACTERS_MAX);
    }
}
