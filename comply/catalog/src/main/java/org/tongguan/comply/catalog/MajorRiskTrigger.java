package org.tongguan.comply.catalog;

import java.util.List;

/// One of the 32 triggers of a major risk (重大风险隐患触发项), in our own words.
///
/// @param id `A-01` to `A-32`
/// @param items the items it stands under; empty for the triggers that come from tests or from several places
/// @param cases the high-risk cases that correspond
/// @param severity what exploitation would mean (严重性)
public record MajorRiskTrigger(
        String id,
        List<ItemKey> items,
        List<String> cases,
        Bilingual title,
        Bilingual severity,
        Confidence confidence) {

    public MajorRiskTrigger {
        items = List.copyOf(items);
        cases = List.copyOf(cases);
    }
}
