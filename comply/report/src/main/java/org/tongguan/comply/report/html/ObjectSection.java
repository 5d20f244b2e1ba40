package org.tongguan.comply.report.html;

import static org.tongguan.comply.report.html.Markup.escaped;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.tongguan.comply.report.words.Material;
import org.tongguan.comply.report.words.Tally;
import org.tongguan.comply.report.words.Words;
import org.tongguan.comply.verdict.Verdict;

/// The objects and how each of them stands.
final class ObjectSection extends Section {

    ObjectSection(Material material, StringBuilder out) {
        super(material, out);
    }

    @Override
    void write() {
        raw("<section id=\"objects\"><h2>测评对象<small>" + assessment.objects().size()
                + " 个</small></h2><div class=\"sheet scroll\"><table class=\"grid stack\"><thead><tr>"
                + "<th>对象</th><th>类型</th><th>区域</th><th>重要程度</th><th>面向互联网</th><th>判定（项）</th></tr></thead><tbody>");
        var byObject = new LinkedHashMap<String, List<Verdict>>();
        assessment
                .items()
                .forEach(item -> item.objects()
                        .forEach(on -> byObject.computeIfAbsent(on.asset().id(), any -> new ArrayList<>())
                                .add(on.verdict())));
        assessment.objects().forEach(asset -> {
            var tally = Tally.of(byObject.getOrDefault(asset.id(), List.of()));
            raw("<tr><td>" + escaped(asset.name()) + "<div><code>" + escaped(asset.id()) + "</code></div></td><td>"
                    + asset.type().nameZh() + "</td><td>"
                    + escaped(asset.zone()) + "</td><td>" + Words.importance(asset.importance()) + "</td><td>"
                    + (asset.internetFacing() ? "是" : "否")
                    + "</td><td style=\"min-width:170px\">" + Drawing.bar(tally) + "<span class=\"small\">共 "
                    + tally.total() + "，不符合 " + tally.notMet()
                    + "，未决 " + tally.open() + "</span></td></tr>");
        });
        raw("</tbody></table></div></section>\n");
    }
}
