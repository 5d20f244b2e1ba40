package org.tongguan.comply.check;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.catalog.Bilingual;
import org.tongguan.comply.catalog.ItemKey;
import org.tongguan.kernel.yaml.Place;

/// One declarative check, as its file says it.
///
/// @param needs collectors whose facts must be known
/// @param wants collectors whose facts may be absent; an absent one is `null` in the expressions
/// @param params named values a user's tailoring may change
/// @param applies CEL, true if the check applies; absent means always
/// @param passes CEL, true if the asset is in order
/// @param partly CEL, true if a failed asset is at least partly in order
/// @param absent what it means when a needed thing is not there, by collector
/// @param shows label to CEL: the values to show with the verdict
/// @param highRiskCases ids of the high-risk cases (高风险判例) a failure is the condition of
public record Check(
        String id,
        AssetType type,
        Bilingual title,
        List<ItemKey> items,
        Risk risk,
        List<String> highRiskCases,
        List<String> needs,
        List<String> wants,
        Map<String, Object> params,
        Optional<Expression> applies,
        Bilingual notApplicable,
        Expression passes,
        Optional<Expression> partly,
        Map<String, Absence> absent,
        Map<String, Expression> shows,
        Remedy remedy,
        Fixtures fixtures,
        Path file) {

    /// What a missing thing means. There is no `PASS`: nothing is met by a fact that is not there.
    public enum Absence {
        FAIL,
        NA,
        UNKNOWN,
        MANUAL
    }

    /// A CEL text and where it stands.
    public record Expression(String cel, Place place) {}

    /// The cases a check brings along (docs/formats/check.md). Raw collector texts, as a target would print them.
    ///
    /// @param byState expected state to cases; each case is collector to raw text
    /// @param absent collector to the expected state when the thing is not there
    /// @param denied collectors tried with a denial; always expected unknown
    /// @param garbled collector to a text its parser must refuse; always expected unknown
    public record Fixtures(
            Map<ResultState, List<Map<String, String>>> byState,
            Map<String, ResultState> absent,
            List<String> denied,
            Map<String, String> garbled) {}
}
