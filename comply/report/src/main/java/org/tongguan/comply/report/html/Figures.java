package org.tongguan.comply.report.html;

import static org.tongguan.comply.report.html.Markup.escaped;
import static org.tongguan.comply.report.html.Markup.number;

import org.tongguan.comply.report.words.Material;
import org.tongguan.comply.report.words.Words;

/// The four numbers, and the alarm over an invalid run.
final class Figures extends Section {

    Figures(Material material, StringBuilder out) {
        super(material, out);
    }

    @Override
    void write() {
        var conclusion = assessment.conclusion();
        var coverage = assessment.coverage();
        raw("<div class=\"figures\">");
        figure(
                "",
                "符合率",
                Words.span(Words.percent(conclusion.rateLow()), Words.percent(conclusion.rateHigh())),
                gauge(conclusion.rateLow(), conclusion.rateHigh())
                        + (conclusion.settled()
                                ? "全部项目已有结论"
                                : "区间下限按未决项全部不符合计，上限按全部符合计；尚有 " + conclusion.open() + " 项未决"));
        figure(
                "",
                "结论（2025 版）",
                escaped(Words.span(conclusion.word2025(), conclusion.bestWord2025())),
                "2021 版：" + escaped(Words.span(conclusion.word2021(), conclusion.bestWord2021())) + "，"
                        + Words.span(Words.score(conclusion.scoreLow2021()), Words.score(conclusion.scoreHigh2021()))
                        + " 分，仅供对照");
        figure(
                conclusion.majorRisks() > 0 ? "bad" : "",
                "重大风险隐患",
                conclusion.majorRisks() + " <small>项</small>",
                "机器提出、待人工确认的也计入");
        figure(
                coverage.valid() ? "" : "bad",
                "机器核查覆盖率",
                Words.percent(coverage.share()),
                "应判 " + coverage.asked() + "，已判 " + coverage.decided() + "；门槛 " + Words.percent(coverage.required()));
        raw("</div>");
        if (!coverage.valid()) {
            raw("<div class=\"alarm\" role=\"alert\"><strong>本次评估无效</strong>机器核查覆盖率 " + Words.percent(coverage.share())
                    + " 低于门槛 " + Words.percent(coverage.required())
                    + "：看到的太少，本页的符合率与结论不得引用。请先解决读取被拒绝、连接失败等问题后重新采集。</div>");
        }
        raw("<p class=\"notice\">这是一份自评估报告，帮助被测单位在正式测评前发现并解决问题；它不替代测评机构的等级测评，也不替代公安机关的备案审核。</p>");
    }

    private void figure(String kind, String name, String value, String note) {
        raw("<div class=\"figure " + kind + "\"><div class=\"name\">" + name + "</div><div class=\"value\">" + value
                + "</div><div class=\"note\">" + note + "</div></div>");
    }

    private static String gauge(double low, double high) {
        return "<svg class=\"gauge\" viewBox=\"0 0 100 6\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"符合率区间\">"
                + "<rect class=\"f-none\" width=\"100\" height=\"6\" rx=\"1.2\"/><rect class=\"f-pending\" opacity=\".45\" width=\""
                + number(high * 100) + "\" height=\"6\"/><rect class=\"f-met\" width=\"" + number(low * 100)
                + "\" height=\"6\"/>"
                + "<rect class=\"f-ink\" x=\"59.8\" width=\".4\" height=\"6\"/><rect class=\"f-ink\" x=\"89.8\" width=\".4\" height=\"6\"/></svg>";
    }
}
