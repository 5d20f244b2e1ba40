/// One assessment, written for its readers. Start with [Reports]; each format is one class: [WordReport],
/// [ItemWorkbook], [HtmlReport], [OscalResults], [SarifLog], [TerminalSummary], [JsonSummary].
@NullMarked
package org.tongguan.comply.report;

import org.jspecify.annotations.NullMarked;
