package org.tongguan.comply.report.html;

import static org.tongguan.comply.report.html.Markup.anchor;
import static org.tongguan.comply.report.html.Markup.escaped;
import static org.tongguan.comply.report.html.Markup.risk;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.report.words.Material;
import org.tongguan.comply.report.words.Words;
import org.tongguan.comply.verdict.Finding;
import org.tongguan.comply.verdict.RunDiff;
import org.tongguan.comply.verdict.Verdict;

/// What has changed since an earlier run; nothing at all where there is none to compare with.
final class ChangeSection extends Section {

    ChangeSection(Material material, StringBuilder out) {
        super(material, out);
    }

    @Override
    void write() {
        material.earlier().ifPresent(this::compared);
    }

    private void compared(Material.Earlier earlier) {
        var changes = earlier.changes();
        raw("<section id=\"changes\"><h2>与上次相比<small>上次采集于 "
                + Words.moment(earlier.assessment().gathered())
                + "（北京时间），两次按相同的检查项与答复判定</small></h2><div class=\"sheet\">");
        raw("<p>已整改 <b>" + changes.fixed().size() + "</b> 个，仍然存在 <b>"
                + changes.stillOpen().size() + "</b> 个，新出现 <b>"
                + changes.appeared().size() + "</b> 个，不能确认 <b>"
                + changes.lost().size() + "</b> 个（本次没有看到相应的事实，不等于已整改）；判定变化 <b>"
                + changes.verdicts().size() + "</b> 个测评项。</p>");
        objects("新增对象", changes.assetsAdded());
        objects("不再有的对象", changes.assetsGone());
        findings("新出现的问题", changes.appeared(), true);
        findings("已整改的问题", changes.fixed(), false);
        findings("不能确认的问题", changes.lost(), false);
        verdicts(changes.verdicts());
        raw("</div></section>\n");
    }

    private void objects(String what, List<Asset> assets) {
        if (!assets.isEmpty()) {
            raw("<p>" + what + "："
                    + assets.stream().map(asset -> escaped(asset.name())).collect(Collectors.joining("、")) + "</p>");
        }
    }

    /// @param here whether the findings stand in this report and can be linked to
    private void findings(String what, List<Finding> findings, boolean here) {
        if (findings.isEmpty()) {
            return;
        }
        raw("<details class=\"more\"><summary>" + what + " " + findings.size()
                + " 个</summary><table class=\"grid stack\"><tbody>");
        findings.forEach(finding -> raw("<tr><td class=\"num\">"
                + (here ? "<a href=\"#" + escaped(finding.number()) + "\">" + escaped(finding.number()) + "</a>" : "—")
                + "</td><td>" + escaped(finding.title().zh()) + "</td><td>"
                + escaped(finding.asset().name()) + "</td><td>" + risk(finding.residual()) + "</td></tr>"));
        raw("</tbody></table></details>");
    }

    private void verdicts(List<RunDiff.ItemChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        raw(
                "<details class=\"more\"><summary>判定变化 " + changes.size()
                        + " 项</summary><table class=\"grid stack\"><thead><tr><th>测评项</th><th>上次</th><th>本次</th></tr></thead><tbody>");
        changes.forEach(change -> raw("<tr><td class=\"num\"><a href=\"#"
                + anchor(change.item().toString()) + "\">"
                + escaped(change.item().toString()) + "</a></td><td>"
                + word(change.before()) + "</td><td>" + word(change.after()) + "</td></tr>"));
        raw("</tbody></table></details>");
    }

    private static String word(Optional<Verdict> verdict) {
        return verdict.map(Markup::tag).orElse("—");
    }
}
