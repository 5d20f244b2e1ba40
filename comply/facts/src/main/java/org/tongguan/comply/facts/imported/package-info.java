/// Other tools' results, taken in as evidence: rule for rule, nothing added and nothing left out in silence.
@NullMarked
package org.tongguan.comply.facts.imported;

import org.jspecify.annotations.NullMarked;
