package org.tongguan.comply.verdict;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tongguan.comply.asset.Access;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.asset.SystemProfile;
import org.tongguan.comply.catalog.Bilingual;
import org.tongguan.comply.catalog.Catalog;
import org.tongguan.comply.catalog.CloudSide;
import org.tongguan.comply.catalog.Item;
import org.tongguan.comply.catalog.ItemKey;
import org.tongguan.comply.check.Observation;
import org.tongguan.comply.check.ResultState;
import org.tongguan.comply.facts.Evidence;
import org.tongguan.comply.facts.FactSheet;
import org.tongguan.comply.facts.Snapshot;

/// Turns what machines observed and people answered into an [Assessment]. Values in, a value out: no file, no
/// clock.
public final class Assessor {

    /// The id of the object that stands for the system as a whole.
    public static final String SYSTEM_ID = "system";

    private static final String COVERAGE_REQUIRED = "coverage-required";
    private static final int MOST_IMPORTANT = 3;

    private final Catalog catalog;

    public Assessor(Catalog catalog) {
        this.catalog = catalog;
    }

    /// Judges one run.
    ///
    /// @param day answers, waivers and their expiry are counted to it
    /// @param tool name and version, for the report
    /// @throws IllegalArgumentException if the catalogue does not hold the system's level
    public Assessment assess(
            Snapshot snapshot, List<Observation> observations, Answers answers, LocalDate day, String tool) {
        return assess(
                snapshot.head().system(),
                snapshot.sheets().stream().map(FactSheet::asset).toList(),
                snapshot.head().started(),
                observations,
                snapshot.evidence(),
                answers,
                day,
                tool);
    }

    /// The same on plain values.
    public Assessment assess(
            SystemProfile system,
            List<Asset> assets,
            Instant gathered,
            List<Observation> observations,
            List<Evidence> evidence,
            Answers answers,
            LocalDate day,
            String tool) {
        var run = new Run(system, withSystem(system, assets), seen(observations, answers, day), answers, day);
        var rows = catalog.rows(system.sLevel(), system.aLevel(), system.scopes()).stream()
                .map(run::row)
                .toList();
        var drafts = new FindingList(catalog, system, answers).drafts(run.seen, rows);
        var risks = new MajorRiskList(catalog, answers, drafts);
        var findings = numbered(drafts, risks.countingKeys());
        var majorRisks = risks.risks(findings);
        return new Assessment(
                system,
                gathered,
                day,
                tool,
                run.objects,
                run.seen.stream().map(Seen::shown).toList(),
                rows,
                findings,
                majorRisks,
                classes(rows),
                coverage(observations),
                new Scoring(catalog.conclusionRules())
                        .conclude(rows, findings, MajorRiskList.counting(majorRisks), unconfirmed(system, rows)),
                answers.waivers(),
                answers.answers(),
                answers.compensations(),
                evidence);
    }

    /// The object items without a fitting asset are judged on.
    static Asset wholeSystem(SystemProfile system) {
        return new Asset(
                SYSTEM_ID,
                AssetType.SYSTEM,
                system.name(),
                "",
                MOST_IMPORTANT,
                false,
                new Access.Nothing(),
                Optional.empty(),
                Map.of());
    }

    private static List<Asset> withSystem(SystemProfile system, List<Asset> assets) {
        var all = new ArrayList<Asset>();
        all.add(wholeSystem(system));
        assets.stream().filter(asset -> asset.type() != AssetType.SYSTEM).forEach(all::add);
        return List.copyOf(all);
    }

    private static List<Seen> seen(List<Observation> observations, Answers answers, LocalDate day) {
        return observations.stream()
                .map(observation -> {
                    var waiver = answers.waivers().stream()
                            .filter(given -> given.covers(
                                    observation.check().id(),
                                    observation.asset().id(),
                                    day))
                            .findFirst();
                    return waiver.isPresent() && failed(observation.state())
                            ? new Seen(observation, waived(observation, waiver.get()), waiver)
                            : new Seen(observation, observation, Optional.empty());
                })
                .toList();
    }

    private static boolean failed(ResultState state) {
        return switch (state) {
            case FAIL, PARTIAL -> true;
            case PASS, NOT_APPLICABLE, MANUAL_PENDING, MANUAL_PASS, MANUAL_FAIL, WAIVED, UNKNOWN, NOT_RUN -> false;
        };
    }

    private static Observation waived(Observation observation, Waiver waiver) {
        return observation.in(
                ResultState.WAIVED,
                new Bilingual(
                        "豁免至 " + waiver.end() + "（批准：" + waiver.approvedBy() + "）；实际"
                                + observation.state().zh() + "："
                                + observation.because().zh(),
                        "waived until " + waiver.end() + " by " + waiver.approvedBy() + "; would "
                                + observation.state().en() + ": "
                                + observation.because().en()));
    }

    /// What to fix first, first. Waived findings come last, except those behind a major risk.
    private static List<Finding> numbered(List<FindingDraft> drafts, Set<String> major) {
        var order = Comparator.comparing((FindingDraft draft) -> !major.contains(draft.key()))
                .thenComparing(draft -> draft.waiver().isPresent())
                .thenComparing(FindingDraft::residual, Comparator.reverseOrder())
                .thenComparingInt(draft -> -draft.asset().importance())
                .thenComparingInt(FindingDraft::effort)
                .thenComparing(draft -> draft.asset().id())
                .thenComparing(FindingDraft::key);
        var findings = new ArrayList<Finding>();
        for (FindingDraft draft : drafts.stream().sorted(order).toList()) {
            findings.add(draft.numbered(findings.size() + 1));
        }
        return List.copyOf(findings);
    }

    private static List<ClassCount> classes(List<RequirementVerdict> rows) {
        record Key(String scope, String classZh) {}
        var byClass = new LinkedHashMap<Key, List<RequirementVerdict>>();
        for (RequirementVerdict row : rows) {
            byClass.computeIfAbsent(new Key(row.item().scope(), row.item().classZh()), any -> new ArrayList<>())
                    .add(row);
        }
        var counts = new ArrayList<ClassCount>();
        byClass.forEach((key, members) -> counts.add(new ClassCount(
                key.scope(),
                key.classZh(),
                members.getFirst().item().technical(),
                members.size(),
                count(members, Verdict.MET),
                count(members, Verdict.PARTIAL),
                count(members, Verdict.NOT_MET),
                count(members, Verdict.NOT_APPLICABLE),
                count(members, Verdict.PENDING),
                count(members, Verdict.UNKNOWN))));
        return counts;
    }

    private static int count(List<RequirementVerdict> rows, Verdict verdict) {
        return Math.toIntExact(
                rows.stream().filter(row -> row.verdict() == verdict).count());
    }

    /// What a check leaves to people on purpose is not asked of the machine. A run in which nothing at all
    /// applied has decided nothing: that is a tool looking at the wrong thing, not a system in order.
    private Coverage coverage(List<Observation> observations) {
        int asked = 0;
        int decided = 0;
        int notApplicable = 0;
        for (Observation observation : observations) {
            switch (observation.state()) {
                case MANUAL_PENDING, MANUAL_PASS, MANUAL_FAIL -> {}
                case PASS, FAIL, PARTIAL, NOT_APPLICABLE, WAIVED, UNKNOWN, NOT_RUN -> {
                    asked++;
                    if (observation.state().decided()) {
                        decided++;
                    }
                    if (observation.state() == ResultState.NOT_APPLICABLE) {
                        notApplicable++;
                    }
                }
            }
        }
        return new Coverage(
                asked,
                decided == notApplicable ? 0 : decided,
                catalog.settings().share(COVERAGE_REQUIRED));
    }

    private List<String> unconfirmed(SystemProfile system, List<RequirementVerdict> rows) {
        boolean level2 = rows.stream().anyMatch(row -> row.item().level() == Catalog.LEVEL_MIN);
        var sentences = new ArrayList<String>();
        for (var setting : catalog.settings().all()) {
            boolean bears = switch (setting.key()) {
                case "tenant-split" -> system.scopes().contains("cloud");
                case "level-2-numbers" -> level2;
                default -> true;
            };
            if (bears) {
                setting.sentence().ifPresent(sentence -> sentences.add(sentence.zh()));
            }
        }
        return sentences;
    }

    /// One run's inputs, laid out for looking up.
    private final class Run {

        private final SystemProfile system;
        private final List<Asset> objects;
        private final List<Seen> seen;
        private final LocalDate day;
        private final Map<ItemKey, Map<String, List<Seen>>> byItem = new HashMap<>();
        private final Map<ItemKey, List<Answer>> answers = new HashMap<>();

        Run(SystemProfile system, List<Asset> objects, List<Seen> seen, Answers given, LocalDate day) {
            this.system = system;
            this.objects = objects;
            this.seen = seen;
            this.day = day;
            for (Seen one : seen) {
                for (ItemKey item : one.original().check().items()) {
                    byItem.computeIfAbsent(item, any -> new HashMap<>())
                            .computeIfAbsent(one.original().asset().id(), any -> new ArrayList<>())
                            .add(one);
                }
            }
            given.answers()
                    .forEach(answer -> answers.computeIfAbsent(answer.item(), any -> new ArrayList<>())
                            .add(answer));
        }

        RequirementVerdict row(Item item) {
            var share = catalog.cloudShare(item.key());
            if (system.cloudTenant()
                    && share.filter(who -> who.side() == CloudSide.PLATFORM).isPresent()
                    && answers.getOrDefault(item.key(), List.of()).stream().noneMatch(this::counts)) {
                var because = new Bilingual(
                        "本系统为云服务客户，该项由云平台承担，须引用云平台自身的等级测评结果",
                        "the system is a cloud tenant; the item is the platform's, cite the platform's own assessment");
                var object = new ObjectVerdict(
                        item.key(),
                        objects.getFirst(),
                        Verdict.NOT_APPLICABLE,
                        because,
                        List.of(),
                        Optional.empty(),
                        Optional.empty());
                return new RequirementVerdict(item, Verdict.NOT_APPLICABLE, because, List.of(object));
            }
            var verdicts =
                    objectsOf(item).stream().map(asset -> object(item, asset)).toList();
            var verdict = ItemRule.combine(
                    verdicts.stream().map(ObjectVerdict::verdict).toList());
            return new RequirementVerdict(item, verdict, ItemRule.because(verdict, verdicts), verdicts);
        }

        private Set<String> types(Item item) {
            return catalog.applicability().getOrDefault(catalog.evidencedAs(item.key()), Set.of());
        }

        private Map<String, List<Seen>> seenOn(Item item) {
            return byItem.getOrDefault(catalog.evidencedAs(item.key()), Map.of());
        }

        /// The assets of the item's types; without one, the system as a whole. Beside them every asset a check
        /// or an answer for this item names.
        private Set<Asset> objectsOf(Item item) {
            var types = types(item);
            var named = new LinkedHashSet<>(seenOn(item).keySet());
            answers.getOrDefault(item.key(), List.of())
                    .forEach(answer -> answer.asset().ifPresent(named::add));
            var chosen = new LinkedHashSet<Asset>();
            if (objects.stream().noneMatch(asset -> types.contains(asset.type().id()))) {
                chosen.add(objects.getFirst());
            }
            for (Asset asset : objects) {
                if (types.contains(asset.type().id()) || named.contains(asset.id())) {
                    chosen.add(asset);
                }
            }
            return chosen;
        }

        private ObjectVerdict object(Item item, Asset asset) {
            var remains = catalog.remains(
                    catalog.evidencedAs(item.key()), asset.type().id());
            var given = answerFor(item.key(), asset);
            return new ObjectRule(
                            item.key(),
                            asset,
                            seenOn(item).getOrDefault(asset.id(), List.of()),
                            given.filter(this::counts),
                            remains,
                            openBecause(item, asset, remains, given))
                    .decide();
        }

        /// The answer for this very object before the one for all of them, and one that counts before one that
        /// does not.
        private Optional<Answer> answerFor(ItemKey item, Asset asset) {
            return answers.getOrDefault(item, List.of()).stream()
                    .filter(answer -> answer.asset().map(asset.id()::equals).orElse(true))
                    .min(Comparator.comparing((Answer answer) -> !counts(answer))
                            .thenComparing(answer -> answer.asset().isEmpty()));
        }

        private boolean counts(Answer answer) {
            return !day.isBefore(answer.answered()) && day.isBefore(answer.expires());
        }

        private Bilingual openBecause(Item item, Asset asset, Optional<Bilingual> remains, Optional<Answer> given) {
            var why = whyOpen(item, asset, remains);
            if (given.isEmpty()) {
                return why;
            }
            var answer = given.get();
            return day.isBefore(answer.answered())
                    ? new Bilingual(
                            "答复的日期 " + answer.answered() + " 晚于评定日；" + why.zh(),
                            "the answer of " + answer.answered() + " is later than the day of judging; " + why.en())
                    : new Bilingual(
                            "原答复已于 " + answer.expires() + " 到期；" + why.zh(),
                            "the answer expired on " + answer.expires() + "; " + why.en());
        }

        private Bilingual whyOpen(Item item, Asset asset, Optional<Bilingual> remains) {
            if (remains.isPresent()) {
                return new Bilingual(
                        "须人工核查：" + remains.get().zh(),
                        "a person has to look: " + remains.get().en());
            }
            if (asset.type() != AssetType.SYSTEM) {
                return new Bilingual("没有机器核查结果，须人工核查", "no machine result; a person has to look");
            }
            var condition = catalog.cloudShare(item.key()).flatMap(share -> share.condition());
            if (condition.isPresent()) {
                return new Bilingual(
                        "须人工核查（" + condition.get().zh() + "）",
                        "a person has to look (" + condition.get().en() + ")");
            }
            var types = types(item);
            if (types.isEmpty()) {
                return new Bilingual("本项须由人员核查并答复", "this item is for people to answer");
            }
            var names = List.of(AssetType.values()).stream()
                    .filter(type -> types.contains(type.id()))
                    .map(AssetType::nameZh)
                    .toList();
            return new Bilingual(
                    "清单中没有可供核查的对象（" + String.join("、", names) + "），须人工核查或说明不适用的理由",
                    "the inventory has no asset to look at (" + String.join(", ", types)
                            + "); a person has to look or say why it does not apply");
        }
    }
}
