package org.tongguan.comply.verdict;

import java.util.Collection;
import java.util.List;
import org.tongguan.comply.catalog.ConclusionRules;
import org.tongguan.comply.catalog.Item;
import org.tongguan.comply.check.Risk;

/// The two conclusions from item verdicts. The low end takes what is open as not met, the high end as met.
final class Scoring {

    /// One item at one end of the span.
    record Mark(Item item, Verdict verdict) {}

    private final ConclusionRules rules;

    Scoring(ConclusionRules rules) {
        this.rules = rules;
    }

    Conclusion conclude(
            List<RequirementVerdict> rows, List<Finding> findings, int majorRisks, List<String> unconfirmed) {
        var low = marks(rows, Verdict.NOT_MET);
        var high = marks(rows, Verdict.MET);
        double rateLow = rate(low);
        double rateHigh = rate(high);
        double scoreLow = score(low);
        double scoreHigh = score(high);
        boolean highRisk = findings.stream().anyMatch(finding -> finding.residual() == Risk.HIGH);
        boolean mediumRisk = findings.stream().anyMatch(finding -> finding.residual() == Risk.MEDIUM);
        int open = Math.toIntExact(rows.stream()
                .filter(row -> row.verdict() == Verdict.PENDING || row.verdict() == Verdict.UNKNOWN)
                .count());
        return new Conclusion(
                rateLow,
                rateHigh,
                majorRisks,
                open,
                rules.rate2025().word(rateLow, majorRisks),
                rules.rate2025().word(rateHigh, majorRisks),
                scoreLow,
                scoreHigh,
                rules.score2021().word(scoreLow, highRisk, mediumRisk),
                rules.score2021().word(scoreHigh, highRisk, mediumRisk),
                unconfirmed);
    }

    private static List<Mark> marks(List<RequirementVerdict> rows, Verdict open) {
        return rows.stream()
                .map(row -> new Mark(
                        row.item(),
                        ItemRule.ifOpenWere(
                                open,
                                row.objects().stream()
                                        .map(ObjectVerdict::verdict)
                                        .toList())))
                .toList();
    }

    /// 符合率 of the 2025 template: met items among the applicable ones. With nothing applicable there is nothing
    /// met.
    double rate(Collection<Mark> marks) {
        double met = 0;
        int applicable = 0;
        for (Mark mark : marks) {
            switch (mark.verdict()) {
                case MET -> {
                    met++;
                    applicable++;
                }
                case PARTIAL -> {
                    met += rules.rate2025().partialWeight();
                    applicable++;
                }
                case NOT_MET, PENDING, UNKNOWN -> applicable++;
                case NOT_APPLICABLE -> {}
            }
        }
        return applicable == 0 ? 0 : met / applicable;
    }

    /// The composite score of the 2021 template, content/catalog/conclusion-2021.yaml.
    double score(Collection<Mark> marks) {
        var score = rules.score2021();
        long applicable = marks.stream()
                .filter(mark -> mark.verdict() != Verdict.NOT_APPLICABLE)
                .count();
        if (applicable == 0) {
            return 0;
        }
        double step = 100.0 / applicable;
        double technical = 100 * score.attention();
        double management = 100 * (1 - score.attention());
        for (Mark mark : marks) {
            double loss = switch (mark.verdict()) {
                case MET, NOT_APPLICABLE -> 0;
                case PARTIAL -> score.weight(mark.item().key()) * (1 - score.partial()) * step;
                case NOT_MET, PENDING, UNKNOWN -> score.weight(mark.item().key()) * step;
            };
            if (mark.item().technical()) {
                technical -= loss;
            } else {
                management -= loss;
            }
        }
        return Math.max(0, technical) + Math.max(0, management);
    }
}
