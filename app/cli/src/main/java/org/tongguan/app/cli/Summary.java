package org.tongguan.app.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.tongguan.comply.check.Risk;
import org.tongguan.comply.report.JsonSummary;
import org.tongguan.comply.report.TerminalSummary;
import org.tongguan.comply.verdict.Assessment;
import picocli.CommandLine.Option;

/// How a judged run is shown and what exit code it earns; shared by `demo`, `assess` and `judge`.
final class Summary {

    /// What `--fail-on` can name.
    enum Weight {
        gap,
        high,
        major
    }

    @Option(names = "--json", description = "Print the summary as JSON, and nothing else, to standard output.")
    boolean json;

    @Option(
            names = "--fail-on",
            paramLabel = "WEIGHT",
            description =
                    "Exit with 1 when there is such a finding: gap (any), high (high risk left), major (major risk).")
    @org.jspecify.annotations.Nullable
    Weight failOn;

    int show(Assessment assessment, List<Path> files, PrintWriter out) {
        out.println(json ? JsonSummary.text(assessment) : TerminalSummary.text(assessment, files, Terminal.colour()));
        if (!assessment.coverage().valid()) {
            return Exit.INVALID_RUN;
        }
        return failOn != null && found(assessment, failOn) ? Exit.FOUND : Exit.OK;
    }

    private static boolean found(Assessment assessment, Weight weight) {
        return switch (weight) {
            case gap -> !assessment.findings().isEmpty();
            case high -> assessment.findings().stream().anyMatch(finding -> finding.residual() == Risk.HIGH);
            case major -> assessment.majorRisks().stream().anyMatch(risk -> risk.counts());
        };
    }
}
