package org.tongguan.comply.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.check.Observation;
import org.tongguan.comply.check.Risk;
import org.tongguan.comply.facts.Evidence;
import org.tongguan.comply.verdict.Assessment;
import org.tongguan.comply.verdict.ClassCount;
import org.tongguan.comply.verdict.Finding;
import org.tongguan.comply.verdict.MajorRisk;
import org.tongguan.comply.verdict.ObjectVerdict;
import org.tongguan.comply.verdict.RequirementVerdict;
import org.tongguan.comply.verdict.Verdict;

/// One HTML file that asks nothing of the network: style, script and drawings are in it, and its own policy
/// forbids the
/// browser to fetch anything. Every value goes through [#escaped]; the page is as hostile as what the targets
/// said.
final class HtmlReport {

    static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

    private static final int FIRST_FINDINGS = 10;
    private static final int VALUE_CHARACTERS_MAX = 2000;
    private static final int EVIDENCE_LINES_MAX = 12;

    private final Assessment assessment;
    private final StringBuilder out = new StringBuilder(1 << 20);

    private HtmlReport(Assessment assessment) {
        this.assessment = assessment;
    }

    static void write(Assessment assessment, OutputStream to) throws IOException {
        var report = new HtmlReport(assessment);
        report.page();
        to.write(report.out.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void page() {
        String system = escaped(Words.line(assessment.system().name()));
        raw("<!doctype html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"" + POLICY + "\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<meta name=\"referrer\" content=\"no-referrer\">\n<title>" + system
                + " · 等级保护自评估报告</title>\n<style>\n"
                + resource("report.css") + "</style></head><body>\n");
        mast(system);
        raw("<div class=\"wrap\">");
        figures();
        raw("</div>\n<nav aria-label=\"目录\"><div class=\"wrap\"><a href=\"#overview\">总览</a><a href=\"#first\">优先整改</a>"
                + "<a href=\"#major\">重大风险</a><a href=\"#items\">逐项结果</a><a href=\"#objects\">测评对象</a>"
                + "<a href=\"#record\">豁免与补偿</a><a href=\"#evidence\">证据</a></div></nav>\n<main class=\"wrap\">");
        overview();
        firstFindings();
        majorRisks();
        items();
        objects();
        record();
        evidence();
        raw("<footer>本报告由 " + escaped(assessment.tool())
                + " 根据一次采集的事实与人工答复生成，供自评估与整改使用；等级测评结论须由具备资质的测评机构出具。</footer>\n");
        raw("</main>\n<script>\n" + resource("report.js") + "</script></body></html>\n");
    }

    private void mast(String system) {
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

    private void figures() {
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

    private void overview() {
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

    private Map<String, List<RequirementVerdict>> byClass() {
        var byClass = new LinkedHashMap<String, List<RequirementVerdict>>();
        for (RequirementVerdict item : assessment.items()) {
            byClass.computeIfAbsent(className(item.item().scope(), item.item().classZh()), any -> new ArrayList<>())
                    .add(item);
        }
        return byClass;
    }

    private static String className(String scope, String classZh) {
        return scope.equals("general")
                ? classZh
                : classZh + "（" + Words.scope(scope).replace("安全扩展要求", "扩展") + "）";
    }

    private void firstFindings() {
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

    private static String risk(Risk risk) {
        return "<span class=\"tag risk-" + risk.name().toLowerCase(Locale.ROOT) + "\">" + risk.zh() + "风险</span>";
    }

    private void shown(Map<String, String> shown) {
        if (!shown.isEmpty()) {
            raw("<div class=\"kv\">");
            shown.forEach((label, text) -> raw(escaped(Words.line(label)) + "：" + value(text) + "\n"));
            raw("</div>");
        }
    }

    private void digests(List<Evidence> evidence) {
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

    private void majorRisks() {
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

    private void items() {
        raw(
                "<section id=\"items\"><h2>逐项结果<small>点开一项可看到每个对象的判定与证据</small></h2><div class=\"tools\">"
                        + "<input id=\"search\" type=\"search\" placeholder=\"搜索条款、要求、对象、取值\" aria-label=\"搜索\"><select id=\"class\" aria-label=\"安全类\"><option value=\"\">全部安全类</option>");
        var byClass = byClass();
        byClass.keySet().forEach(name -> raw("<option>" + escaped(name) + "</option>"));
        raw("</select>");
        for (Verdict verdict : Verdict.values()) {
            raw("<button type=\"button\" data-verdict=\"" + Drawing.word(verdict)
                    + "\" aria-pressed=\"false\"><span class=\"dot b-" + Drawing.word(verdict) + "\"></span>"
                    + verdict.zh() + "</button>");
        }
        raw("<output id=\"shown\"></output></div>");
        byClass.forEach((name, items) -> {
            raw("<div class=\"group\"><h3 class=\"class\">" + escaped(name) + "<small>" + items.size() + " 项，符合率 "
                    + Tally.ofItems(items).rate() + "</small></h3>");
            for (int i = 0; i < items.size(); i++) {
                item(name, items.get(i), (i == 0 ? " first" : "") + (i == items.size() - 1 ? " last" : ""));
            }
            raw("</div>");
        });
        raw("</section>\n");
    }

    private void item(String className, RequirementVerdict item, String place) {
        String word = Drawing.word(item.verdict());
        raw("<details class=\"item" + place + "\" id=\""
                + anchor(item.item().key().toString()) + "\" data-verdict=\"" + word + "\" data-class=\""
                + escaped(className)
                + "\"><summary><span class=\"key\">" + escaped(item.item().key().toString())
                + "</span><span class=\"point\">"
                + escaped(item.item().controlZh()) + "</span><span class=\"what\">"
                + escaped(item.item().summaryZh()) + "</span>" + tag(item.verdict())
                + "</summary><div class=\"body\"><div class=\"en\" lang=\"en\">"
                + escaped(item.item().summaryEn()) + "</div><p>"
                + value(item.because().zh()) + "</p>");
        if (!item.objects().isEmpty()) {
            raw("<table class=\"grid stack\"><thead><tr><th>对象</th><th>判定</th><th>判定依据</th></tr></thead><tbody>");
            item.objects().forEach(this::objectVerdict);
            raw("</tbody></table>");
        }
        raw("</div></details>");
    }

    private void objectVerdict(ObjectVerdict on) {
        raw("<tr><td style=\"width:24%\">" + escaped(on.asset().name()) + "<div><code>"
                + escaped(on.asset().id()) + "</code></div></td><td style=\"width:92px\">" + tag(on.verdict())
                + "</td><td>" + value(on.because().zh()));
        for (Observation seen : on.observations()) {
            raw("<details class=\"more\"><summary>"
                    + escaped(seen.check().title().zh()) + "：" + seen.state().zh() + "</summary><code>"
                    + escaped(seen.check().id()) + "</code><div>"
                    + value(seen.because().zh()) + "</div>");
            shown(seen.shown());
            digests(seen.evidence());
            raw("</details>");
        }
        on.answer().ifPresent(answer -> {
            raw("<div class=\"small\">" + escaped(answer.owner()) + " 于 " + answer.answered() + " 核查，"
                    + answer.expires() + " 起失效");
            answer.proofs()
                    .forEach(proof -> raw("<br>" + proof.kind().zh() + "：" + value(proof.title())
                            + proof.sm3()
                                    .map(sm3 -> " <code title=\"SM3 " + escaped(sm3) + "\">"
                                            + escaped(Words.digestShort(sm3)) + "</code>")
                                    .orElse("")));
            raw("</div>");
        });
        on.remains().ifPresent(remains -> raw("<div class=\"small\">仍需人工核查：" + value(remains.zh()) + "</div>"));
        raw("</td></tr>");
    }

    private void objects() {
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

    private void record() {
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

    private void evidence() {
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

    private static String tag(Verdict verdict) {
        return "<span class=\"tag b-" + Drawing.word(verdict) + "\">" + verdict.zh() + "</span>";
    }

    static String anchor(String item) {
        return "i-" + item.replace('.', '-').replace(' ', '-');
    }

    private static String value(String text) {
        return escaped(Words.cut(text, VALUE_CHARACTERS_MAX));
    }

    /// For text and for quoted attribute values.
    static String escaped(String text) {
        String clean = Words.clean(text);
        var escaped = new StringBuilder(clean.length() + 16);
        for (int i = 0; i < clean.length(); i++) {
            char c = clean.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private void raw(String html) {
        out.append(html);
    }

    private static String resource(String name) {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the report's own " + name + " is missing from the build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the report's own " + name, e);
        }
    }
}
