package org.tongguan.comply.report.html;

import static org.tongguan.comply.report.html.Markup.escaped;

import org.tongguan.comply.report.words.Material;
import org.tongguan.comply.report.words.Words;

/// Whose report it is.
final class Mast extends Section {

    Mast(Material material, StringBuilder out) {
        super(material, out);
    }

    @Override
    void write() {
        String system = escaped(Words.line(assessment.system().name()));
        var profile = assessment.system();
        raw("<header class=\"mast\"><div class=\"wrap\"><div class=\"kind\">网络安全等级保护自评估报告</div><h1>" + system
                + "</h1><div class=\"org\">" + escaped(profile.organisation()) + "</div><dl>");
        term("等级", Words.levelName(profile.level()) + "（" + Words.level(profile) + "）");
        term("备案编号", profile.filingNumber().isBlank() ? "未备案" : profile.filingNumber());
        term("采集时间", Words.moment(assessment.gathered()) + "（北京时间）");
        term("判定日", Words.day(assessment.judged()));
        term("对象", assessment.objects().size() + " 个");
        raw("</dl></div></header>\n");
    }

    private void term(String name, String value) {
        raw("<div><dt>" + name + "</dt><dd>" + escaped(value) + "</dd></div>");
    }
}
