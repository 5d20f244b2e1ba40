package org.tongguan.comply.gather;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The small sister of bench/many-targets.sh: every manner of host once, and some good ones behind them. The
/// one that runs the real script is left to [RealSshdTest], which gives it the time it needs on a busy machine.
@Timeout(120)
class ManySshTargetsTest {

    @TempDir
    Path folder;

    @Test
    void oneBadHostNeverDelaysTheOthersBeyondItsOwnLimit() throws Exception {
        var manners = new ArrayList<>(List.of(SshTargets.Manner.values()));
        manners.remove(SshTargets.Manner.HONEST);
        while (manners.size() < 24) {
            manners.add(SshTargets.Manner.RECORDED);
        }
        var limit = Duration.ofSeconds(10);
        var result = ManyTargets.run(folder, manners, 16, limit);
        assertEquals(List.of(), ManyTargets.troubles(result, limit));
        assertTrue(result.wallMillis() < 2 * limit.toMillis() + 10_000, result.wallMillis() + " ms");
    }
}
