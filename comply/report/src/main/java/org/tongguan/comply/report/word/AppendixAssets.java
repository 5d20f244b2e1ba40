package org.tongguan.comply.report.word;

import static org.tongguan.comply.report.word.WordPage.cell;
import static org.tongguan.comply.report.word.WordPage.centre;

import java.util.List;
import org.tongguan.comply.report.words.Words;

/// Appendix A.
final class AppendixAssets extends Chapter {

    AppendixAssets(Manuscript manuscript) {
        super(manuscript);
    }

    @Override
    void write() {
        appendix("A", "资产清单", true);
        if (assessment.objects().isEmpty()) {
            page.text("资产清单中没有登记测评对象。");
            return;
        }
        page.table(
                "资产清单",
                new int[] {26, 18, 18, 14, 11, 13},
                List.of("名称", "标识", "类型", "区域", "重要程度", "面向互联网"),
                assessment.objects().stream()
                        .map(asset -> List.of(
                                cell(Words.line(asset.name())),
                                cell(asset.id()),
                                cell(asset.type().nameZh()),
                                cell(Words.line(asset.zone())),
                                centre(Words.importance(asset.importance())),
                                centre(asset.internetFacing() ? "是" : "否")))
                        .toList());
    }
}
