package org.tongguan.comply.report.word;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.apache.poi.wp.usermodel.HeaderFooterType;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.xmlbeans.XmlException;
import org.apache.xmlbeans.impl.xb.xmlschema.SpaceAttribute;
import org.jspecify.annotations.Nullable;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTBody;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTBorder;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTP;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTR;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTRow;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTbl;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTc;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTcPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STBorder;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STFldCharType;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STJcTable;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STMerge;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STShd;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTblLayoutType;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTblWidth;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STVerticalJc;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.StylesDocument;
import org.tongguan.comply.report.words.Words;
import org.tongguan.comply.report.zip.FixedZip;

/// Sets an A4 document: headings, paragraphs, tables, a table of contents. Knows nothing of assessments. It
/// writes the schema's own objects, because POI's convenience layer slows down with every row it holds.
final class WordPage {

    /// Between the margins, in twentieths of a point.
    static final int TEXT_WIDTH = 9070;

    private static final int PAGE_WIDTH = 11906;
    private static final int PAGE_HEIGHT = 16838;
    private static final int MARGIN_SIDE = (PAGE_WIDTH - TEXT_WIDTH) / 2;
    private static final int MARGIN_TOP = 1440;
    private static final String RULE = "B9C4C9";
    private static final String HEAD_FILL = "E6EDF0";
    private static final String NAME_FILL = "F3F6F7";

    /// What a cell looks like.
    enum Look {
        TEXT("Cell", null),
        COVER("CoverCell", null),
        CENTRE("CellCentre", null),
        NAME("CellName", NAME_FILL),
        HEAD("CellHead", HEAD_FILL),
        GREEN("CellCentre", "DFF0E8"),
        AMBER("CellCentre", "FCF1D8"),
        RED("CellCentre", "F8DFDA"),
        GREY("CellCentre", "EFEFEC"),
        BLUE("CellCentre", "E3ECF5"),
        PURPLE("CellCentre", "ECE4F3");

        private final String style;
        private final @Nullable String fill;

        Look(String style, @Nullable String fill) {
            this.style = style;
            this.fill = fill;
        }
    }

    record Cell(String text, Look look) {}

    private record Entry(int level, String text, String bookmark) {}

    private final XWPFDocument document = new XWPFDocument();
    private final CTBody body = document.getDocument().getBody();
    private final List<Entry> entries = new ArrayList<>();
    private Optional<CTP> contentsAt = Optional.empty();
    private int tables;

    WordPage() {
        try (InputStream in = WordPage.class.getResourceAsStream("styles.xml")) {
            if (in == null) {
                throw new IllegalStateException("the report's own styles.xml is missing from the build");
            }
            document.createStyles().setStyles(StylesDocument.Factory.parse(in).getStyles());
        } catch (IOException | XmlException e) {
            throw new IllegalStateException("cannot read the report's own styles.xml", e);
        }
        document.enforceUpdateFields();
    }

    static Cell cell(String text) {
        return new Cell(text, Look.TEXT);
    }

    static Cell centre(String text) {
        return new Cell(text, Look.CENTRE);
    }

    static Cell name(String text) {
        return new Cell(text, Look.NAME);
    }

    void heading(int level, String text) {
        heading(level, text, true);
    }

    /// @param newPage false: a first-level heading stays on the page it falls on
    void heading(int level, String text, boolean newPage) {
        var paragraph = body.addNewP();
        var shape = paragraph.addNewPPr();
        shape.addNewPStyle().setVal("Heading" + level);
        if (!newPage) {
            shape.addNewPageBreakBefore().setVal(false);
            shape.addNewSpacing().setBefore(BigInteger.valueOf(480));
        }
        String bookmark = "_Toc" + (10_000 + entries.size());
        var start = paragraph.addNewBookmarkStart();
        start.setId(BigInteger.valueOf(entries.size() + 1L));
        start.setName(bookmark);
        run(paragraph, text);
        paragraph.addNewBookmarkEnd().setId(BigInteger.valueOf(entries.size() + 1L));
        entries.add(new Entry(level, text, bookmark));
    }

    /// A heading of the front matter, which is not in the table of contents.
    void frontHeading(String text) {
        styled("FrontHeading", text);
    }

    void text(String text) {
        styled("BodyText", text);
    }

    void point(String text) {
        styled("ListBody", "•\t" + text);
    }

    void alarm(String text) {
        styled("Alarm", text);
    }

    void styled(String style, String text) {
        var paragraph = body.addNewP();
        paragraph.addNewPPr().addNewPStyle().setVal(style);
        run(paragraph, text);
    }

    void space(int lines) {
        for (int i = 0; i < lines; i++) {
            body.addNewP();
        }
    }

    /// Marks where the table of contents goes; it is filled in by [#finish].
    void contents() {
        contentsAt = Optional.of(body.addNewP());
    }

    /// @param caption above the table, numbered; empty for none
    /// @param widths shares of the text width, in column order
    /// @param head empty for a table without a head row; a head row is repeated on every page
    void table(String caption, int[] widths, List<String> head, List<List<Cell>> rows) {
        table(caption, widths, head, rows, false);
    }

    /// A table whose first column joins rows of the same text into one cell.
    void groupedTable(String caption, int[] widths, List<String> head, List<List<Cell>> rows) {
        table(caption, widths, head, rows, true);
    }

    private void table(String caption, int[] widths, List<String> head, List<List<Cell>> rows, boolean grouped) {
        if (!caption.isEmpty()) {
            styled("Caption", "表 " + ++tables + "　" + caption);
        }
        int[] columns = columns(widths);
        CTTbl table = body.addNewTbl();
        shape(table, columns);
        if (!head.isEmpty()) {
            var row = table.addNewTr();
            var properties = row.addNewTrPr();
            properties.addNewCantSplit();
            properties.addNewTblHeader();
            for (int c = 0; c < columns.length; c++) {
                cell(row, columns[c], new Cell(head.get(c), Look.HEAD), Merge.NONE);
            }
        }
        for (int r = 0; r < rows.size(); r++) {
            var row = table.addNewTr();
            row.addNewTrPr().addNewCantSplit();
            var cells = rows.get(r);
            boolean goesOn = grouped && r > 0 && sameFirst(rows, r - 1);
            boolean starts = grouped && r + 1 < rows.size() && sameFirst(rows, r);
            for (int c = 0; c < columns.length; c++) {
                Merge merge = c > 0 ? Merge.NONE : goesOn ? Merge.GOES_ON : starts ? Merge.STARTS : Merge.NONE;
                cell(row, columns[c], cells.get(c), merge);
            }
        }
        styled("AfterTable", "");
    }

    /// Names and values on ruled lines, in the middle of the page.
    void coverTable(List<List<String>> rows) {
        int[] columns = {1700, 4900};
        CTTbl table = body.addNewTbl();
        shape(table, columns);
        var properties = table.getTblPr();
        properties.getTblW().setW(BigInteger.valueOf(columns[0] + columns[1]));
        var borders = properties.getTblBorders();
        List.of(borders.getTop(), borders.getLeft(), borders.getRight(), borders.getInsideV())
                .forEach(border -> border.setVal(STBorder.NONE));
        for (var texts : rows) {
            var row = table.addNewTr();
            for (int c = 0; c < columns.length; c++) {
                cell(row, columns[c], new Cell(texts.get(c), Look.COVER), Merge.NONE);
            }
        }
        styled("AfterTable", "");
    }

    private static boolean sameFirst(List<List<Cell>> rows, int row) {
        return rows.get(row)
                .getFirst()
                .text()
                .equals(rows.get(row + 1).getFirst().text());
    }

    private enum Merge {
        NONE,
        STARTS,
        GOES_ON
    }

    private static int[] columns(int[] shares) {
        int sum = 0;
        for (int share : shares) {
            sum += share;
        }
        int[] columns = new int[shares.length];
        int used = 0;
        for (int c = 0; c < shares.length; c++) {
            columns[c] = c == shares.length - 1 ? TEXT_WIDTH - used : TEXT_WIDTH * shares[c] / sum;
            used += columns[c];
        }
        return columns;
    }

    private static void shape(CTTbl table, int[] columns) {
        var properties = table.addNewTblPr();
        var width = properties.addNewTblW();
        width.setType(STTblWidth.DXA);
        width.setW(BigInteger.valueOf(TEXT_WIDTH));
        properties.addNewJc().setVal(STJcTable.CENTER);
        var borders = properties.addNewTblBorders();
        border(borders.addNewTop(), 8);
        border(borders.addNewLeft(), 4);
        border(borders.addNewBottom(), 8);
        border(borders.addNewRight(), 4);
        border(borders.addNewInsideH(), 4);
        border(borders.addNewInsideV(), 4);
        properties.addNewTblLayout().setType(STTblLayoutType.FIXED);
        var margins = properties.addNewTblCellMar();
        for (var margin : List.of(margins.addNewTop(), margins.addNewBottom())) {
            margin.setType(STTblWidth.DXA);
            margin.setW(BigInteger.valueOf(40));
        }
        for (var margin : List.of(margins.addNewLeft(), margins.addNewRight())) {
            margin.setType(STTblWidth.DXA);
            margin.setW(BigInteger.valueOf(85));
        }
        var grid = table.addNewTblGrid();
        for (int column : columns) {
            grid.addNewGridCol().setW(BigInteger.valueOf(column));
        }
    }

    private static void border(CTBorder border, int eighths) {
        border.setVal(STBorder.SINGLE);
        border.setSz(BigInteger.valueOf(eighths));
        border.setSpace(BigInteger.ZERO);
        border.setColor(RULE);
    }

    private static void cell(CTRow row, int width, Cell cell, Merge merge) {
        CTTc made = row.addNewTc();
        CTTcPr properties = made.addNewTcPr();
        var columnWidth = properties.addNewTcW();
        columnWidth.setType(STTblWidth.DXA);
        columnWidth.setW(BigInteger.valueOf(width));
        switch (merge) {
            case NONE -> {}
            case STARTS -> properties.addNewVMerge().setVal(STMerge.RESTART);
            case GOES_ON -> properties.addNewVMerge();
        }
        if (cell.look().fill != null) {
            var shade = properties.addNewShd();
            shade.setVal(STShd.CLEAR);
            shade.setColor("auto");
            shade.setFill(cell.look().fill);
        }
        properties.addNewVAlign().setVal(STVerticalJc.CENTER);
        String text = merge == Merge.GOES_ON ? "" : cell.text();
        for (String line : text.split("\n", -1)) {
            var paragraph = made.addNewP();
            paragraph.addNewPPr().addNewPStyle().setVal(cell.look().style);
            run(paragraph, line);
        }
    }

    private static void run(CTP paragraph, String text) {
        String clean = Words.clean(text).replace('\n', ' ');
        if (clean.isEmpty()) {
            return;
        }
        CTR run = paragraph.addNewR();
        String[] parts = clean.split("\t", -1);
        for (int i = 0; i < parts.length; i++) {
            if (i > 0) {
                run.addNewTab();
            }
            var words = run.addNewT();
            words.setStringValue(parts[i]);
            if (!parts[i].strip().equals(parts[i])) {
                words.setSpace(SpaceAttribute.Space.PRESERVE);
            }
        }
    }

    /// Header, footer, page, contents; then the bytes.
    ///
    /// @param written stands as the document's date, so that the same content gives the same bytes
    void finish(String headLeft, String headRight, String title, Instant written, OutputStream to) throws IOException {
        contentsAt.ifPresent(this::fillContents);
        var section = body.isSetSectPr() ? body.getSectPr() : body.addNewSectPr();
        var header = document.createHeader(HeaderFooterType.DEFAULT);
        var headLine = header.createParagraph().getCTP();
        headLine.addNewPPr().addNewPStyle().setVal("Header");
        run(headLine, headLeft + "\t" + headRight);
        var footer = document.createFooter(HeaderFooterType.DEFAULT);
        var footLine = footer.createParagraph().getCTP();
        footLine.addNewPPr().addNewPStyle().setVal("Footer");
        run(footLine, "第 ");
        field(footLine, "PAGE", "1");
        run(footLine, " 页　共 ");
        field(footLine, "NUMPAGES", "1");
        run(footLine, " 页");
        document.createHeader(HeaderFooterType.FIRST).createParagraph();
        document.createFooter(HeaderFooterType.FIRST).createParagraph();
        section = body.getSectPr();
        var size = section.isSetPgSz() ? section.getPgSz() : section.addNewPgSz();
        size.setW(BigInteger.valueOf(PAGE_WIDTH));
        size.setH(BigInteger.valueOf(PAGE_HEIGHT));
        var margins = section.isSetPgMar() ? section.getPgMar() : section.addNewPgMar();
        margins.setTop(BigInteger.valueOf(MARGIN_TOP));
        margins.setBottom(BigInteger.valueOf(MARGIN_TOP));
        margins.setLeft(BigInteger.valueOf(MARGIN_SIDE));
        margins.setRight(BigInteger.valueOf(MARGIN_SIDE));
        margins.setHeader(BigInteger.valueOf(794));
        margins.setFooter(BigInteger.valueOf(794));
        margins.setGutter(BigInteger.ZERO);
        if (!section.isSetTitlePg()) {
            section.addNewTitlePg();
        }
        var core = document.getProperties().getCoreProperties();
        core.setTitle(title);
        core.setCreator("Tongguan");
        core.setCreated(Optional.of(Date.from(written)));
        core.setModified(Optional.of(Date.from(written)));
        var bytes = new ByteArrayOutputStream(1 << 20);
        document.write(bytes);
        document.close();
        FixedZip.pack(bytes.toByteArray(), (name, part) -> part, to);
    }

    /// A real TOC field. Until a word processor has counted the pages, the headings stand in it without page
    /// numbers.
    private void fillContents(CTP first) {
        var listed = entries.stream().filter(entry -> entry.level() <= 2).toList();
        CTP paragraph = first;
        for (int i = 0; i < listed.size(); i++) {
            var entry = listed.get(i);
            if (i > 0) {
                var cursor = paragraph.newCursor();
                cursor.toEndToken();
                cursor.toNextToken();
                cursor.beginElement("p", "http://schemas.openxmlformats.org/wordprocessingml/2006/main");
                cursor.toParent();
                paragraph = (CTP) cursor.getObject();
                cursor.close();
            }
            paragraph.addNewPPr().addNewPStyle().setVal("TOC" + entry.level());
            if (i == 0) {
                fieldStart(paragraph, "TOC \\o \"1-2\" \\h \\z \\u");
            }
            var link = paragraph.addNewHyperlink();
            link.setAnchor(entry.bookmark());
            link.addNewR().addNewT().setStringValue(Words.clean(entry.text()));
            if (i == listed.size() - 1) {
                paragraph.addNewR().addNewFldChar().setFldCharType(STFldCharType.END);
            }
        }
    }

    private static void field(CTP paragraph, String instruction, String shown) {
        fieldStart(paragraph, instruction);
        paragraph.addNewR().addNewT().setStringValue(shown);
        paragraph.addNewR().addNewFldChar().setFldCharType(STFldCharType.END);
    }

    private static void fieldStart(CTP paragraph, String instruction) {
        paragraph.addNewR().addNewFldChar().setFldCharType(STFldCharType.BEGIN);
        var text = paragraph.addNewR().addNewInstrText();
        text.setStringValue(" " + instruction + " ");
        text.setSpace(SpaceAttribute.Space.PRESERVE);
        paragraph.addNewR().addNewFldChar().setFldCharType(STFldCharType.SEPARATE);
    }
}
