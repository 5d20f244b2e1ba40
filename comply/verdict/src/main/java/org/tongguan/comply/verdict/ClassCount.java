package org.tongguan.comply.verdict;

/// How the items of one security class (安全类) came out.
///
/// @param scope `general`, or the extension the class belongs to
public record ClassCount(
        String scope,
        String classZh,
        boolean technical,
        int total,
        int met,
        int partial,
        int notMet,
        int notApplicable,
        int pending,
        int unknown) {}
