package org.tongguan.comply.report.html;

import static org.tongguan.comply.report.html.Markup.escaped;
import static org.tongguan.comply.report.html.Markup.value;

import org.tongguan.comply.report.words.Material;
import org.tongguan.comply.verdict.MajorRisk;

/// The major risks on the three principles.
final class MajorRisks extends Section {

    MajorRisks(Material material, StringBuilder out) {
        super(material, out);
    }

    @Override
    void write() {
        raw("<section id=\"major\"><h2>重大风险隐患<small>机器按三项原则提出，由人确认或排除</small></h2>");
        if (assessment.majorRisks().isEmpty()) {
            raw("<p>没有提出重大风险隐患。待核查和无法判定的部分尚未计入。</p>");
        }
        for (MajorRisk risk : assessment.majorRisks()) {
            raw("<article class=\"major" + (risk.counts() ? "" : " off") + "\"><h3><span class=\"no\">"
                    + escaped(risk.trigger()) + "</span>"
                    + escaped(risk.title().zh()) + "<span class=\"tag " + (risk.counts() ? "risk-high" : "plain")
                    + "\">" + risk.state().zh()
                    + "</span></h3><dl class=\"why\">");
            principle("相关性", risk.relevance());
            principle("严重性", risk.severity());
            principle("高发性", risk.likelihood());
            raw("</dl>");
            if (!risk.reason().isBlank()) {
                raw("<p class=\"small\">人工意见：" + value(risk.reason()) + "</p>");
            }
            raw("<p class=\"small\">对应问题："
                    + risk.findings().stream()
                            .map(finding ->
                                    "<a href=\"#" + escaped(finding.number()) + "\">" + escaped(finding.number())
                                            + "</a> " + escaped(finding.asset().name()))
                            .reduce((a, b) -> a + "、" + b)
                            .orElse("无")
                    + "</p></article>");
        }
        raw("</section>\n");
    }

    private void principle(String name, MajorRisk.Principle principle) {
        raw("<div><dt>" + name + " <span class=\"" + (principle.holds() ? "yes\">成立" : "no\">不成立") + "</span></dt><dd>"
                + value(principle.because()) + "</dd></div>");
    }
}
