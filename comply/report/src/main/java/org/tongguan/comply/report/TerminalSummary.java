package org.tongguan.comply.report;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.check.Risk;
import org.tongguan.comply.report.words.Problem;
import org.tongguan.comply.report.words.Tally;
import org.tongguan.comply.report.words.Words;
import org.tongguan.comply.verdict.Assessment;
import org.tongguan.comply.verdict.ClassCount;
import org.tongguan.comply.verdict.Finding;
import org.tongguan.comply.verdict.MajorRisk;
import org.tongguan.comply.verdict.Verdict;

/// What the terminal shows at the end of a run. Nothing a target said can move the cursor or change a colour.
public final class TerminalSummary {

    private static final int PROBLEMS_MAX = 10;
    private static final int OBJECTS_MAX = 3;
    private static final int MAJOR_RISKS_MAX = 12;
    private static final int COLUMNS = 100;
    private static final int CLASS_COLUMNS = 22;
    private static final int COUNT_COLUMNS = 10;
    private static final int TITLE_COLUMNS = 70;
    private static final int WHERE_COLUMNS = 60;
    private static final int INDENT = 7;

    private enum Ink {
        BOLD("1"),
        DIM("2"),
        RED("31"),
        GREEN("32"),
        YELLOW("33"),
        BLUE("34"),
        MAGENTA("35"),
        CYAN("36"),
        ALARM("1;37;41");

        private final String code;

        Ink(String code) {
            this.code = code;
        }
    }

    private final StringBuilder out = new StringBuilder();
    private final boolean colour;

    private TerminalSummary(boolean colour) {
        this.colour = colour;
    }

    public static String text(Assessment assessment, List<Path> files, boolean colour) {
        var summary = new TerminalSummary(colour);
        summary.head(assessment);
        summary.classes(assessment);
        summary.conclusion(assessment);
        summary.majorRisks(assessment.majorRisks());
        summary.findings(assessment.findings());
        summary.files(files);
        return summary.out.toString();
    }

    private void head(Assessment assessment) {
        line("");
        line(ink(Ink.BOLD, one(assessment.system().name(), 60) + " · " + Words.level(assessment.system()))
                + ink(Ink.DIM, "   网络安全等级保护自评估"));
        line(ink(
                Ink.DIM,
                "采集 " + Words.moment(assessment.gathered()) + "（北京时间） · 判定日 " + assessment.judged() + " · 对象 "
                        + assessment.objects().size() + " 个 · 证据 "
                        + assessment.evidence().size() + " 条"));
        line("");
    }

    private void classes(Assessment assessment) {
        var head = new StringBuilder(left("安全类", CLASS_COLUMNS));
        for (Verdict verdict : Verdict.values()) {
            head.append(right(verdict.zh(), COUNT_COLUMNS));
        }
        head.append(right("合计", COUNT_COLUMNS - 2));
        line(ink(Ink.DIM, head.toString()));
        for (ClassCount count : assessment.classes()) {
            String name = count.classZh() + (count.scope().equals("general") ? "" : "·" + count.scope());
            row(name, Tally.of(count), false);
        }
        line(ink(Ink.DIM, "─".repeat(CLASS_COLUMNS + COUNT_COLUMNS * Verdict.values().length + COUNT_COLUMNS - 2)));
        row("合计", Tally.ofItems(assessment.items()), true);
        line("");
    }

    private void row(String name, Tally tally, boolean bold) {
        var row = new StringBuilder(bold ? ink(Ink.BOLD, left(name, CLASS_COLUMNS)) : left(name, CLASS_COLUMNS));
        for (Verdict verdict : Verdict.values()) {
            int count = tally.count(verdict);
            String cell = right(count == 0 ? "·" : String.valueOf(count), COUNT_COLUMNS);
            row.append(ink(count == 0 ? Ink.DIM : inkOf(verdict), cell));
        }
        row.append(right(String.valueOf(tally.total()), COUNT_COLUMNS - 2));
        line(row.toString());
    }

    private static Ink inkOf(Verdict verdict) {
        return switch (verdict) {
            case MET -> Ink.GREEN;
            case PARTIAL -> Ink.YELLOW;
            case NOT_MET -> Ink.RED;
            case NOT_APPLICABLE -> Ink.DIM;
            case PENDING -> Ink.BLUE;
            case UNKNOWN -> Ink.MAGENTA;
        };
    }

    private void conclusion(Assessment assessment) {
        var conclusion = assessment.conclusion();
        var coverage = assessment.coverage();
        label(
                "覆盖率",
                Words.percent(coverage.share()) + "（应判 " + coverage.asked() + "，已判 " + coverage.decided() + "，门槛 "
                        + Words.percent(coverage.required()) + "）");
        if (!coverage.valid()) {
            line(ink(Ink.ALARM, " 本次评估无效：机器核查覆盖率低于门槛，以下结论不得引用。 "));
        }
        label(
                "符合率",
                Words.span(Words.percent(conclusion.rateLow()), Words.percent(conclusion.rateHigh()))
                        + (conclusion.settled() ? "" : "（尚有 " + conclusion.open() + " 项待核查或无法判定）"));
        label(
                "结论",
                Words.span(conclusion.word2025(), conclusion.bestWord2025()) + "（2025 版）   "
                        + Words.span(conclusion.word2021(), conclusion.bestWord2021()) + " · "
                        + Words.span(Words.score(conclusion.scoreLow2021()), Words.score(conclusion.scoreHigh2021()))
                        + " 分（2021 版，仅供参考）");
        line("");
    }

    private void majorRisks(List<MajorRisk> risks) {
        long counting = risks.stream().filter(MajorRisk::counts).count();
        line(ink(Ink.BOLD, "重大风险隐患 " + counting + " 项"));
        if (risks.isEmpty()) {
            line("  未提出。未核查的部分不在此列。");
        }
        risks.stream()
                .limit(MAJOR_RISKS_MAX)
                .forEach(risk -> line("  "
                        + ink(risk.counts() ? Ink.RED : Ink.DIM, left(risk.trigger(), 6))
                        + one(risk.title().zh(), 60) + "  "
                        + ink(Ink.DIM, risk.state().zh())));
        if (risks.size() > MAJOR_RISKS_MAX) {
            line("  其余 " + (risks.size() - MAJOR_RISKS_MAX) + " 项见报告。");
        }
        line("");
    }

    private void findings(List<Finding> findings) {
        var problems = Problem.of(findings);
        int shown = Math.min(problems.size(), PROBLEMS_MAX);
        line(ink(
                Ink.BOLD,
                findings.isEmpty()
                        ? "安全问题 0 项"
                        : "安全问题 " + findings.size() + " 项（同类合并为 " + problems.size() + " 类），先整改这 " + shown + " 类"));
        problems.subList(0, shown).forEach(this::problem);
        line("");
    }

    private void problem(Problem problem) {
        var first = problem.first();
        line("  " + first.number() + " "
                + ink(inkOf(first.residual()), "[" + first.residual().zh() + "]") + " "
                + ink(Ink.BOLD, one(first.title().zh(), TITLE_COLUMNS))
                + ink(Ink.DIM, problem.waived() ? "（豁免期内）" : ""));
        var objects = problem.objects();
        String where = one(
                objects.stream().limit(OBJECTS_MAX).map(Asset::id).collect(Collectors.joining("、"))
                        + (objects.size() > OBJECTS_MAX ? " 等" : "")
                        + (objects.size() > 1 ? "（" + objects.size() + " 个）" : ""),
                WHERE_COLUMNS);
        line("       " + ink(Ink.CYAN, where) + " · " + one(value(first), COLUMNS - INDENT - 3 - Words.columns(where)));
        first.remedy().ifPresent(remedy -> line("       → " + one(remedy.text().zh(), COLUMNS - 10)));
    }

    private static String value(Finding finding) {
        return finding.observation()
                .filter(seen -> !seen.shown().isEmpty())
                .map(seen -> Words.shown(seen.shown()))
                .orElse(finding.because().zh());
    }

    private static Ink inkOf(Risk risk) {
        return switch (risk) {
            case HIGH -> Ink.RED;
            case MEDIUM -> Ink.YELLOW;
            case LOW -> Ink.DIM;
        };
    }

    private void files(List<Path> files) {
        if (!files.isEmpty()) {
            line(ink(Ink.BOLD, "报告"));
            files.forEach(file -> line("  " + one(file.toString(), 400)));
        }
    }

    private void label(String name, String value) {
        line(ink(Ink.BOLD, left(name, 8)) + value);
    }

    private void line(String text) {
        out.append(text).append('\n');
    }

    private String ink(Ink ink, String text) {
        return colour && !text.isEmpty() ? "\u001b[" + ink.code + "m" + text + "\u001b[0m" : text;
    }

    private static String one(String text, int columnsMax) {
        String line = Words.line(text);
        if (Words.columns(line) <= columnsMax) {
            return line;
        }
        var cut = new StringBuilder();
        int width = 0;
        for (int point : line.codePoints().toArray()) {
            width += Words.columns(point);
            if (width > columnsMax - 1) {
                break;
            }
            cut.appendCodePoint(point);
        }
        return cut.append('…').toString();
    }

    private static String left(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - Words.columns(text)));
    }

    private static String right(String text, int columns) {
        return " ".repeat(Math.max(0, columns - Words.columns(text))) + text;
    }
}
