package org.tongguan.comply.report.html;

import static org.tongguan.comply.report.html.Markup.escaped;
import static org.tongguan.comply.report.html.Markup.value;

import org.tongguan.comply.report.words.Material;

/// Waivers, compensation, and what is unconfirmed in the rules.
final class RecordSection extends Section {

    RecordSection(Material material, StringBuilder out) {
        super(material, out);
    }

    @Override
    void write() {
        raw("<section id=\"record\"><h2>豁免与补偿<small>豁免不改变判定，补偿只降低风险</small></h2><div class=\"sheet\">");
        if (assessment.waivers().isEmpty() && assessment.compensations().isEmpty()) {
            raw("<p>本次没有登记豁免或补偿措施。</p>");
        }
        if (!assessment.waivers().isEmpty()) {
            raw(
                    "<table class=\"grid stack\"><thead><tr><th>检查项</th><th>对象</th><th>原因与补偿措施</th><th>申请 / 批准</th><th>期限</th></tr></thead><tbody>");
            assessment
                    .waivers()
                    .forEach(waiver -> raw("<tr><td><code>" + escaped(waiver.check()) + "</code></td><td>"
                            + escaped(String.join("、", waiver.assets()))
                            + "</td><td>" + value(waiver.reason()) + "<div class=\"small\">"
                            + value(waiver.compensation()) + "</div></td><td>"
                            + escaped(waiver.requestedBy()) + " / " + escaped(waiver.approvedBy())
                            + "</td><td class=\"num\">" + waiver.start() + " 至 " + waiver.end()
                            + "</td></tr>"));
            raw("</tbody></table>");
        }
        if (!assessment.compensations().isEmpty()) {
            raw(
                    "<table class=\"grid stack\" style=\"margin-top:14px\"><thead><tr><th>测评项</th><th>对象</th><th>类别</th><th>补偿措施与依据</th><th>批准</th></tr></thead><tbody>");
            assessment
                    .compensations()
                    .forEach(made ->
                            raw("<tr><td class=\"num\">" + escaped(made.item().toString()) + "</td><td>"
                                    + escaped(made.asset().orElse("全部对象")) + "</td><td>"
                                    + made.kind().zh() + "</td><td>" + value(made.by()) + "<div class=\"small\">"
                                    + value(made.evidence()) + "</div></td><td>" + escaped(made.approvedBy())
                                    + "<div class=\"small\">" + made.day() + "</div></td></tr>"));
            raw("</tbody></table>");
        }
        raw("</div>");
        if (!assessment.conclusion().unconfirmed().isEmpty()) {
            raw("<div class=\"sheet\" style=\"margin-top:16px\"><h3>结论规则中尚待官方文本确认之处</h3><ul>");
            assessment.conclusion().unconfirmed().forEach(sentence -> raw("<li>" + value(sentence) + "</li>"));
            raw("</ul></div>");
        }
        raw("</section>\n");
    }
}
