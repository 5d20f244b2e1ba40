package org.tongguan.comply.report.html;

import static org.tongguan.comply.report.html.Markup.escaped;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.tongguan.comply.report.words.Material;
import org.tongguan.comply.report.words.Words;

/// One HTML file that asks nothing of the network: style, script and drawings are in it, and its own policy
/// forbids the browser to fetch anything. Every value goes through [Markup#escaped]; the page is as hostile as
/// what the targets said.
public final class HtmlReport {

    public static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

    private HtmlReport() {}

    public static void write(Material material, OutputStream to) throws IOException {
        var out = new StringBuilder(1 << 20);
        String system = escaped(Words.line(material.assessment().system().name()));
        out.append("<!doctype html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"" + POLICY + "\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<meta name=\"referrer\" content=\"no-referrer\">\n<title>" + system
                + " · 等级保护自评估报告</title>\n<style>\n"
                + resource("report.css") + "</style></head><body>\n");
        new Mast(material, out).write();
        out.append("<div class=\"wrap\">");
        new Figures(material, out).write();
        out.append("</div>\n<nav aria-label=\"目录\"><div class=\"wrap\"><a href=\"#overview\">总览</a>"
                + (material.earlier().isPresent() ? "<a href=\"#changes\">与上次相比</a>" : "")
                + "<a href=\"#first\">优先整改</a>"
                + "<a href=\"#major\">重大风险</a><a href=\"#items\">逐项结果</a><a href=\"#objects\">测评对象</a>"
                + "<a href=\"#record\">豁免与补偿</a><a href=\"#evidence\">证据</a></div></nav>\n<main class=\"wrap\">");
        for (Section section : List.of(
                new OverviewSection(material, out),
                new ChangeSection(material, out),
                new FirstFindings(material, out),
                new MajorRisks(material, out),
                new ItemSection(material, out),
                new ObjectSection(material, out),
                new RecordSection(material, out),
                new EvidenceSection(material, out))) {
            section.write();
        }
        out.append("<footer>本报告由 " + escaped(material.assessment().tool())
                + " 根据一次采集的事实与人工答复生成，供自评估与整改使用；等级测评结论须由具备资质的测评机构出具。</footer>\n");
        out.append("</main>\n<script>\n" + resource("report.js") + "</script></body></html>\n");
        to.write(out.toString().getBytes(StandardCharsets.UTF_8));
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
