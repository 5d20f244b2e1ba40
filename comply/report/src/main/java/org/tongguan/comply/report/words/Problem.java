package org.tongguan.comply.report.words;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.catalog.ItemKey;
import org.tongguan.comply.check.Risk;
import org.tongguan.comply.verdict.Finding;

/// The same problem on one or more objects: findings of one check and one risk, in the order of what to fix
/// first.
public record Problem(List<Finding> findings) {

    public Problem {
        findings = List.copyOf(findings);
    }

    /// Each problem stands where its first finding stood.
    public static List<Problem> of(List<Finding> findings) {
        record Key(String what, Risk risk) {}
        var byKey = new LinkedHashMap<Key, List<Finding>>();
        findings.forEach(
                finding -> byKey.computeIfAbsent(new Key(what(finding), finding.residual()), any -> new ArrayList<>())
                        .add(finding));
        return byKey.values().stream().map(Problem::new).toList();
    }

    private static String what(Finding finding) {
        return finding.observation()
                .map(seen -> seen.check().id())
                .orElse(finding.title().zh());
    }

    public Finding first() {
        return findings.getFirst();
    }

    public List<Asset> objects() {
        return findings.stream().map(Finding::asset).toList();
    }

    public List<ItemKey> items() {
        return findings.stream()
                .flatMap(finding -> finding.items().stream())
                .distinct()
                .sorted()
                .toList();
    }

    public List<String> highRiskCases() {
        return findings.stream()
                .flatMap(finding -> finding.highRiskCases().stream())
                .distinct()
                .toList();
    }

    public boolean waived() {
        return findings.stream().allMatch(finding -> finding.waiver().isPresent());
    }
}
