package org.tongguan.comply.report.html;

import static org.tongguan.comply.report.html.Markup.anchor;
import static org.tongguan.comply.report.html.Markup.escaped;
import static org.tongguan.comply.report.html.Markup.risk;
import static org.tongguan.comply.report.html.Markup.value;

import java.util.Locale;
import org.tongguan.comply.report.words.Material;
import org.tongguan.comply.verdict.Finding;

/// What to fix first, and behind a fold everything else.
final class FirstFindings extends Section {

    private static final int FIRST_FINDINGS = 10;

    FirstFindings(Material material, StringBuilder out) {
        super(material, out);
    }

    @Override
    void write() {
        var findings = assessment.findings();
        int first = Math.min(FIRST_FINDINGS, findings.size());
        raw("<section id=\"first\"><h2>优先整改<small>共 " + findings.size() + " 个安全问题，按整改先后排列</small></h2>");
        if (findings.isEmpty()) {
            raw("<p>没有已判定的安全问题。待核查和无法判定的项目不在此列。</p>");
        }
        raw("<ol class=\"fix\">");
        findings.subList(0, first).forEach(this::finding);
        raw("</ol>");
        if (findings.size() > first) {
            raw("<details class=\"more\" style=\"margin-top:16px\"><summary>其余 " + (findings.size() - first)
                    + " 个安全问题</summary><ol class=\"fix\" style=\"margin-top:12px\">");
            findings.subList(first, findings.size()).forEach(this::finding);
            raw("</ol></details>");
        }
        raw("</section>\n");
    }

    private void finding(Finding finding) {
        raw("<li class=\"" + finding.residual().name().toLowerCase(Locale.ROOT) + "\" id=\"" + escaped(finding.number())
                + "\"><div class=\"top\"><span class=\"no\">"
                + escaped(finding.number()) + "</span><span class=\"title\">"
                + escaped(finding.title().zh()) + "</span>"
                + risk(finding.residual()));
        finding.waiver().ifPresent(waiver -> raw("<span class=\"tag plain\">豁免至 " + waiver.end() + "</span>"));
        raw("</div><div class=\"where\">" + escaped(finding.asset().name()) + " · <code>"
                + escaped(finding.asset().id()) + "</code> · "
                + finding.items().stream()
                        .map(item ->
                                "<a href=\"#" + anchor(item.toString()) + "\">" + escaped(item.toString()) + "</a>")
                        .reduce((a, b) -> a + "、" + b)
                        .orElse("")
                + (finding.highRiskCases().isEmpty()
                        ? ""
                        : " · 高风险判例 " + escaped(String.join("、", finding.highRiskCases())))
                + "</div><div>"
                + value(finding.because().zh()) + "</div>");
        finding.observation().ifPresent(seen -> shown(seen.shown()));
        for (String lowered : finding.lowered()) {
            raw("<div class=\"small\">风险由" + finding.inherent().zh() + "降为"
                    + finding.residual().zh() + "：" + value(lowered) + "</div>");
        }
        finding.remedy().ifPresent(remedy -> {
            raw("<div class=\"remedy\">" + escaped(remedy.text().zh()) + "<span class=\"small\">（"
                    + remedy.impact().zh() + "）</span></div>");
            if (!remedy.script().isBlank()) {
                raw("<details class=\"more\"><summary>参考脚本（请先评审，本工具不会执行）</summary><pre>"
                        + value(remedy.script().strip()) + "</pre>"
                        + (remedy.undo().isBlank()
                                ? ""
                                : "<div class=\"small\">回退</div><pre>"
                                        + value(remedy.undo().strip()) + "</pre>")
                        + "</details>");
            }
        });
        finding.observation().ifPresent(seen -> digests(seen.evidence()));
        raw("</li>");
    }
}
