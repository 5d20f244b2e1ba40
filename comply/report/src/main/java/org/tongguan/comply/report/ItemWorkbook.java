package org.tongguan.comply.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.BorderStyle;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.tongguan.comply.catalog.Bilingual;
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

/// The item × object workbook. Every text goes in as a string cell in text format, so that `=…`, `+…`, `-…` or
/// `@…` from
/// a target is never a formula, not even after a person has edited the cell.
final class ItemWorkbook {

    /// Excel's own limit on a cell.
    static final int CELL_CHARACTERS_MAX = 32_767;

    private static final int EVIDENCE_MAX = 20;
    private static final double LINE_POINTS = 14;
    private static final double ROW_POINTS_MAX = 400;
    private static final int LINES_CHARACTERS_MAX = 4000;
    private static final double WIDER = 1.08;
    private static final String TEXT = "@";
    private static final String HEAD = "FF14384A";
    private static final String RULE = "FFD9D4C7";

    private record Column(String name, double width) {}

    private final Assessment assessment;
    private final Workbook book;
    private double[] widths = {};

    private ItemWorkbook(Assessment assessment, Workbook book) {
        this.assessment = assessment;
        this.book = book;
    }

    static void write(Assessment assessment, OutputStream to) throws IOException {
        var bytes = new ByteArrayOutputStream(1 << 20);
        var book = new Workbook(bytes, "Tongguan", "1.0");
        book.setGlobalDefaultFont("微软雅黑", 10);
        book.properties().setTitle(Words.line(assessment.system().name()) + " 等级保护自评估工作簿");
        var sheets = new ItemWorkbook(assessment, book);
        sheets.summary();
        sheets.itemsByObject();
        sheets.findings();
        sheets.majorRisks();
        sheets.open();
        sheets.evidence();
        book.finish();
        FixedZip.pack(
                bytes.toByteArray(),
                (name, part) -> name.equals("docProps/core.xml") ? dated(part, assessment) : part,
                to);
    }

    /// fastexcel writes the moment it ran; the workbook says when the facts were gathered.
    private static byte[] dated(byte[] core, Assessment assessment) {
        String moment = assessment.gathered().truncatedTo(ChronoUnit.SECONDS).toString();
        return new String(core, StandardCharsets.UTF_8)
                .replaceAll(">\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z<", ">" + moment + "<")
                .getBytes(StandardCharsets.UTF_8);
    }

    private void summary() throws IOException {
        var sheet = book.newWorksheet("汇总");
        sheet.hideGridLines();
        forPrinting(sheet);
        sheet.width(0, 30);
        for (int c = 1; c <= 8; c++) {
            sheet.width(c, 13);
        }
        sheet.width(8, 20);
        var conclusion = assessment.conclusion();
        var coverage = assessment.coverage();
        text(sheet, 0, 0, assessment.system().name());
        sheet.style(0, 0).bold().fontSize(18).fontColor(HEAD).format(TEXT).set();
        sheet.rowHeight(0, 30);
        String[][] facts = {
            {"被测单位", assessment.system().organisation()},
            {"安全保护等级", Words.levelName(assessment.system().level()) + "（" + Words.level(assessment.system()) + "）"},
            {"采集时间 / 判定日", Words.moment(assessment.gathered()) + "（北京时间） / " + assessment.judged()},
            {"符合率", Words.span(Words.percent(conclusion.rateLow()), Words.percent(conclusion.rateHigh()))},
            {"结论（2025 版）", Words.span(conclusion.word2025(), conclusion.bestWord2025())},
            {
                "结论（2021 版，仅供对照）",
                Words.span(conclusion.word2021(), conclusion.bestWord2021()) + "，"
                        + Words.span(Words.score(conclusion.scoreLow2021()), Words.score(conclusion.scoreHigh2021()))
                        + " 分"
            },
            {"重大风险隐患", conclusion.majorRisks() + " 项"},
            {"未决（待核查与无法判定）", conclusion.open() + " 项"},
            {
                "机器核查覆盖率",
                Words.percent(coverage.share()) + "（已判 " + coverage.decided() + " / 应判 " + coverage.asked() + "）"
                        + (coverage.valid() ? "" : "　低于门槛 " + Words.percent(coverage.required()) + "，本次评估无效")
            },
            {"说明", "本工作簿用于自评估与整改，不替代测评机构出具的等级测评结论。"},
        };
        int r = 2;
        for (String[] fact : facts) {
            text(sheet, r, 0, fact[0]);
            text(sheet, r, 1, fact[1]);
            sheet.style(r, 0).fontSize(10).fontColor("FF5C6B73").format(TEXT).set();
            sheet.style(r, 1).format(TEXT).set();
            if (fact[0].equals("机器核查覆盖率") && !coverage.valid()) {
                sheet.style(r, 1).bold().fontColor("FFA72A1C").set();
            }
            r++;
        }
        r++;
        head(sheet, r, "安全类", "合计");
        for (Verdict verdict : Verdict.values()) {
            headCell(sheet, r, 2 + verdict.ordinal(), verdict.zh());
        }
        headCell(sheet, r, 8, "符合率");
        for (ClassCount count : assessment.classes()) {
            row(
                    sheet,
                    ++r,
                    count.classZh() + (count.scope().equals("general") ? "" : "（" + Words.scope(count.scope()) + "）"),
                    Tally.of(count));
        }
        row(sheet, ++r, "合计", Tally.ofItems(assessment.items()));
        sheet.range(r, 0, r, 8).style().bold().fontSize(10).set();
        r += 2;
        for (String sentence : assessment.conclusion().unconfirmed()) {
            text(sheet, r, 0, "待确认：" + sentence);
            sheet.style(r++, 0).fontSize(10).fontColor("FF5C6B73").format(TEXT).set();
        }
        sheet.finish();
    }

    private static void row(Worksheet sheet, int r, String name, Tally tally) {
        text(sheet, r, 0, name);
        sheet.value(r, 1, tally.total());
        for (Verdict verdict : Verdict.values()) {
            int count = tally.count(verdict);
            sheet.value(r, 2 + verdict.ordinal(), count);
            if (count > 0) {
                sheet.style(r, 2 + verdict.ordinal()).fillColor(fill(verdict)).set();
            }
        }
        text(sheet, r, 8, tally.rate());
        sheet.range(r, 0, r, 8)
                .style()
                .borderStyle(BorderStyle.THIN)
                .borderColor(RULE)
                .set();
        sheet.range(r, 1, r, 8).style().horizontalAlignment("center").set();
    }

    private void itemsByObject() throws IOException {
        var sheet = sheet(
                "单项×对象",
                new Column("条款", 12),
                new Column("安全类", 14),
                new Column("控制点", 16),
                new Column("要求", 44),
                new Column("对象", 26),
                new Column("对象标识", 20),
                new Column("类型", 16),
                new Column("判定", 10),
                new Column("判定依据", 48),
                new Column("实际取值", 44),
                new Column("检查项", 34),
                new Column("证据摘要 SM3", 38),
                new Column("时间（北京）", 17));
        int r = 0;
        for (RequirementVerdict item : assessment.items()) {
            if (item.objects().isEmpty()) {
                r = itemRow(
                        sheet,
                        r,
                        item,
                        "（无适用对象）",
                        "",
                        "",
                        item.verdict(),
                        item.because().zh(),
                        "",
                        "",
                        "",
                        "");
            }
            for (ObjectVerdict on : item.objects()) {
                var evidence = Words.evidence(on.observations());
                String checks = on.observations().stream()
                        .map(seen -> seen.check().id())
                        .distinct()
                        .collect(Collectors.joining("\n"));
                String values = on.observations().stream()
                        .map(Observation::shown)
                        .filter(shown -> !shown.isEmpty())
                        .map(Words::shown)
                        .collect(Collectors.joining("\n"));
                String digests = digests(evidence, on);
                String at = on.answer()
                        .map(answer -> answer.answered().toString())
                        .orElse(
                                evidence.isEmpty()
                                        ? ""
                                        : Words.moment(evidence.getLast().at()));
                r = itemRow(
                        sheet,
                        r,
                        item,
                        on.asset().name(),
                        on.asset().id(),
                        on.asset().type().nameZh(),
                        on.verdict(),
                        on.because().zh(),
                        values,
                        checks,
                        digests,
                        at);
            }
            if (r % 500 == 0) {
                sheet.flush();
            }
        }
        finish(sheet, r, 13);
    }

    private int itemRow(
            Worksheet sheet,
            int before,
            RequirementVerdict item,
            String object,
            String id,
            String type,
            Verdict verdict,
            String because,
            String values,
            String checks,
            String digests,
            String at) {
        int r = before + 1;
        texts(
                sheet,
                r,
                item.item().key().toString(),
                item.item().classZh(),
                item.item().controlZh(),
                item.item().summaryZh(),
                object,
                id,
                type,
                verdict.zh(),
                because,
                values,
                checks,
                digests,
                at);
        sheet.style(r, 7)
                .fillColor(fill(verdict))
                .horizontalAlignment("center")
                .verticalAlignment("top")
                .format(TEXT)
                .set();
        return r;
    }

    private static String digests(List<Evidence> evidence, ObjectVerdict on) {
        String machine =
                evidence.stream().limit(EVIDENCE_MAX).map(Evidence::sm3).collect(Collectors.joining("\n"));
        String person = on.answer().stream()
                .flatMap(answer -> answer.proofs().stream())
                .map(proof -> proof.kind().zh() + "：" + proof.title()
                        + proof.sm3().map(sm3 -> " " + sm3).orElse(""))
                .collect(Collectors.joining("\n"));
        return machine
                + (machine.isEmpty() || person.isEmpty() ? "" : "\n")
                + person
                + (evidence.size() > EVIDENCE_MAX ? "\n另有 " + (evidence.size() - EVIDENCE_MAX) + " 条" : "");
    }

    private void findings() throws IOException {
        var sheet = sheet(
                "问题清单",
                new Column("编号", 8),
                new Column("问题", 44),
                new Column("对象", 26),
                new Column("对象标识", 20),
                new Column("条款", 14),
                new Column("风险", 8),
                new Column("原始风险", 10),
                new Column("实际情况", 48),
                new Column("实际取值", 40),
                new Column("整改建议", 50),
                new Column("对业务的影响", 20),
                new Column("高风险判例", 14),
                new Column("风险调整说明", 34),
                new Column("豁免", 30),
                new Column("问题指纹", 30));
        int r = 0;
        for (Finding finding : assessment.findings()) {
            r++;
            texts(
                    sheet,
                    r,
                    finding.number(),
                    finding.title().zh(),
                    finding.asset().name(),
                    finding.asset().id(),
                    Words.items(finding.items()),
                    finding.residual().zh(),
                    finding.inherent().zh(),
                    finding.because().zh(),
                    finding.observation().map(seen -> Words.shown(seen.shown())).orElse(""),
                    finding.remedy().map(remedy -> remedy.text().zh()).orElse(""),
                    finding.remedy().map(remedy -> remedy.impact().zh()).orElse(""),
                    String.join("、", finding.highRiskCases()),
                    String.join("\n", finding.lowered()),
                    finding.waiver()
                            .map(waiver -> "至 " + waiver.end() + "：" + waiver.reason() + "；" + waiver.compensation())
                            .orElse(""),
                    finding.key());
            sheet.style(r, 5)
                    .fillColor(fill(finding.residual()))
                    .horizontalAlignment("center")
                    .verticalAlignment("top")
                    .format(TEXT)
                    .set();
        }
        finish(sheet, r, 15);
    }

    private void majorRisks() throws IOException {
        var sheet = sheet(
                "重大风险",
                new Column("触发项", 10),
                new Column("名称", 40),
                new Column("状态", 14),
                new Column("计入结论", 10),
                new Column("相关性", 36),
                new Column("严重性", 36),
                new Column("高发性", 36),
                new Column("对应问题", 24),
                new Column("人工意见", 40));
        int r = 0;
        for (MajorRisk risk : assessment.majorRisks()) {
            texts(
                    sheet,
                    ++r,
                    risk.trigger(),
                    risk.title().zh(),
                    risk.state().zh(),
                    risk.counts() ? "是" : "否",
                    principle(risk.relevance()),
                    principle(risk.severity()),
                    principle(risk.likelihood()),
                    risk.findings().stream().map(Finding::number).collect(Collectors.joining("、")),
                    risk.reason());
        }
        finish(sheet, r, 9);
    }

    private static String principle(MajorRisk.Principle principle) {
        return (principle.holds() ? "成立：" : "不成立：") + principle.because();
    }

    /// What persons take along to interviews and into the machine room.
    private void open() throws IOException {
        var sheet = sheet(
                "待核查清单",
                new Column("条款", 12),
                new Column("控制点", 16),
                new Column("要求", 46),
                new Column("对象", 26),
                new Column("当前判定", 12),
                new Column("需要核查的内容", 60),
                new Column("负责人", 14),
                new Column("核查结果", 14),
                new Column("核查说明与证据", 44),
                new Column("日期", 12));
        int r = 0;
        for (RequirementVerdict item : assessment.items()) {
            if (item.objects().isEmpty() && open(item.verdict())) {
                r = openRow(sheet, r, item, "", item.verdict(), item.because().zh());
            }
            for (ObjectVerdict on : item.objects()) {
                if (open(on.verdict()) || on.remains().isPresent()) {
                    r = openRow(
                            sheet,
                            r,
                            item,
                            on.asset().name(),
                            on.verdict(),
                            on.remains().map(Bilingual::zh).orElse(on.because().zh()));
                }
            }
        }
        finish(sheet, r, 10);
    }

    private int openRow(
            Worksheet sheet, int before, RequirementVerdict item, String object, Verdict verdict, String what) {
        int r = before + 1;
        texts(
                sheet,
                r,
                item.item().key().toString(),
                item.item().controlZh(),
                item.item().summaryZh(),
                object,
                verdict.zh(),
                what,
                "",
                "",
                "",
                "");
        sheet.style(r, 4)
                .fillColor(fill(verdict))
                .horizontalAlignment("center")
                .verticalAlignment("top")
                .format(TEXT)
                .set();
        return r;
    }

    private static boolean open(Verdict verdict) {
        return switch (verdict) {
            case PENDING, UNKNOWN -> true;
            case MET, PARTIAL, NOT_MET, NOT_APPLICABLE -> false;
        };
    }

    private void evidence() throws IOException {
        var sheet = sheet(
                "证据索引",
                new Column("序号", 8),
                new Column("对象", 22),
                new Column("采集项", 26),
                new Column("结果", 10),
                new Column("退出码", 8),
                new Column("说明", 40),
                new Column("字节", 10),
                new Column("时间（北京）", 17),
                new Column("账户", 12),
                new Column("SM3", 38),
                new Column("SHA-256", 38),
                new Column("链值", 38));
        int r = 0;
        for (Evidence line : assessment.evidence()) {
            r++;
            texts(
                    sheet,
                    r,
                    "",
                    line.asset(),
                    line.collector(),
                    OutcomeWords.zh(line.outcome()),
                    "",
                    line.message(),
                    "",
                    Words.moment(line.at()),
                    line.by(),
                    line.sm3(),
                    line.sha256(),
                    line.chain());
            sheet.value(r, 0, line.sequence());
            sheet.value(r, 4, line.exit());
            sheet.value(r, 6, line.bytes());
            for (int c : new int[] {0, 4, 6}) {
                sheet.style(r, c).format("0").set();
            }
            if (r % 500 == 0) {
                sheet.flush();
            }
        }
        finish(sheet, r, 12);
    }

    private Worksheet sheet(String name, Column... columns) {
        var sheet = book.newWorksheet(name);
        widths = Arrays.stream(columns).mapToDouble(Column::width).toArray();
        for (int c = 0; c < columns.length; c++) {
            sheet.width(c, columns[c].width());
            headCell(sheet, 0, c, columns[c].name());
        }
        sheet.rowHeight(0, 22);
        sheet.freezePane(0, 1);
        sheet.repeatRows(0);
        forPrinting(sheet);
        return sheet;
    }

    private static void forPrinting(Worksheet sheet) {
        sheet.paperSize(PaperSize.A4_PAPER);
        sheet.pageOrientation("landscape");
        sheet.fitToWidth((short) 1);
        sheet.fitToHeight((short) 0);
    }

    private static void finish(Worksheet sheet, int lastRow, int columns) throws IOException {
        if (lastRow == 0) {
            text(sheet, 1, 0, "（无）");
        }
        sheet.setAutoFilter(0, 0, Math.max(lastRow, 1), columns - 1);
        sheet.finish();
    }

    private static void head(Worksheet sheet, int r, String... names) {
        for (int c = 0; c < names.length; c++) {
            headCell(sheet, r, c, names[c]);
        }
    }

    private static void headCell(Worksheet sheet, int r, int c, String name) {
        sheet.value(r, c, name);
        sheet.style(r, c)
                .bold()
                .fontSize(10)
                .fontColor("FFFFFFFF")
                .fillColor(HEAD)
                .verticalAlignment("center")
                .wrapText(true)
                .set();
    }

    private void texts(Worksheet sheet, int r, String... texts) {
        int lines = 1;
        for (int c = 0; c < texts.length; c++) {
            if (!texts[c].isEmpty()) {
                text(sheet, r, c, texts[c]);
                lines = Math.max(lines, lines(texts[c], widths[c]));
            }
        }
        sheet.rowHeight(r, Math.min(lines * LINE_POINTS + 4, ROW_POINTS_MAX));
        sheet.range(r, 0, r, texts.length - 1)
                .style()
                .format(TEXT)
                .wrapText(true)
                .verticalAlignment("top")
                .borderStyle(BorderStyle.THIN)
                .borderColor(RULE)
                .set();
    }

    /// How many lines a text takes in a column; not every program works out the height of wrapped rows by itself.
    private static int lines(String text, double width) {
        int lines = 0;
        for (String line : Words.cut(text, LINES_CHARACTERS_MAX).split("\n", -1)) {
            lines += Math.max(1, (int) Math.ceil(TerminalSummary.columns(line) * WIDER / width));
        }
        return lines;
    }

    private static void text(Worksheet sheet, int r, int c, String text) {
        sheet.value(r, c, Words.cut(Words.clean(text), CELL_CHARACTERS_MAX));
    }

    private static String fill(Verdict verdict) {
        return switch (verdict) {
            case MET -> "FFDCEFE6";
            case PARTIAL -> "FFFBEFD2";
            case NOT_MET -> "FFF6DAD4";
            case NOT_APPLICABLE -> "FFECECE8";
            case PENDING -> "FFDFE9F4";
            case UNKNOWN -> "FFE9E0F1";
        };
    }

    private static String fill(Risk risk) {
        return switch (risk) {
            case HIGH -> "FFF6DAD4";
            case MEDIUM -> "FFFBEFD2";
            case LOW -> "FFECECE8";
        };
    }
}
