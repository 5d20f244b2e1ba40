package org.tongguan.comply.verdict;

import java.util.List;
import java.util.Optional;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.catalog.Bilingual;
import org.tongguan.comply.catalog.ItemKey;
import org.tongguan.comply.check.Observation;
import org.tongguan.comply.check.Remedy;
import org.tongguan.comply.check.Risk;

/// A security problem (安全问题): a failed check, or an answer that says an item is not met.
///
/// @param number `T001`, in order of what to fix first
/// @param key stable over runs: a digest of object, check and sub-key
/// @param inherent risk as the check states it
/// @param residual risk after mitigations and compensation are counted
/// @param highRiskCases the high-risk cases it is the condition of
/// @param lowered why the risk was lowered, one sentence a mitigation or compensation
public record Finding(
        String number,
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

    public Finding {
        items = List.copyOf(items);
        highRiskCases = List.copyOf(highRiskCases);
        lowered = List.copyOf(lowered);
    }
}
