package org.tongguan.comply.report.word;

import static org.tongguan.comply.report.word.WordPage.cell;
import static org.tongguan.comply.report.word.WordPage.centre;

import java.util.List;
import org.tongguan.comply.report.words.OutcomeWords;
import org.tongguan.comply.report.words.Words;

/// Appendix E: what other tools found.
final class AppendixScans extends Chapter {

    AppendixScans(Manuscript manuscript) {
        super(manuscript);
    }

    @Override
    void write() {
        appendix("E", "漏洞扫描结果", true);
        var imports = imports();
        if (imports.isEmpty()) {
            page.text("本次没有导入漏洞扫描结果。可导入 OpenSCAP、Lynis、nmap、testssl 的结果文件作为证据。");
            return;
        }
        page.text("以下为导入的其他工具结果，原文按摘要存放在证据档案中。");
        page.table(
                "导入的结果",
                new int[] {26, 24, 14, 18, 18},
                List.of("对象", "来源", "结果", "时间", "SM3（前 12 位）"),
                imports.stream()
                        .map(line -> List.of(
                                cell(Words.line(objectName(line.asset()))),
                                cell(line.collector()),
                                centre(OutcomeWords.zh(line.outcome())),
                                centre(Words.moment(line.at())),
                                cell(Words.digestShort(line.sm3()))))
                        .toList());
    }
}
