package org.tongguan.comply.verdict;

import java.util.List;
import org.tongguan.comply.catalog.Bilingual;

/// A major risk (重大风险隐患). The machine proposes it on the three principles; a person confirms or refuses.
///
/// @param trigger id in the trigger list, `A-01` to `A-32`
/// @param relevance 相关性: found, and no mitigation counts
/// @param severity 严重性: what exploitation would mean
/// @param likelihood 高发性: why it is likely in the real environment
/// @param reason the person's, when confirmed or refused
public record MajorRisk(
        String trigger,
        Bilingual title,
        List<Finding> findings,
        Principle relevance,
        Principle severity,
        Principle likelihood,
        State state,
        String reason) {

    public MajorRisk {
        findings = List.copyOf(findings);
    }

    public record Principle(boolean holds, String because) {}

    public enum State {
        PROPOSED("待人工确认"),
        CONFIRMED("已确认"),
        REFUSED("已排除"),
        RECTIFIED("已整改");

        private final String zh;

        State(String zh) {
            this.zh = zh;
        }

        public String zh() {
            return zh;
        }
    }

    /// Whether it counts in the conclusion: everything a person has not refused or seen rectified.
    public boolean counts() {
        return state == State.PROPOSED || state == State.CONFIRMED;
    }
}
