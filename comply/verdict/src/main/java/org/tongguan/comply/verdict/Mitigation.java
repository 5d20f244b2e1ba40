package org.tongguan.comply.verdict;

import java.time.LocalDate;
import java.util.List;

/// A mitigation (缓解措施) a high-risk case allows, in place on some objects. It lowers risk; it never changes a
/// verdict.
///
/// @param highRiskCase the case's id, `6.4.1.1`; a case that cannot be lowered is refused when the file is read
/// @param assets the objects it protects, by id
/// @param what what is in place, in words a reader can check
public record Mitigation(
        String highRiskCase,
        List<String> assets,
        String what,
        List<Answer.Proof> proofs,
        String approvedBy,
        LocalDate day) {

    public Mitigation {
        assets = List.copyOf(assets);
        proofs = List.copyOf(proofs);
    }
}
