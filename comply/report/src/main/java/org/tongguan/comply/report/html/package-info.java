/// The report as one HTML file. Read in this order: [HtmlReport], [Section], [Markup].
@NullMarked
package org.tongguan.comply.report.html;

import org.jspecify.annotations.NullMarked;
