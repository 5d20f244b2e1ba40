package org.tongguan.comply.report.html;

import static org.tongguan.comply.report.html.Markup.escaped;

import org.tongguan.comply.facts.Evidence;
import org.tongguan.comply.report.words.Material;
import org.tongguan.comply.report.words.OutcomeWords;
import org.tongguan.comply.report.words.Words;

/// The index of evidence.
final class EvidenceSection extends Section {

    EvidenceSection(Material material, StringBuilder out) {
        super(material, out);
    }

    @Override
    void write() {
        raw(
                "<section id=\"evidence\"><h2>证据<small>" + assessment.evidence().size()
                        + " 条，按 SM3 摘要存放，索引为哈希链</small></h2><div class=\"sheet\">"
                        + "<details><summary>证据索引</summary><div class=\"scroll\"><table class=\"grid\"><thead><tr><th>序号</th><th>对象</th><th>采集项</th><th>结果</th><th>字节</th><th>时间</th><th>SM3</th></tr></thead><tbody>");
        for (Evidence line : assessment.evidence()) {
            raw("<tr><td class=\"num\">" + line.sequence() + "</td><td>" + escaped(line.asset()) + "</td><td>"
                    + escaped(line.collector()) + "</td><td>"
                    + OutcomeWords.zh(line.outcome()) + "</td><td class=\"num\">" + line.bytes()
                    + "</td><td class=\"num\">" + Words.moment(line.at())
                    + "</td><td><code title=\"SHA-256 " + escaped(line.sha256()) + "\">" + escaped(line.sm3())
                    + "</code></td></tr>");
        }
        raw("</tbody></table></div></details>");
        if (!assessment.evidence().isEmpty()) {
            raw("<p class=\"small\">哈希链末值 <code>"
                    + escaped(assessment.evidence().getLast().chain()) + "</code></p>");
        }
        raw("</div></section>\n");
    }
}
