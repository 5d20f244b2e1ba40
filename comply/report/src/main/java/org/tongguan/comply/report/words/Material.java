package org.tongguan.comply.report.words;

import java.util.Optional;
import org.tongguan.comply.catalog.Catalog;
import org.tongguan.comply.verdict.Assessment;
import org.tongguan.comply.verdict.RunDiff;

/// All that a report is made of.
///
/// @param earlier the run before, judged by the same checks, if there is one to compare with
public record Material(Assessment assessment, Catalog catalog, Optional<Earlier> earlier) {

    /// @param changes from the earlier run to this one
    public record Earlier(Assessment assessment, RunDiff changes) {}

    public static Material of(Assessment assessment, Catalog catalog, Optional<Assessment> earlier) {
        return new Material(
                assessment, catalog, earlier.map(before -> new Earlier(before, RunDiff.between(before, assessment))));
    }
}
