package org.tongguan.comply.catalog;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A high-risk case (高风险判例): a condition under which a finding is high risk, and what may lower it.
///
/// @param id the case's number in the guide, `6.4.1.1`
/// @param level the lowest protection level it holds for; empty where the public digest gives none
/// @param items the level-3 items it stands under; empty for a case of level 4
/// @param mitigation what lowers it; empty where nothing does
public record HighRiskCase(
        String id,
        Optional<Integer> level,
        List<ItemKey> items,
        Lowering lowering,
        Set<Flag> flags,
        Bilingual condition,
        Optional<Bilingual> mitigation,
        Confidence confidence) {

    public HighRiskCase {
        items = List.copyOf(items);
        flags = Set.copyOf(flags);
    }

    /// Whether a mitigation may lower the risk.
    public enum Lowering {
        YES,
        /// Only in part of the situations; `mitigation` says which.
        CONDITIONAL,
        NO
    }

    public enum Flag {
        /// Holds only for systems of high availability.
        HIGH_AVAILABILITY,
        /// Cannot be lowered for an object the internet reaches.
        INTERNET_FACING_NO,
        /// Can be lowered for Unix-like hosts only.
        UNIX_ONLY,
        /// Holds for key industries.
        KEY_INDUSTRY,
        /// A matter of the cloud platform.
        CLOUD_PLATFORM,
        /// The digest names no clause; the item is our reading.
        MAPPING_GUESSED
    }

    /// Whether the case can be met by a system of this level and availability.
    public boolean holdsFor(int systemLevel, boolean highAvailability) {
        return level.map(least -> systemLevel >= least).orElse(true)
                && (highAvailability || !flags.contains(Flag.HIGH_AVAILABILITY));
    }

    /// Whether a mitigation may be counted for an object.
    public boolean mayBeLowered(boolean internetFacing) {
        return lowering != Lowering.NO && !(internetFacing && flags.contains(Flag.INTERNET_FACING_NO));
    }
}
