package org.tongguan.app.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.facts.Json;
import org.tongguan.comply.verdict.Finding;
import org.tongguan.comply.verdict.RunDiff;
import org.tongguan.comply.verdict.Verdict;

/// A [RunDiff] in words, or as JSON.
final class DiffText {

    private DiffText() {}

    static void print(RunDiff diff, boolean json, PrintWriter out) {
        if (json) {
            out.println(Json.writePretty(members(diff)));
            return;
        }
        if (diff.same()) {
            out.println("两次测评没有差别");
            return;
        }
        findings("新出现", diff.appeared(), out);
        findings("已整改", diff.fixed(), out);
        findings("不再看到（不等于已整改）", diff.lost(), out);
        out.println("仍然存在 " + diff.stillOpen().size() + " 个");
        out.println("判定变化 " + diff.verdicts().size() + " 项");
        diff.verdicts()
                .forEach(change -> out.println(
                        "  " + change.item() + "  " + word(change.before()) + " → " + word(change.after())));
        objects("新增对象", diff.assetsAdded(), out);
        objects("消失对象", diff.assetsGone(), out);
    }

    private static void findings(String heading, List<Finding> findings, PrintWriter out) {
        out.println(heading + " " + findings.size() + " 个");
        findings.forEach(finding -> out.println(
                "  [" + finding.residual().zh() + "] " + finding.asset().id() + "  "
                        + finding.title().zh() + "：" + finding.because().zh()));
    }

    private static void objects(String heading, List<Asset> assets, PrintWriter out) {
        if (!assets.isEmpty()) {
            out.println(heading + "："
                    + String.join("、", assets.stream().map(Asset::id).toList()));
        }
    }

    private static String word(Optional<Verdict> verdict) {
        return verdict.map(Verdict::zh).orElse("—");
    }

    private static Map<String, Object> members(RunDiff diff) {
        var members = new LinkedHashMap<String, Object>();
        members.put("new", diff.appeared().stream().map(DiffText::members).toList());
        members.put("fixed", diff.fixed().stream().map(DiffText::members).toList());
        members.put("lost", diff.lost().stream().map(DiffText::members).toList());
        members.put(
                "stillOpen", diff.stillOpen().stream().map(DiffText::members).toList());
        members.put(
                "verdicts",
                diff.verdicts().stream()
                        .map(change -> Map.of(
                                "item", change.item().toString(),
                                "before", change.before().map(Verdict::en).orElse(""),
                                "after", change.after().map(Verdict::en).orElse("")))
                        .toList());
        members.put("assetsAdded", diff.assetsAdded().stream().map(Asset::id).toList());
        members.put("assetsGone", diff.assetsGone().stream().map(Asset::id).toList());
        return members;
    }

    private static Map<String, Object> members(Finding finding) {
        return Map.of(
                "key", finding.key(),
                "asset", finding.asset().id(),
                "title", finding.title().zh(),
                "because", finding.because().zh(),
                "risk", finding.residual().name(),
                "items", finding.items().stream().map(Object::toString).toList());
    }
}
