package org.tongguan.comply.verdict;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.asset.SystemProfile;
import org.tongguan.comply.catalog.Bilingual;
import org.tongguan.comply.catalog.Catalog;
import org.tongguan.comply.catalog.HighRiskCase;
import org.tongguan.comply.catalog.Item;
import org.tongguan.comply.catalog.ItemKey;
import org.tongguan.comply.check.Risk;
import org.tongguan.kernel.crypto.Digest;

/// Findings and what is left of their risk.
///
/// An answer says no risk, so one is put: not met under an item with a high-risk case is high; not met
/// elsewhere, or partly met under such an item, is medium; partly met elsewhere is low.
final class FindingList {

    private static final int KEY_CHARACTERS = 16;

    private final Catalog catalog;
    private final SystemProfile system;
    private final Answers answers;

    FindingList(Catalog catalog, SystemProfile system, Answers answers) {
        this.catalog = catalog;
        this.system = system;
        this.answers = answers;
    }

    /// One for every failed or partly passed check under a required item, and one for every counting answer
    /// that says an item is not or only partly met.
    List<FindingDraft> drafts(List<Seen> seen, List<RequirementVerdict> rows) {
        var drafts = new ArrayList<FindingDraft>();
        for (Seen one : seen) {
            switch (one.says()) {
                case BAD, HALF -> {
                    var items = required(one.original().check().items(), rows);
                    if (!items.isEmpty()) {
                        drafts.add(ofObservation(one, items));
                    }
                }
                case GOOD, NOT_APPLICABLE, ASK_A_PERSON, NOTHING_KNOWN -> {}
            }
        }
        drafts.addAll(ofAnswers(rows));
        return drafts;
    }

    private List<ItemKey> required(List<ItemKey> items, List<RequirementVerdict> rows) {
        return rows.stream()
                .map(row -> row.item().key())
                .filter(key -> items.contains(catalog.evidencedAs(key)))
                .toList();
    }

    private FindingDraft ofObservation(Seen one, List<ItemKey> items) {
        var check = one.original().check();
        var rest = rest(one.original().asset(), items, check.risk(), check.highRiskCases());
        return new FindingDraft(
                key(one.original().asset().id(), check.id()),
                one.original().asset(),
                items,
                check.title(),
                one.original().because(),
                check.risk(),
                rest.residual(),
                rest.cases(),
                rest.lowered(),
                one.waiver(),
                Optional.of(check.remedy()),
                Optional.of(one.shown()));
    }

    private List<FindingDraft> ofAnswers(List<RequirementVerdict> rows) {
        var drafts = new ArrayList<FindingDraft>();
        for (RequirementVerdict row : rows) {
            Map<Answer, List<Asset>> assets = new LinkedHashMap<>();
            for (ObjectVerdict object : row.objects()) {
                object.answer()
                        .filter(given -> given.verdict() == Verdict.NOT_MET || given.verdict() == Verdict.PARTIAL)
                        .ifPresent(given -> assets.computeIfAbsent(given, any -> new ArrayList<>())
                                .add(object.asset()));
            }
            assets.forEach((given, where) -> drafts.add(ofAnswer(row.item(), given, where)));
        }
        return drafts;
    }

    private FindingDraft ofAnswer(Item item, Answer given, List<Asset> where) {
        var asset = where.size() == 1 ? where.getFirst() : Assessor.wholeSystem(system);
        var cases = given.verdict() == Verdict.NOT_MET
                ? catalog.highRiskCases(catalog.evidencedAs(item.key())).stream()
                        .filter(high -> high.holdsFor(system.level(), system.highAvailability()))
                        .map(HighRiskCase::id)
                        .toList()
                : List.<String>of();
        boolean grave = !catalog.highRiskCases(catalog.evidencedAs(item.key())).isEmpty();
        Risk inherent =
                !cases.isEmpty() ? Risk.HIGH : given.verdict() == Verdict.NOT_MET || grave ? Risk.MEDIUM : Risk.LOW;
        var rest = rest(asset, List.of(item.key()), inherent, cases);
        return new FindingDraft(
                key(given.asset().orElse(Assessor.SYSTEM_ID), item.key().toString()),
                asset,
                List.of(item.key()),
                new Bilingual(
                        given.verdict().zh() + "：" + item.summaryZh(),
                        given.verdict().en() + ": " + item.summaryEn()),
                new Bilingual(given.reason(), given.reason()),
                inherent,
                rest.residual(),
                rest.cases(),
                rest.lowered(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private record Rest(Risk residual, List<String> cases, List<String> lowered) {}

    /// Counts down the risk: cases that do not hold for this system, mitigations each remaining case allows,
    /// and one step for compensation, which cannot touch a case that may not be lowered.
    private Rest rest(Asset asset, List<ItemKey> items, Risk inherent, List<String> named) {
        var lowered = new ArrayList<String>();
        var holding = new ArrayList<HighRiskCase>();
        for (String id : named) {
            var high = catalog.highRiskCases().get(id);
            if (high == null) {
                throw new IllegalStateException("high-risk case " + id + " is not in the catalogue");
            }
            if (high.holdsFor(system.level(), system.highAvailability())) {
                holding.add(high);
            } else {
                lowered.add("判例 " + id + " 不适用于本系统（"
                        + (high.flags().contains(HighRiskCase.Flag.HIGH_AVAILABILITY) && !system.highAvailability()
                                ? "仅适用于高可用性系统"
                                : "仅适用于第 " + high.level().orElseThrow() + " 级及以上系统")
                        + "）");
            }
        }
        Risk residual = inherent;
        boolean caseFellAway = !named.isEmpty() && holding.isEmpty();
        int mitigated = 0;
        for (HighRiskCase high : holding) {
            var mitigation = mitigation(high, asset);
            if (mitigation.isPresent()) {
                mitigated++;
                lowered.add("判例 " + high.id() + " 的缓解措施：" + mitigation.get().what() + "（批准："
                        + mitigation.get().approvedBy() + "，" + mitigation.get().day() + "）");
            }
        }
        if (caseFellAway || (!holding.isEmpty() && mitigated == holding.size())) {
            residual = oneStepLower(residual);
        }
        boolean fixedHigh = holding.stream().anyMatch(high -> !high.mayBeLowered(asset.internetFacing()));
        for (Compensation compensation : answers.compensations()) {
            if (!fixedHigh
                    && items.contains(compensation.item())
                    && compensation.asset().map(asset.id()::equals).orElse(true)) {
                residual = oneStepLower(residual);
                lowered.add(compensation.kind().zh() + "补偿：" + compensation.by() + "（批准：" + compensation.approvedBy()
                        + "，" + compensation.day() + "）");
                break;
            }
        }
        return new Rest(residual, holding.stream().map(HighRiskCase::id).toList(), lowered);
    }

    private Optional<Mitigation> mitigation(HighRiskCase high, Asset asset) {
        return high.mayBeLowered(asset.internetFacing())
                ? answers.mitigations().stream()
                        .filter(given -> given.highRiskCase().equals(high.id())
                                && given.assets().contains(asset.id()))
                        .findFirst()
                : Optional.empty();
    }

    private static Risk oneStepLower(Risk risk) {
        return switch (risk) {
            case HIGH -> Risk.MEDIUM;
            case MEDIUM, LOW -> Risk.LOW;
        };
    }

    /// The same finding has the same key in every run.
    static String key(String assetId, String what) {
        return Digest.sm3Of((assetId + "|" + what).getBytes(StandardCharsets.UTF_8))
                .substring(0, KEY_CHARACTERS);
    }
}
