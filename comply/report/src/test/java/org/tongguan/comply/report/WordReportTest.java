package org.tongguan.comply.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.xwpf.usermodel.IBodyElement;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.junit.jupiter.api.Test;
import org.tongguan.comply.report.word.WordReport;
import org.tongguan.comply.verdict.Assessment;

final class WordReportTest {

    @Test
    void noChapterIsEmptyWhateverTheRunFound() throws IOException {
        for (Assessment assessment : List.of(Sample.small(), Sample.empty(), Sample.invalid(), Sample.hostile())) {
            var elements = document(assessment).getBodyElements();
            int headings = 0;
            for (int i = 0; i < elements.size(); i++) {
                if (isHeading(elements.get(i))) {
                    headings++;
                    assertTrue(
                            i + 1 < elements.size() && says(elements.get(i + 1)),
                            "nothing under " + text(elements.get(i)));
                }
            }
            assertTrue(headings > 40, "headings: " + headings);
        }
    }

    @Test
    void theChaptersOfTheTemplateStandInOrder() throws IOException {
        var firstLevel = new ArrayList<String>();
        for (XWPFParagraph paragraph : document(Sample.small()).getParagraphs()) {
            if ("Heading1".equals(paragraph.getStyle()) || "FrontHeading".equals(paragraph.getStyle())) {
                firstLevel.add(paragraph.getText());
            }
        }
        assertEquals(
                List.of(
                        "基本信息表",
                        "声　明",
                        "自评估结论",
                        "目　录",
                        "1　测评项目概述",
                        "2　被测对象描述",
                        "3　测评指标与测评对象",
                        "4　单项测评结果",
                        "5　验证测试",
                        "6　安全问题清单",
                        "7　整体测评",
                        "8　安全问题风险分析",
                        "9　符合率",
                        "10　测评结论",
                        "11　整改建议",
                        "附录A　资产清单",
                        "附录B　上次测评问题整改情况",
                        "附录C　测评结果汇总",
                        "附录D　单项测评结果记录",
                        "附录E　漏洞扫描结果",
                        "附录F　渗透测试",
                        "附录G　重大风险隐患触发项",
                        "附录I　威胁列表"),
                firstLevel);
    }

    @Test
    void everyItemStandsInTheUnitResults() throws IOException {
        var cells = new ArrayList<String>();
        for (XWPFTable table : document(Sample.small()).getTables()) {
            table.getRows().forEach(row -> row.getTableCells().forEach(cell -> cells.add(cell.getText())));
        }
        Sample.small()
                .items()
                .forEach(item -> assertTrue(
                        cells.contains(item.item().key().toString()),
                        item.item().key().toString()));
        var triggers = Sample.catalog().majorRiskTriggers().keySet();
        triggers.forEach(trigger -> assertTrue(cells.contains(trigger), trigger));
        assertEquals(32, triggers.size());
    }

    @Test
    void itSaysThatItIsASelfAssessmentAndCarriesNoForgedNumber() throws IOException {
        String text = allText(Sample.small());
        assertTrue(text.contains("不替代具备资质的测评机构"));
        assertTrue(text.contains("未编号（自评估）"));
        assertTrue(text.contains("本次不含渗透测试"));
    }

    @Test
    void anInvalidRunIsDeclaredInvalidAndAValidOneIsNot() throws IOException {
        assertTrue(allText(Sample.invalid()).contains("本次评估无效"));
        assertFalse(allText(Sample.small()).contains("本次评估无效：机器核查覆盖率"));
    }

    @Test
    void thePageIsA4WithAContentsFieldAndRepeatedHeadRows() throws IOException, org.apache.xmlbeans.XmlException {
        var document = document(Sample.small());
        var size = document.getDocument().getBody().getSectPr().getPgSz();
        assertEquals("11906", size.getW().toString());
        String xml = document.getDocument().xmlText();
        assertTrue(xml.contains("TOC \\o \"1-2\""));
        assertTrue(xml.contains("tblHeader"));
        assertTrue(document.isEnforcedUpdateFields());
        String styles = document.getStyle().toString();
        assertTrue(styles.contains("w:eastAsia=\"宋体\"") && styles.contains("w:eastAsia=\"黑体\""), "East Asian fonts");
    }

    @Test
    void whatATargetSaidCannotBreakTheDocument() throws IOException {
        String text = allText(Sample.hostile());
        assertTrue(text.contains("<script>alert('x')</script>"), "shown as text");
        assertTrue(text.chars().noneMatch(c -> c == 0x1b || c == 0x202e || c == 0));
    }

    private static XWPFDocument document(Assessment assessment) throws IOException {
        var bytes = new ByteArrayOutputStream();
        WordReport.write(Sample.material(assessment), bytes);
        return new XWPFDocument(new ByteArrayInputStream(bytes.toByteArray()));
    }

    private static String allText(Assessment assessment) throws IOException {
        var text = new StringBuilder();
        document(assessment)
                .getBodyElements()
                .forEach(element -> text.append(text(element)).append('\n'));
        return text.toString();
    }

    private static boolean isHeading(IBodyElement element) {
        return element instanceof XWPFParagraph paragraph
                && paragraph.getStyle() != null
                && (paragraph.getStyle().startsWith("Heading")
                        || paragraph.getStyle().equals("FrontHeading"));
    }

    private static boolean says(IBodyElement element) {
        return !isHeading(element) && !text(element).isBlank();
    }

    private static String text(IBodyElement element) {
        return element instanceof XWPFParagraph paragraph
                ? paragraph.getText()
                : element instanceof XWPFTable table ? table.getText() : "";
    }
}
