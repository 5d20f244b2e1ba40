package org.tongguan.comply.catalog;

import java.util.Map;

/// The numbers both conclusions hang on.
public record ConclusionRules(Rate rate2025, Score score2021) {

    /// The 2025 template: compliance rate and major risks.
    ///
    /// @param inclusive whether a rate on the edge belongs to the better side
    /// @param partialWeight what a partly met item counts, 0 to 1
    /// @param metWithMajorRisk the word for a rate that would conform, with a major risk
    public record Rate(
            double metFrom, double basicallyMetFrom, boolean inclusive, double partialWeight, String metWithMajorRisk) {

        private static final double ROUNDING = 1e-9;

        public String word(double rate, int majorRisks) {
            if (reaches(rate, metFrom)) {
                return majorRisks == 0 ? "符合" : metWithMajorRisk;
            }
            return reaches(rate, basicallyMetFrom) ? "基本符合" : "不符合";
        }

        private boolean reaches(double rate, double edge) {
            return inclusive ? rate >= edge - ROUNDING : rate > edge + ROUNDING;
        }
    }

    /// The 2021 template: the composite score.
    ///
    /// @param attention y, the technical share of the full score
    /// @param partial x of a partly met item
    /// @param weights f of the items that have one of their own
    public record Score(
            double attention,
            double partial,
            double excellentFrom,
            double goodFrom,
            double fairFrom,
            Map<ItemKey, Integer> weights,
            int defaultWeight) {

        public Score {
            weights = Map.copyOf(weights);
        }

        public int weight(ItemKey item) {
            return weights.getOrDefault(item, defaultWeight);
        }

        /// 优, 良, 中 or 差.
        public String word(double score, boolean highRiskLeft, boolean mediumRiskLeft) {
            if (highRiskLeft || score < fairFrom) {
                return "差";
            }
            if (score >= excellentFrom && !mediumRiskLeft) {
                return "优";
            }
            return score >= goodFrom ? "良" : "中";
        }
    }
}
