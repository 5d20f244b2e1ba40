package org.tongguan.comply.report.html;

import static org.tongguan.comply.report.html.Markup.className;
import static org.tongguan.comply.report.html.Markup.escaped;

import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.report.words.Material;
import org.tongguan.comply.report.words.Tally;
import org.tongguan.comply.verdict.ClassCount;
import org.tongguan.comply.verdict.Verdict;

/// All items at a glance, in four drawings.
final class OverviewSection extends Section {

    OverviewSection(Material material, StringBuilder out) {
        super(material, out);
    }

    @Override
    void write() {
        var tally = Tally.ofItems(assessment.items());
        raw("<section id=\"overview\"><h2>总览<small>" + assessment.items().size()
                + " 个测评项</small></h2><div class=\"two\"><div class=\"sheet\"><h3>判定分布</h3>" + Drawing.donut(tally)
                + "<ul class=\"legend\">");
        for (Verdict verdict : Verdict.values()) {
            raw("<li><span class=\"dot b-" + Drawing.word(verdict) + "\"></span>" + verdict.zh() + "<b>"
                    + tally.count(verdict) + "</b></li>");
        }
        raw(
                "</ul></div><div class=\"sheet\"><h3>各安全类</h3><table class=\"bars\"><thead><tr><th></th><th></th><th class=\"count\">项数</th>"
                        + "<th class=\"rate\">符合率</th></tr></thead><tbody>");
        for (ClassCount count : assessment.classes()) {
            var of = Tally.of(count);
            raw("<tr><td class=\"class\">" + escaped(className(count.scope(), count.classZh())) + "</td><td>"
                    + Drawing.bar(of) + "</td><td class=\"count\">" + of.total() + "</td><td class=\"rate\">"
                    + of.rate() + "</td></tr>");
        }
        raw("</tbody></table></div></div>");
        raw("<div class=\"sheet\" style=\"margin-top:20px\"><h3>逐项一览</h3><div class=\"waffle\">");
        byClass()
                .forEach(
                        (name, items) -> raw("<div><h4>" + escaped(name) + "</h4>" + Drawing.waffle(items) + "</div>"));
        raw("</div></div>");
        if (assessment.objects().stream().anyMatch(asset -> asset.type() != AssetType.SYSTEM)) {
            raw(
                    "<div class=\"sheet\" style=\"margin-top:20px\"><h3>控制点 × 对象类型<span class=\"small\">　取该类对象中最差的判定</span></h3><div class=\"scroll\">"
                            + Drawing.heat(assessment) + "</div></div>");
        }
        raw("</section>\n");
    }
}
