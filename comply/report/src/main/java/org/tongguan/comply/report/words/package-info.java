/// How verdicts, numbers and foreign text are put into words, the same in every format.
@NullMarked
package org.tongguan.comply.report.words;

import org.jspecify.annotations.NullMarked;
