package org.tongguan.comply.verdict;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.catalog.Catalog;
import org.tongguan.comply.catalog.MajorRiskTrigger;
import org.tongguan.comply.check.Risk;

/// Proposes major risks from findings whose residual risk is high, and applies what people decided. A waiver
/// takes nothing away here.
final class MajorRiskList {

    private final Catalog catalog;
    private final Answers answers;
    private final Map<MajorRiskTrigger, List<FindingDraft>> triggered = new LinkedHashMap<>();

    MajorRiskList(Catalog catalog, Answers answers, List<FindingDraft> drafts) {
        this.catalog = catalog;
        this.answers = answers;
        for (MajorRiskTrigger trigger : catalog.majorRiskTriggers().values()) {
            var found = drafts.stream().filter(draft -> pulls(draft, trigger)).toList();
            if (!found.isEmpty() || decision(trigger).isPresent()) {
                triggered.put(trigger, found);
            }
        }
    }

    /// A finding speaks through its high-risk cases; one that has none, through its items.
    private boolean pulls(FindingDraft draft, MajorRiskTrigger trigger) {
        if (draft.residual() != Risk.HIGH) {
            return false;
        }
        if (!draft.highRiskCases().isEmpty()) {
            return draft.highRiskCases().stream().anyMatch(trigger.cases()::contains);
        }
        return draft.items().stream().map(catalog::evidencedAs).anyMatch(trigger.items()::contains);
    }

    /// The keys of the findings behind a risk that counts.
    Set<String> countingKeys() {
        var keys = new HashSet<String>();
        triggered.forEach((trigger, found) -> {
            if (counts(state(trigger, found))) {
                found.forEach(draft -> keys.add(draft.key()));
            }
        });
        return keys;
    }

    private static boolean counts(MajorRisk.State state) {
        return state == MajorRisk.State.PROPOSED || state == MajorRisk.State.CONFIRMED;
    }

    List<MajorRisk> risks(List<Finding> findings) {
        var risks = new ArrayList<MajorRisk>();
        triggered.forEach((trigger, found) -> {
            var keys = new HashSet<String>();
            found.forEach(draft -> keys.add(draft.key()));
            var numbered = findings.stream()
                    .filter(finding -> keys.contains(finding.key()))
                    .toList();
            var state = state(trigger, found);
            risks.add(new MajorRisk(
                    trigger.id(),
                    trigger.title(),
                    numbered,
                    relevance(trigger, numbered),
                    new MajorRisk.Principle(true, trigger.severity().zh()),
                    likelihood(numbered),
                    state,
                    reason(trigger, state)));
        });
        return risks;
    }

    private Optional<RiskDecision> decision(MajorRiskTrigger trigger) {
        return answers.decisions().stream()
                .filter(decision -> decision.trigger().equals(trigger.id()))
                .findFirst();
    }

    /// What a machine still finds is not rectified, whatever was said.
    private MajorRisk.State state(MajorRiskTrigger trigger, List<FindingDraft> found) {
        return decision(trigger)
                .map(decision -> switch (decision.decision()) {
                    case CONFIRMED -> MajorRisk.State.CONFIRMED;
                    case REFUSED -> MajorRisk.State.REFUSED;
                    case RECTIFIED -> found.isEmpty() ? MajorRisk.State.RECTIFIED : MajorRisk.State.PROPOSED;
                })
                .orElse(MajorRisk.State.PROPOSED);
    }

    private String reason(MajorRiskTrigger trigger, MajorRisk.State state) {
        return decision(trigger)
                .map(decision -> {
                    String said = decision.reason() + "（" + decision.by() + "，" + decision.day() + "）";
                    return decision.decision() == RiskDecision.Decision.RECTIFIED && state == MajorRisk.State.PROPOSED
                            ? "申报已整改，但本次核查仍发现该问题，须重新确认。申报说明：" + said
                            : said;
                })
                .orElse("");
    }

    private MajorRisk.Principle relevance(MajorRiskTrigger trigger, List<Finding> findings) {
        if (findings.isEmpty()) {
            return new MajorRisk.Principle(
                    decision(trigger)
                            .filter(decision -> decision.decision() == RiskDecision.Decision.CONFIRMED)
                            .isPresent(),
                    "本次机器核查未发现，依据人工判断。");
        }
        var numbers = findings.stream().map(Finding::number).limit(10).toList();
        String found = "发现 " + findings.size() + " 处相关问题（" + String.join("、", numbers)
                + (findings.size() > numbers.size() ? " 等" : "") + "），";
        boolean refused = findings.stream()
                .anyMatch(finding -> finding.highRiskCases().stream()
                        .anyMatch(id -> answers.mitigations().stream()
                                .anyMatch(given -> given.highRiskCase().equals(id)
                                        && given.assets()
                                                .contains(finding.asset().id()))));
        boolean waived = findings.stream().anyMatch(finding -> finding.waiver().isPresent());
        return new MajorRisk.Principle(
                true, found + (refused ? "已登记的缓解措施不足以降低其风险" : "未见可采信的缓解措施") + (waived ? "；其中有已豁免的问题，豁免不改变本项判断。" : "。"));
    }

    private static MajorRisk.Principle likelihood(List<Finding> findings) {
        List<Asset> assets = findings.stream().map(Finding::asset).distinct().toList();
        var facing = assets.stream()
                .filter(Asset::internetFacing)
                .map(Asset::name)
                .limit(3)
                .toList();
        if (!facing.isEmpty()) {
            return new MajorRisk.Principle(true, "相关对象面向互联网（" + String.join("、", facing) + "），被利用的可能性高。");
        }
        if (assets.size() > 1) {
            return new MajorRisk.Principle(true, "同类问题出现在 " + assets.size() + " 个对象上，并非个例。");
        }
        return new MajorRisk.Principle(
                false, assets.isEmpty() ? "没有机器核查到的对象，高发性须由人员结合实际环境判断。" : "目前仅见于 1 个不面向互联网的对象，机器不能认定其高发，须由人员结合实际环境判断。");
    }

    /// How many count in the conclusion.
    static int counting(List<MajorRisk> risks) {
        return Math.toIntExact(risks.stream().filter(MajorRisk::counts).count());
    }
}
