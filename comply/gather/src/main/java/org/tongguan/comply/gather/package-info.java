/// One [Gatherer] for each way to reach an asset; [Gathering] runs them side by side, bounded, and writes the
/// snapshot. Start with [Gathering].
@NullMarked
package org.tongguan.comply.gather;

import org.jspecify.annotations.NullMarked;
