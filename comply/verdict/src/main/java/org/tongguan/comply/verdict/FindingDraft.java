package org.tongguan.comply.verdict;

import java.util.List;
import java.util.Optional;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.catalog.Bilingual;
import org.tongguan.comply.catalog.ItemKey;
import org.tongguan.comply.check.Observation;
import org.tongguan.comply.check.Remedy;
import org.tongguan.comply.check.Risk;

/// A finding before its place in the order is known.
record FindingDraft(
        String key,
        Asset asset,
        List<ItemKey> items,
        Bilingual title,
        Bilingual because,
        Risk inherent,
        Risk residual,
        List<String> highRiskCases,
        List<String> lowered,
        Optional<Waiver> waiver,
        Optional<Remedy> remedy,
        Optional<Observation> observation) {

    Finding numbered(int number) {
        return new Finding(
                "T%03d".formatted(number),
                key,
                asset,
                items,
                title,
                because,
                inherent,
                residual,
                highRiskCases,
                lowered,
                waiver,
                remedy,
                observation);
    }

    private static int disturbance(Remedy.Impact impact) {
        return switch (impact) {
            case NONE -> 0;
            case RELOAD -> 1;
            case RESTART -> 2;
            case LOCKOUT -> 3;
        };
    }

    /// How easily it is put right: a reviewed script that disturbs nothing comes first.
    int effort() {
        return remedy.map(how -> how.script().isBlank() ? 4 : disturbance(how.impact()))
                .orElse(5);
    }
}
