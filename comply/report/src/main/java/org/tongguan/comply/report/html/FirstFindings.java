package org.tongguan.comply.report.html;

import static org.tongguan.comply.report.html.Markup.anchor;
import static org.tongguan.comply.report.html.Markup.escaped;
import static org.tongguan.comply.report.html.Markup.risk;
import static org.tongguan.comply.report.html.Markup.value;

import java.util.Locale;
import java.util.stream.Collectors;
import org.tongguan.comply.check.Remedy;
import org.tongguan.comply.report.words.Basis;
import org.tongguan.comply.report.words.Material;
import org.tongguan.comply.report.words.Problem;
import org.tongguan.comply.verdict.Finding;

/// What to fix first, the same problem on several objects once, and behind a fold everything else.
final class FirstFindings extends Section {

    private static final int PROBLEMS_FIRST = 10;
    private static final int OBJECTS_OPEN_MAX = 4;

    FirstFindings(Material material, StringBuilder out) {
        super(material, out);
    }

    @Override
    void write() {
        var findings = assessment.findings();
        var problems = Problem.of(findings);
        int first = Math.min(PROBLEMS_FIRST, problems.size());
        raw("<section id=\"first\"><h2>优先整改<small>共 " + findings.size() + " 个安全问题，同类合并为 " + problems.size()
                + " 类，按整改先后排列</small></h2>");
        if (findings.isEmpty()) {
            raw("<p>没有已判定的安全问题。待核查和无法判定的项目不在此列。</p>");
        }
        raw("<ol class=\"fix\">");
        problems.subList(0, first).forEach(this::problem);
        raw("</ol>");
        if (problems.size() > first) {
            raw("<details class=\"more\" style=\"margin-top:16px\"><summary>其余 " + (problems.size() - first)
                    + " 类安全问题</summary><ol class=\"fix\" style=\"margin-top:12px\">");
            problems.subList(first, problems.size()).forEach(this::problem);
            raw("</ol></details>");
        }
        raw("</section>\n");
    }

    private void problem(Problem problem) {
        var first = problem.first();
        raw("<li class=\"" + first.residual().name().toLowerCase(Locale.ROOT)
                + "\"><div class=\"top\"><span class=\"title\">"
                + escaped(first.title().zh()) + "</span>"
                + (problem.findings().size() > 1
                        ? "<span class=\"small\">" + problem.findings().size() + " 个对象</span>"
                        : "")
                + risk(first.residual()) + "</div><div class=\"where\">"
                + problem.items().stream()
                        .map(item ->
                                "<a href=\"#" + anchor(item.toString()) + "\">" + escaped(item.toString()) + "</a>")
                        .collect(Collectors.joining("、"))
                + (problem.highRiskCases().isEmpty()
                        ? ""
                        : " · 高风险判例 " + escaped(String.join("、", problem.highRiskCases())))
                + "</div>");
        problem.findings().stream().limit(OBJECTS_OPEN_MAX).forEach(this::onObject);
        if (problem.findings().size() > OBJECTS_OPEN_MAX) {
            raw("<details class=\"more\"><summary>其余 " + (problem.findings().size() - OBJECTS_OPEN_MAX)
                    + " 个对象</summary>");
            problem.findings().stream().skip(OBJECTS_OPEN_MAX).forEach(this::onObject);
            raw("</details>");
        }
        first.remedy().ifPresent(this::remedy);
        raw("</li>");
    }

    private void onObject(Finding finding) {
        raw("<div class=\"on\" id=\"" + escaped(finding.number()) + "\"><div class=\"where\"><span class=\"no\">"
                + escaped(finding.number()) + "</span> <b>"
                + escaped(finding.asset().name()) + "</b> · <code>"
                + escaped(finding.asset().id()) + "</code>");
        finding.waiver().ifPresent(waiver -> raw(" <span class=\"tag plain\">豁免至 " + waiver.end() + "</span>"));
        raw("</div>");
        if (finding.observation().map(Basis::saysMoreThanItsValues).orElse(true)) {
            raw("<div>" + value(finding.because().zh()) + "</div>");
        }
        finding.observation().ifPresent(seen -> shown(seen.shown()));
        for (String lowered : finding.lowered()) {
            raw("<div class=\"small\">风险由" + finding.inherent().zh() + "降为"
                    + finding.residual().zh() + "：" + value(lowered) + "</div>");
        }
        finding.observation().ifPresent(seen -> digests(seen.evidence()));
        raw("</div>");
    }

    private void remedy(Remedy remedy) {
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
    }
}
