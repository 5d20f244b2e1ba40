package org.tongguan.comply.check;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.catalog.Bilingual;
import org.tongguan.comply.facts.Evidence;

/// What one check found on one asset.
///
/// @param because the deciding fact in words
/// @param shown the values the check shows, in its order
/// @param evidence the lines of the evidence index the facts were parsed from
public record Observation(
        Asset asset,
        Check check,
        ResultState state,
        Bilingual because,
        Map<String, String> shown,
        List<Evidence> evidence) {

    public Observation {
        shown = Collections.unmodifiableMap(new LinkedHashMap<>(shown));
        evidence = List.copyOf(evidence);
    }

    public Observation in(ResultState other, Bilingual reason) {
        return new Observation(asset, check, other, reason, shown, evidence);
    }
}
