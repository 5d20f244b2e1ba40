package org.tongguan.comply.verdict;

import java.util.List;

/// The two conclusions. While items are pending or unknown each is a span: the low end counts them as not met,
/// the high end as met; it is final only when both ends agree and nothing is open.
///
/// @param rateLow 符合率, 0 to 1
/// @param majorRisks how many count
/// @param word2025 符合, 基本符合 or 不符合, by the low end
/// @param bestWord2025 the same by the high end
/// @param scoreLow2021 composite score, 0 to 100, by the 2021 template
/// @param word2021 优, 良, 中 or 差, by the low end
/// @param unconfirmed the settings that the public texts do not settle, as sentences for the report
public record Conclusion(
        double rateLow,
        double rateHigh,
        int majorRisks,
        int open,
        String word2025,
        String bestWord2025,
        double scoreLow2021,
        double scoreHigh2021,
        String word2021,
        String bestWord2021,
        List<String> unconfirmed) {

    public Conclusion {
        unconfirmed = List.copyOf(unconfirmed);
    }

    public boolean settled() {
        return open == 0;
    }
}
