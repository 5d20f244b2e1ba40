package org.tongguan.comply.verdict;

import java.util.Optional;
import org.tongguan.comply.check.Observation;

/// One observation as the machine made it, and as it is shown once waivers are counted.
record Seen(Observation original, Observation shown, Optional<Waiver> waiver) {

    /// What an observation says towards a verdict. A waiver changes nothing here.
    enum Says {
        GOOD,
        HALF,
        BAD,
        NOT_APPLICABLE,
        ASK_A_PERSON,
        NOTHING_KNOWN
    }

    Says says() {
        return switch (original.state()) {
            case PASS, MANUAL_PASS -> Says.GOOD;
            case PARTIAL -> Says.HALF;
            case FAIL, MANUAL_FAIL, WAIVED -> Says.BAD;
            case NOT_APPLICABLE -> Says.NOT_APPLICABLE;
            case MANUAL_PENDING -> Says.ASK_A_PERSON;
            case UNKNOWN, NOT_RUN -> Says.NOTHING_KNOWN;
        };
    }
}
