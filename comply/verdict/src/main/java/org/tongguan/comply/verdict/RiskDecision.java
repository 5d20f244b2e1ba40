package org.tongguan.comply.verdict;

import java.time.LocalDate;

/// What a person decided about a major risk the machine proposed, or about one only a person can see.
public record RiskDecision(String trigger, Decision decision, String reason, String by, LocalDate day) {

    public enum Decision {
        CONFIRMED,
        REFUSED,
        /// Found, and put right since; believed only where the machine no longer finds it.
        RECTIFIED
    }
}
