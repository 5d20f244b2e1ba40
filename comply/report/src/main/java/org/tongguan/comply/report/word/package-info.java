/// The assessment report as a Word document. Read in this order: [WordReport], [Chapter], [WordPage].
@NullMarked
package org.tongguan.comply.report.word;

import org.jspecify.annotations.NullMarked;
