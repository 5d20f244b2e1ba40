/// The item × object workbook. Read in this order: [ItemWorkbook], [Sheet].
@NullMarked
package org.tongguan.comply.report.workbook;

import org.jspecify.annotations.NullMarked;
