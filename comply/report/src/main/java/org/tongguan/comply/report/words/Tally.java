package org.tongguan.comply.report.words;

import java.util.Collection;
import org.tongguan.comply.verdict.ClassCount;
import org.tongguan.comply.verdict.RequirementVerdict;
import org.tongguan.comply.verdict.Verdict;

/// How many of each verdict.
public record Tally(int met, int partial, int notMet, int notApplicable, int pending, int unknown) {

    public static Tally of(Collection<Verdict> verdicts) {
        int[] count = new int[Verdict.values().length];
        verdicts.forEach(verdict -> count[verdict.ordinal()]++);
        return new Tally(
                count[Verdict.MET.ordinal()],
                count[Verdict.PARTIAL.ordinal()],
                count[Verdict.NOT_MET.ordinal()],
                count[Verdict.NOT_APPLICABLE.ordinal()],
                count[Verdict.PENDING.ordinal()],
                count[Verdict.UNKNOWN.ordinal()]);
    }

    public static Tally ofItems(Collection<RequirementVerdict> items) {
        return of(items.stream().map(RequirementVerdict::verdict).toList());
    }

    public static Tally of(ClassCount count) {
        return new Tally(
                count.met(), count.partial(), count.notMet(), count.notApplicable(), count.pending(), count.unknown());
    }

    public int count(Verdict verdict) {
        return switch (verdict) {
            case MET -> met;
            case PARTIAL -> partial;
            case NOT_MET -> notMet;
            case NOT_APPLICABLE -> notApplicable;
            case PENDING -> pending;
            case UNKNOWN -> unknown;
        };
    }

    public int total() {
        return met + partial + notMet + notApplicable + open();
    }

    public int applicable() {
        return total() - notApplicable;
    }

    public int open() {
        return pending + unknown;
    }

    /// 符合率 with everything open counted as not met, and as met; `—` where no item applies.
    public String rate() {
        return applicable() == 0
                ? "—"
                : Words.span(
                        Words.percent((double) met / applicable()),
                        Words.percent((double) (met + open()) / applicable()));
    }
}
