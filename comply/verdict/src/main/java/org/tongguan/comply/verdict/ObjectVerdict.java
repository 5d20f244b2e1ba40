package org.tongguan.comply.verdict;

import java.util.List;
import java.util.Optional;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.catalog.Bilingual;
import org.tongguan.comply.catalog.ItemKey;
import org.tongguan.comply.check.Observation;
import org.tongguan.comply.check.ResultState;

/// One item on one object: the smallest row of the result record.
///
/// @param because the deciding fact
/// @param observations as judged, waived ones marked; a manual one carries the person's answer
/// @param answer the answer that counted, on the day of judging
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

    /// The person's part in it as a result state: passed, failed, found not applicable or still to be looked
    /// at; empty where the machine decided alone.
    public Optional<ResultState> person() {
        return answer.map(given -> switch (given.verdict()) {
                    case MET -> ResultState.MANUAL_PASS;
                    case PARTIAL, NOT_MET -> ResultState.MANUAL_FAIL;
                    case NOT_APPLICABLE -> ResultState.NOT_APPLICABLE;
                    case PENDING, UNKNOWN -> ResultState.MANUAL_PENDING;
                })
                .or(() -> verdict == Verdict.PENDING ? Optional.of(ResultState.MANUAL_PENDING) : Optional.empty());
    }
}
