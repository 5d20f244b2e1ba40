package org.tongguan.comply.verdict;

import java.time.LocalDate;
import java.util.Optional;
import org.tongguan.comply.catalog.ItemKey;

/// Overall assessment (整体测评): another control, layer or area makes up for a finding. It lowers the finding's
/// risk; it never changes a verdict.
///
/// @param item the item the finding stands under
/// @param asset the object, or empty for all of the item's objects
/// @param by what makes up for it, in words a reader can check
public record Compensation(
        ItemKey item, Optional<String> asset, Kind kind, String by, String evidence, String approvedBy, LocalDate day) {

    public enum Kind {
        CONTROL("控制点间"),
        LAYER("层面间"),
        AREA("区域间");

        private final String zh;

        Kind(String zh) {
            this.zh = zh;
        }

        public String zh() {
            return zh;
        }
    }
}
