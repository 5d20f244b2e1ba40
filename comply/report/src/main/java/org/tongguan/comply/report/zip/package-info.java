/// The zip both office formats are packed in.
@NullMarked
package org.tongguan.comply.report.zip;

import org.jspecify.annotations.NullMarked;
