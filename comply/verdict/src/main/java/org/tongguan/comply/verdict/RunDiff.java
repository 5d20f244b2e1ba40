package org.tongguan.comply.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.catalog.ItemKey;
import org.tongguan.comply.check.Observation;

/// What changed between two runs of one system.
///
/// @param appeared findings of the fresh run alone
/// @param fixed findings of the old run whose check or item the fresh run found in order, or no longer applicable
/// @param lost findings of the old run the fresh run says nothing about: gone from sight, not fixed
/// @param stillOpen findings of both, as the fresh run has them
/// @param verdicts items whose verdict changed; an item of one run alone has no verdict in the other
/// @param objects item × object rows whose verdict changed, of objects in both runs
/// @param assetsAdded objects of the fresh run alone
/// @param assetsGone objects of the old run alone
public record RunDiff(
        List<Finding> appeared,
        List<Finding> fixed,
        List<Finding> lost,
        List<Finding> stillOpen,
        List<ItemChange> verdicts,
        List<ObjectChange> objects,
        List<Asset> assetsAdded,
        List<Asset> assetsGone) {

    public RunDiff {
        appeared = List.copyOf(appeared);
        fixed = List.copyOf(fixed);
        lost = List.copyOf(lost);
        stillOpen = List.copyOf(stillOpen);
        verdicts = List.copyOf(verdicts);
        objects = List.copyOf(objects);
        assetsAdded = List.copyOf(assetsAdded);
        assetsGone = List.copyOf(assetsGone);
    }

    public record ItemChange(ItemKey item, Optional<Verdict> before, Optional<Verdict> after) {}

    public record ObjectChange(ItemKey item, Asset asset, Verdict before, Verdict after) {}

    public static RunDiff between(Assessment old, Assessment fresh) {
        var before = findings(old);
        var after = findings(fresh);
        var fixed = new ArrayList<Finding>();
        var lost = new ArrayList<Finding>();
        var sight = new Sight(fresh);
        for (Finding finding : old.findings()) {
            if (!after.containsKey(finding.key())) {
                (sight.inOrder(finding) ? fixed : lost).add(finding);
            }
        }
        return new RunDiff(
                fresh.findings().stream()
                        .filter(one -> !before.containsKey(one.key()))
                        .toList(),
                fixed,
                lost,
                fresh.findings().stream()
                        .filter(one -> before.containsKey(one.key()))
                        .toList(),
                items(old, fresh),
                objects(old, fresh),
                without(fresh.objects(), old.objects()),
                without(old.objects(), fresh.objects()));
    }

    public boolean same() {
        return appeared.isEmpty()
                && fixed.isEmpty()
                && lost.isEmpty()
                && verdicts.isEmpty()
                && objects.isEmpty()
                && assetsAdded.isEmpty()
                && assetsGone.isEmpty();
    }

    private static Map<String, Finding> findings(Assessment run) {
        var byKey = new HashMap<String, Finding>();
        run.findings().forEach(finding -> byKey.put(finding.key(), finding));
        return byKey;
    }

    /// What the fresh run saw in order.
    private static final class Sight {

        private record Look(String asset, String check) {}

        private final Set<Look> passed = new HashSet<>();
        private final Set<ItemKey> met = new HashSet<>();

        Sight(Assessment fresh) {
            for (Observation seen : fresh.observations()) {
                switch (seen.state()) {
                    case PASS, NOT_APPLICABLE, MANUAL_PASS ->
                        passed.add(new Look(seen.asset().id(), seen.check().id()));
                    case FAIL, PARTIAL, MANUAL_FAIL, MANUAL_PENDING, WAIVED, UNKNOWN, NOT_RUN -> {}
                }
            }
            for (RequirementVerdict row : fresh.items()) {
                switch (row.verdict()) {
                    case MET, NOT_APPLICABLE -> met.add(row.item().key());
                    case PARTIAL, NOT_MET, PENDING, UNKNOWN -> {}
                }
            }
        }

        boolean inOrder(Finding finding) {
            return finding.observation()
                    .map(seen -> passed.contains(
                            new Look(finding.asset().id(), seen.check().id())))
                    .orElseGet(() -> met.containsAll(finding.items()));
        }
    }

    private static List<ItemChange> items(Assessment old, Assessment fresh) {
        var before = new HashMap<ItemKey, Verdict>();
        old.items().forEach(row -> before.put(row.item().key(), row.verdict()));
        var changes = new ArrayList<ItemChange>();
        for (RequirementVerdict row : fresh.items()) {
            var was = Optional.ofNullable(before.remove(row.item().key()));
            if (!was.equals(Optional.of(row.verdict()))) {
                changes.add(new ItemChange(row.item().key(), was, Optional.of(row.verdict())));
            }
        }
        before.forEach((item, was) -> changes.add(new ItemChange(item, Optional.of(was), Optional.empty())));
        changes.sort(Comparator.comparing(ItemChange::item));
        return changes;
    }

    private static List<ObjectChange> objects(Assessment old, Assessment fresh) {
        record Cell(ItemKey item, String asset) {}
        var before = new HashMap<Cell, Verdict>();
        old.items().stream()
                .flatMap(row -> row.objects().stream())
                .forEach(object ->
                        before.put(new Cell(object.item(), object.asset().id()), object.verdict()));
        var changes = new ArrayList<ObjectChange>();
        fresh.items().stream().flatMap(row -> row.objects().stream()).forEach(object -> {
            var was = before.get(new Cell(object.item(), object.asset().id()));
            if (was != null && was != object.verdict()) {
                changes.add(new ObjectChange(object.item(), object.asset(), was, object.verdict()));
            }
        });
        return changes;
    }

    private static List<Asset> without(List<Asset> assets, List<Asset> others) {
        var ids = others.stream().map(Asset::id).toList();
        return assets.stream().filter(asset -> !ids.contains(asset.id())).toList();
    }
}
