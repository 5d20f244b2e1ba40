package org.tongguan.comply.verdict;

import java.time.LocalDate;
import java.util.List;

/// A failed check the owner lives with for a while. It never makes an item met and never hides a major risk.
///
/// @param check the check's id
/// @param assets the objects it covers, by id
/// @param compensation what is done instead
/// @param requestedBy and
/// @param approvedBy two different people
/// @param end at most twelve months after `start`; from this day on the waiver counts no more
public record Waiver(
        String check,
        List<String> assets,
        String reason,
        String compensation,
        String requestedBy,
        String approvedBy,
        LocalDate start,
        LocalDate end) {

    public Waiver {
        assets = List.copyOf(assets);
    }

    public boolean covers(String checkId, String assetId, LocalDate day) {
        return check.equals(checkId) && assets.contains(assetId) && !day.isBefore(start) && day.isBefore(end);
    }
}
