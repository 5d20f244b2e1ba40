/// Checks as data (docs/formats/check.md) and the judge that holds them against facts. Read in this order:
/// [Check], [CheckReader], [CheckPack], [Judge], [Observation], [ResultState]; [FixtureRun] proves a check by
/// its own cases. Expressions are CEL, compiled once each by [Expressions]: linear work, no loops beyond the
/// data, no side effects.
@NullMarked
package org.tongguan.comply.check;

import org.jspecify.annotations.NullMarked;
