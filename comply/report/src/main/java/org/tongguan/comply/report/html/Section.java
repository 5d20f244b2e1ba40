package org.tongguan.comply.report.html;

import static org.tongguan.comply.report.html.Markup.className;
import static org.tongguan.comply.report.html.Markup.escaped;
import static org.tongguan.comply.report.html.Markup.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tongguan.comply.facts.Evidence;
import org.tongguan.comply.report.words.Material;
import org.tongguan.comply.report.words.Words;
import org.tongguan.comply.verdict.Assessment;
import org.tongguan.comply.verdict.RequirementVerdict;

/// One part of the page, and the pieces several parts are made of.
abstract class Section {

    private static final int EVIDENCE_LINES_MAX = 12;
    final Assessment assessment;
    final Material material;
    private final StringBuilder out;

    Section(Material material, StringBuilder out) {
        this.material = material;
        this.assessment = material.assessment();
        this.out = out;
    }

    abstract void write();

    void raw(String html) {
        out.append(html);
    }

    Map<String, List<RequirementVerdict>> byClass() {
        var byClass = new LinkedHashMap<String, List<RequirementVerdict>>();
        for (RequirementVerdict item : assessment.items()) {
            byClass.computeIfAbsent(className(item.item().scope(), item.item().classZh()), any -> new ArrayList<>())
                    .add(item);
        }
        return byClass;
    }

    void shown(Map<String, String> shown) {
        if (!shown.isEmpty()) {
            raw("<div class=\"kv\">");
            shown.forEach((label, text) -> raw(escaped(Words.line(label)) + "：" + value(text) + "\n"));
            raw("</div>");
        }
    }

    void digests(List<Evidence> evidence) {
        if (!evidence.isEmpty()) {
            raw("<div class=\"small\" style=\"margin-top:6px\">证据 ");
            evidence.stream()
                    .limit(EVIDENCE_LINES_MAX)
                    .forEach(line -> raw("<code title=\"SM3 " + escaped(line.sm3()) + "\">" + escaped(line.collector())
                            + "@" + escaped(Words.digestShort(line.sm3())) + "</code> "));
            if (evidence.size() > EVIDENCE_LINES_MAX) {
                raw("等 " + evidence.size() + " 条");
            }
            raw("</div>");
        }
    }
}
