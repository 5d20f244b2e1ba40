package org.tongguan.comply.verdict;

import java.util.List;
import java.util.Optional;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.catalog.Bilingual;
import org.tongguan.comply.catalog.ItemKey;
import org.tongguan.comply.check.Observation;

/// One item on one object: the smallest row of the result record.
///
/// @param because the deciding fact
/// @param remains what a person still has to look at here, if the machine only helps
public record ObjectVerdict(
        ItemKey item,
        Asset asset,
        Verdict verdict,
        Bilingual because,
        List<Observation> observations,
        Optional<Answer> answer,
        Optional<Bilingual> remains) {

    public ObjectVerdict {
        observations = List.copyOf(observations);
    }
}
