package org.tongguan.comply.gather;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.facts.Collector;
import org.tongguan.comply.facts.Gathered;

/// One way to reach an asset.
interface Gatherer {

    /// Reads what the collectors ask for and hands over each result as soon as it is there. A collector it has
    /// nothing for is left out; the caller records it as not run.
    ///
    /// @param limit wall clock for the whole asset; the caller interrupts after it
    /// @throws Unreachable if the asset could not be reached at all, or was lost on the way
    void gather(Asset asset, List<Collector> wanted, Duration limit, Consumer<Gathered> sink)
            throws Unreachable, InterruptedException;

    /// The account that looks, for the record.
    String by(Asset asset);
}
