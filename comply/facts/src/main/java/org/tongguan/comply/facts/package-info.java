/// One read-only snapshot of the world. The idea: a closed list of [Collectors] says what may be read and how
/// much of it; what came back ([Gathered]) is masked and stored as [Evidence] under its digest; a [FactSheet]
/// parses evidence into [Fact]s whenever somebody judges, so old evidence can be read by a better parser.
///
/// Read in this order: [Fact], [Collector], [Source], [Gathered], [Evidence], [SnapshotWriter], [Snapshot],
/// [FactSheet]. The packages below this one hold the collectors and parsers of one asset type each and are not
/// exported.
@NullMarked
package org.tongguan.comply.facts;

import org.jspecify.annotations.NullMarked;
