/// The assessment for other programs, as OSCAL. Read in this order: [OscalResults], [OscalNames], [Oscal].
@NullMarked
package org.tongguan.comply.report.oscal;

import org.jspecify.annotations.NullMarked;
