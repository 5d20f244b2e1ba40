package org.tongguan.comply.report.html;

import static org.tongguan.comply.report.html.Markup.escaped;
import static org.tongguan.comply.report.html.Markup.number;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.report.words.Tally;
import org.tongguan.comply.verdict.Assessment;
import org.tongguan.comply.verdict.ObjectVerdict;
import org.tongguan.comply.verdict.RequirementVerdict;
import org.tongguan.comply.verdict.Verdict;

/// The SVG drawings of the HTML report; colours come from its style sheet.
final class Drawing {

    private static final int WAFFLE_COLUMNS = 16;
    private static final int HEAT_LABEL = 190;
    private static final int HEAT_HEAD = 30;
    private static final int HEAT_ROW = 19;
    private static final int HEAT_CLASS = 24;
    private static final int HEAT_WIDTH = 1080;

    private Drawing() {}

    static String word(Verdict verdict) {
        return switch (verdict) {
            case MET -> "met";
            case PARTIAL -> "partial";
            case NOT_MET -> "notmet";
            case NOT_APPLICABLE -> "na";
            case PENDING -> "pending";
            case UNKNOWN -> "unknown";
        };
    }

    /// A ring of circumference 100, so that lengths are per cent.
    static String donut(Tally tally) {
        var svg = new StringBuilder("<svg class=\"donut\" viewBox=\"0 0 42 42\" role=\"img\" aria-label=\"判定分布\">"
                + "<circle class=\"s-none\" cx=\"21\" cy=\"21\" r=\"15.9155\" fill=\"none\" stroke-width=\"5\"/>");
        double from = 25;
        for (Verdict verdict : Verdict.values()) {
            double length = tally.total() == 0 ? 0 : 100.0 * tally.count(verdict) / tally.total();
            if (length > 0) {
                svg.append("<circle class=\"s-" + word(verdict)
                        + "\" cx=\"21\" cy=\"21\" r=\"15.9155\" fill=\"none\" stroke-width=\"5\" stroke-dasharray=\""
                        + number(Math.max(length - 0.5, 0.1)) + " " + number(100 - Math.max(length - 0.5, 0.1))
                        + "\" stroke-dashoffset=\"" + number(from) + "\"><title>" + verdict.zh() + " "
                        + tally.count(verdict) + "</title></circle>");
            }
            from -= length;
        }
        return svg.append("<text class=\"big\" x=\"21\" y=\"22.6\" text-anchor=\"middle\">" + tally.met()
                        + "</text><text class=\"small\" x=\"21\" y=\"27.4\" text-anchor=\"middle\">符合 · 共 "
                        + tally.total() + " 项</text></svg>")
                .toString();
    }

    static String bar(Tally tally) {
        var svg = new StringBuilder(
                "<svg viewBox=\"0 0 100 4\" preserveAspectRatio=\"none\" width=\"100%\" height=\"15\" role=\"img\" aria-label=\"判定分布\">");
        double from = 0;
        for (Verdict verdict : Verdict.values()) {
            double length = tally.total() == 0 ? 0 : 100.0 * tally.count(verdict) / tally.total();
            if (length > 0) {
                svg.append("<rect class=\"f-" + word(verdict) + "\" x=\"" + number(from) + "\" width=\""
                        + number(length) + "\" height=\"4\"><title>" + verdict.zh() + " " + tally.count(verdict)
                        + "</title></rect>");
            }
            from += length;
        }
        return svg.append("</svg>").toString();
    }

    /// One square an item, each a link to it.
    static String waffle(List<RequirementVerdict> items) {
        int rows = (items.size() + WAFFLE_COLUMNS - 1) / WAFFLE_COLUMNS;
        var svg = new StringBuilder("<svg viewBox=\"0 0 " + WAFFLE_COLUMNS * 20 + " " + rows * 20 + "\">");
        for (int i = 0; i < items.size(); i++) {
            var item = items.get(i);
            svg.append("<a href=\"#" + Markup.anchor(item.item().key().toString()) + "\"><rect class=\"f-"
                    + word(item.verdict()) + "\" x=\""
                    + (i % WAFFLE_COLUMNS * 20 + 1) + "\" y=\"" + (i / WAFFLE_COLUMNS * 20 + 1)
                    + "\" width=\"17\" height=\"17\" rx=\"3\"><title>"
                    + escaped(item.item().key() + " " + item.item().controlZh() + "："
                            + item.verdict().zh()) + "</title></rect></a>");
        }
        return svg.append("</svg>").toString();
    }

    /// Control points with machine-read objects down, object types across, the worst verdict in each cell.
    static String heat(Assessment assessment) {
        var rows = new LinkedHashMap<String, Map<AssetType, List<Verdict>>>();
        var classOf = new LinkedHashMap<String, String>();
        var types = new TreeSet<AssetType>();
        for (RequirementVerdict item : assessment.items()) {
            for (ObjectVerdict on : item.objects()) {
                if (on.asset().type() != AssetType.SYSTEM) {
                    String point = item.item().key().clause();
                    types.add(on.asset().type());
                    classOf.putIfAbsent(point, item.item().classZh());
                    rows.computeIfAbsent(point + " " + item.item().controlZh(), any -> new EnumMap<>(AssetType.class))
                            .computeIfAbsent(on.asset().type(), any -> new ArrayList<>())
                            .add(on.verdict());
                }
            }
        }
        double cell = types.isEmpty() ? 0 : (double) (HEAT_WIDTH - HEAT_LABEL) / types.size();
        var svg = new StringBuilder();
        int column = 0;
        for (AssetType type : types) {
            svg.append("<text class=\"f-soft\" x=\"" + number(HEAT_LABEL + cell * (column++ + 0.5))
                    + "\" y=\"18\" text-anchor=\"middle\">" + column(type) + "</text>");
        }
        int y = HEAT_HEAD;
        String open = "";
        for (var row : rows.entrySet()) {
            String clause = row.getKey().substring(0, row.getKey().indexOf(' '));
            String classZh = classOf.getOrDefault(clause, "");
            if (!classZh.equals(open)) {
                open = classZh;
                svg.append("<text class=\"f-ink\" x=\"0\" y=\"" + (y + 16) + "\" font-weight=\"600\" font-size=\"12\">"
                        + escaped(classZh) + "</text>");
                y += HEAT_CLASS;
            }
            svg.append("<text class=\"f-soft\" x=\"10\" y=\"" + (y + 13) + "\">" + escaped(row.getKey()) + "</text>");
            column = 0;
            for (AssetType type : types) {
                var verdicts = row.getValue().getOrDefault(type, List.of());
                var tally = Tally.of(verdicts);
                String word = verdicts.isEmpty() ? "none" : word(worst(tally));
                svg.append("<rect class=\"f-" + word + "\" x=\"" + number(HEAT_LABEL + cell * column++ + 1) + "\" y=\""
                        + (y + 1) + "\" width=\"" + number(cell - 2)
                        + "\" height=\"" + (HEAT_ROW - 3) + "\" rx=\"2\">"
                        + (verdicts.isEmpty()
                                ? ""
                                : "<title>" + escaped(row.getKey() + " · " + type.nameZh() + "：" + words(tally))
                                        + "</title>")
                        + "</rect>");
            }
            y += HEAT_ROW;
        }
        return "<svg class=\"heat\" viewBox=\"0 0 " + HEAT_WIDTH + " " + (y + 4)
                + "\" role=\"img\" aria-label=\"控制点与对象类型\">" + svg + "</svg>";
    }

    private static String column(AssetType type) {
        String name = type.nameZh();
        int space = name.indexOf(' ');
        return escaped(space < 0 ? name : type == AssetType.SPRING_BOOT ? "Spring Boot" : name.substring(0, space));
    }

    private static String words(Tally tally) {
        var words = new ArrayList<String>();
        for (Verdict verdict : Verdict.values()) {
            if (tally.count(verdict) > 0) {
                words.add(verdict.zh() + " " + tally.count(verdict));
            }
        }
        return String.join("，", words);
    }

    private static Verdict worst(Tally tally) {
        for (Verdict verdict :
                List.of(Verdict.NOT_MET, Verdict.PARTIAL, Verdict.UNKNOWN, Verdict.PENDING, Verdict.MET)) {
            if (tally.count(verdict) > 0) {
                return verdict;
            }
        }
        return Verdict.NOT_APPLICABLE;
    }
}
