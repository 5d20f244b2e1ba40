package org.tongguan.comply.gather;

import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.facts.Gathered;

/// Told what goes on, from many threads at once.
public interface Progress {

    void started(Asset asset);

    void gathered(Asset asset, Gathered gathered);

    /// @param millis wall clock of the whole asset
    void finished(Asset asset, long millis);

    /// @param why a sentence the asset's owner can act on
    void lost(Asset asset, String why);

    /// Says nothing.
    static Progress silent() {
        return new Progress() {
            @Override
            public void started(Asset asset) {}

            @Override
            public void gathered(Asset asset, Gathered gathered) {}

            @Override
            public void finished(Asset asset, long millis) {}

            @Override
            public void lost(Asset asset, String why) {}
        };
    }
}
