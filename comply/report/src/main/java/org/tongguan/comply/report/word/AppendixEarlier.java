package org.tongguan.comply.report.word;

import static org.tongguan.comply.report.word.Cells.cut;
import static org.tongguan.comply.report.word.Cells.risk;
import static org.tongguan.comply.report.word.WordPage.cell;
import static org.tongguan.comply.report.word.WordPage.centre;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.report.word.WordPage.Cell;
import org.tongguan.comply.report.word.WordPage.Look;
import org.tongguan.comply.report.words.Material;
import org.tongguan.comply.report.words.Words;
import org.tongguan.comply.verdict.Finding;

/// Appendix B: what became of the problems of the run before.
final class AppendixEarlier extends Chapter {

    AppendixEarlier(Manuscript manuscript) {
        super(manuscript);
    }

    @Override
    void write() {
        appendix("B", "上次测评问题整改情况", false);
        material()
                .earlier()
                .ifPresentOrElse(
                        this::compared,
                        () -> page.text("本次评估没有与上一次评估比较，无法给出整改情况。保存有上次的证据档案时，以 --earlier 指定，即可在此列出上次每个问题的整改情况。"));
    }

    private void compared(Material.Earlier earlier) {
        var changes = earlier.changes();
        page.text("上次评估的事实采集于 " + Words.moment(earlier.assessment().gathered())
                + "（北京时间）。为使两次可比，上次的证据已用本次的检查项、答复和判定日重新判定，因此问题编号和数量可能与当时的报告不同。");
        page.text("上次的安全问题 " + earlier.assessment().findings().size() + " 个：已整改 "
                + changes.fixed().size() + " 个，仍然存在 " + changes.stillOpen().size() + " 个，不能确认 "
                + changes.lost().size() + " 个；本次新出现 " + changes.appeared().size()
                + " 个。“不能确认”是指本次没有看到相应的事实，不等于已经整改。");
        objects("本次新增的对象：", changes.assetsAdded());
        objects("本次不再有的对象：", changes.assetsGone());
        if (!earlier.assessment().findings().isEmpty()) {
            was(earlier);
        }
        if (!changes.appeared().isEmpty()) {
            page.table(
                    "本次新出现的问题",
                    new int[] {12, 48, 28, 12},
                    List.of("本次编号", "问题", "对象", "风险"),
                    changes.appeared().stream()
                            .map(finding -> List.of(
                                    centre(finding.number()),
                                    cell(cut(Words.line(finding.title().zh()))),
                                    cell(Words.line(finding.asset().name())),
                                    risk(finding.residual())))
                            .toList());
        }
    }

    private void was(Material.Earlier earlier) {
        var now = new HashMap<String, Finding>();
        earlier.changes().stillOpen().forEach(finding -> now.put(finding.key(), finding));
        var fixed = earlier.changes().fixed().stream().map(Finding::key).collect(Collectors.toCollection(HashSet::new));
        page.table(
                "上次问题的整改情况",
                new int[] {10, 38, 24, 9, 19},
                List.of("上次编号", "问题", "对象", "风险", "整改情况"),
                earlier.assessment().findings().stream()
                        .map(finding -> {
                            var still = now.get(finding.key());
                            Cell became = still != null
                                    ? new Cell("仍然存在（" + still.number() + "）", Look.RED)
                                    : fixed.contains(finding.key())
                                            ? new Cell("已整改", Look.GREEN)
                                            : new Cell("不能确认", Look.PURPLE);
                            return List.of(
                                    centre(finding.number()),
                                    cell(cut(Words.line(finding.title().zh()))),
                                    cell(Words.line(finding.asset().name())),
                                    risk(finding.residual()),
                                    became);
                        })
                        .toList());
    }

    private void objects(String what, List<Asset> assets) {
        if (!assets.isEmpty()) {
            page.text(what
                    + assets.stream().map(asset -> Words.line(asset.name())).collect(Collectors.joining("、"))
                    + "。");
        }
    }
}
