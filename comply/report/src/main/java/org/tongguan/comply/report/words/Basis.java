package org.tongguan.comply.report.words;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.check.Observation;
import org.tongguan.comply.verdict.ObjectVerdict;
import org.tongguan.comply.verdict.RequirementVerdict;
import org.tongguan.comply.verdict.Verdict;

/// Why an item has its verdict, short enough to read: how many objects have which verdict, then the worst of
/// them.
public final class Basis {

    private static final int OBJECTS_NAMED_MAX = 2;
    private static final int OBJECT_CHARACTERS_MAX = 48;
    private static final int SINGLE_CHARACTERS_MAX = 160;

    private Basis() {}

    /// One line for the counts and one for each object named.
    public static String of(RequirementVerdict item) {
        if (item.objects().size() <= 1) {
            return Words.cut(Words.line(item.because().zh()), SINGLE_CHARACTERS_MAX);
        }
        var lines = new ArrayList<String>();
        lines.add(counts(item));
        var deciding = item.objects().stream()
                .filter(on -> speaks(on.verdict()))
                .sorted(Comparator.comparingInt((ObjectVerdict on) -> weight(on.verdict()))
                        .thenComparing(on -> -on.asset().importance()))
                .toList();
        deciding.stream()
                .limit(OBJECTS_NAMED_MAX)
                .forEach(on -> lines.add(
                        on.verdict().zh() + "　" + Words.line(on.asset().name()) + "："
                                + Words.cut(Words.line(on.because().zh()), OBJECT_CHARACTERS_MAX)));
        if (deciding.size() > OBJECTS_NAMED_MAX) {
            lines.add("其余 " + (deciding.size() - OBJECTS_NAMED_MAX) + " 个见附录D");
        }
        return String.join("\n", lines);
    }

    /// `共 9 个对象：符合 3，不符合 6`; for a single object what decided it.
    public static String counts(RequirementVerdict item) {
        if (item.objects().size() <= 1) {
            return item.because().zh();
        }
        var tally = Tally.of(item.objects().stream().map(ObjectVerdict::verdict).toList());
        var counts = new ArrayList<String>();
        for (Verdict verdict : Verdict.values()) {
            if (tally.count(verdict) > 0) {
                counts.add(verdict.zh() + " " + tally.count(verdict));
            }
        }
        return "共 " + item.objects().size() + " 个对象：" + String.join("，", counts);
    }

    /// Names of objects in one line, the first few.
    public static String names(List<Asset> assets, int namedMax) {
        return assets.stream()
                        .limit(namedMax)
                        .map(asset -> Words.line(asset.name()))
                        .collect(Collectors.joining("、"))
                + (assets.size() > namedMax ? " 等 " + assets.size() + " 个" : "");
    }

    /// Whether the reason says more than the values shown beside it.
    public static boolean saysMoreThanItsValues(Observation seen) {
        return seen.shown().isEmpty()
                || !seen.because()
                        .zh()
                        .equals(seen.shown().entrySet().stream()
                                .map(entry -> entry.getKey() + " = " + entry.getValue())
                                .collect(Collectors.joining("；")));
    }

    /// Objects in order say nothing of themselves; the counts do.
    private static boolean speaks(Verdict verdict) {
        return switch (verdict) {
            case PARTIAL, NOT_MET, PENDING, UNKNOWN -> true;
            case MET, NOT_APPLICABLE -> false;
        };
    }

    private static int weight(Verdict verdict) {
        return switch (verdict) {
            case NOT_MET -> 0;
            case PARTIAL -> 1;
            case UNKNOWN -> 2;
            case PENDING -> 3;
            case MET -> 4;
            case NOT_APPLICABLE -> 5;
        };
    }
}
