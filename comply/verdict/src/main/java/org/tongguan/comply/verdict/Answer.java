package org.tongguan.comply.verdict;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.tongguan.comply.catalog.ItemKey;

/// What a person answered for one item, for one object or for all of them, and by what evidence.
///
/// @param asset the object's id; empty for every object of the item
/// @param verdict `MET`, `PARTIAL`, `NOT_MET` or `NOT_APPLICABLE`
/// @param expires the day from which the answer counts no more and the item is pending again
public record Answer(
        ItemKey item,
        Optional<String> asset,
        Verdict verdict,
        String reason,
        List<Proof> proofs,
        String owner,
        LocalDate answered,
        LocalDate expires) {

    public Answer {
        proofs = List.copyOf(proofs);
    }

    public enum Kind {
        DOCUMENT("文档"),
        PHOTO("照片"),
        INTERVIEW("访谈"),
        TEST("测试");

        private final String zh;

        Kind(String zh) {
            this.zh = zh;
        }

        public String zh() {
            return zh;
        }
    }

    /// One piece of evidence.
    ///
    /// @param file the document or photo, if there is one; its digest goes into the report
    public record Proof(Kind kind, String title, Optional<Path> file, Optional<String> sm3) {}
}
