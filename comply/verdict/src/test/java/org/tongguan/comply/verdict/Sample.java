package org.tongguan.comply.verdict;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tongguan.comply.asset.Access;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.asset.SystemProfile;
import org.tongguan.comply.catalog.Bilingual;
import org.tongguan.comply.catalog.Catalog;
import org.tongguan.comply.catalog.ItemKey;
import org.tongguan.comply.check.Check;
import org.tongguan.comply.check.Observation;
import org.tongguan.comply.check.Remedy;
import org.tongguan.comply.check.ResultState;
import org.tongguan.comply.check.Risk;
import org.tongguan.kernel.yaml.Place;

/// Hand-made inputs. The catalogue is ours with remains of its own, so that content may grow without moving
/// these tests: on Linux, `8.1.4.2 a` leaves something to a person; `8.1.4.1 a` and the rest do not.
final class Sample {

    static final Path CONTENT = Path.of(System.getProperty("tongguan.home"), "content");
    static final LocalDate DAY = LocalDate.of(2026, 6, 1);
    static final Instant GATHERED = Instant.parse("2026-05-31T02:00:00Z");
    static final Catalog CATALOG = catalog();
    static final ItemKey PASSWORD = ItemKey.parse("8.1.4.1 a");
    static final ItemKey LOCKOUT = ItemKey.parse("8.1.4.1 b");
    static final ItemKey WITH_REMAINS = ItemKey.parse("8.1.4.2 a");
    static final ItemKey LEADERSHIP = ItemKey.parse("8.1.7.1 a");

    private Sample() {}

    private static Catalog catalog() {
        try {
            Path folder = Files.createTempDirectory("catalog");
            Path copy =
                    Files.createDirectories(folder.resolve("catalog/remains")).getParent();
            try (var files = Files.list(CONTENT.resolve("catalog"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, copy.resolve(file.getFileName()));
                }
            }
            Files.writeString(
                    copy.resolve("remains/linux.yaml"),
                    "remains:\n  \"8.1.4.2 a\": {zh: 核对账户清单, en: compare the list of accounts}\n");
            return Catalog.read(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SystemProfile system() {
        return new SystemProfile("地铁支付", "某地铁", 3, 3, false, List.of(), true, "", "");
    }

    static Asset linux(String id) {
        return asset(id, AssetType.LINUX, 2, false);
    }

    static Asset asset(String id, AssetType type, int importance, boolean internetFacing) {
        return new Asset(
                id, type, id, "", importance, internetFacing, new Access.Nothing(), Optional.empty(), Map.of());
    }

    static Check check(String id, Risk risk, List<String> cases, ItemKey... items) {
        return check(id, risk, cases, Remedy.Impact.RELOAD, items);
    }

    static Check check(String id, Risk risk, List<String> cases, Remedy.Impact impact, ItemKey... items) {
        var place = new Place(id + ".yaml", 1, 1);
        return new Check(
                id,
                AssetType.LINUX,
                new Bilingual("检查 " + id, "check " + id),
                List.of(items),
                risk,
                cases,
                List.of("fact"),
                List.of(),
                Map.of(),
                Optional.empty(),
                new Bilingual("不适用", "not applicable"),
                new Check.Expression("true", place),
                Optional.empty(),
                Map.of(),
                Map.of(),
                new Remedy(new Bilingual("改", "change it"), "true", "true", impact),
                new Check.Fixtures(Map.of(), Map.of(), List.of(), Map.of()),
                Path.of(id + ".yaml"));
    }

    static Observation seen(Asset asset, Check check, ResultState state) {
        return new Observation(asset, check, state, new Bilingual("值 = 7", "value = 7"), Map.of("值", "7"), List.of());
    }

    static Answer answer(ItemKey item, Verdict verdict) {
        return answer(item, Optional.empty(), verdict, DAY.minusDays(10), DAY.plusDays(10));
    }

    static Answer answer(ItemKey item, Optional<String> asset, Verdict verdict, LocalDate answered, LocalDate expires) {
        return new Answer(
                item,
                asset,
                verdict,
                "看过了",
                List.of(new Answer.Proof(Answer.Kind.DOCUMENT, "制度", Optional.empty(), Optional.empty())),
                "张三",
                answered,
                expires);
    }

    static Answers answers(Answer... answers) {
        return new Answers(List.of(answers), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    /// Every item that applies, answered the same, for the whole system.
    static List<Answer> everything(Verdict verdict) {
        var all = new ArrayList<Answer>();
        CATALOG.items(3, "general").forEach(item -> all.add(answer(item.key(), verdict)));
        return all;
    }

    static Assessment assess(List<Asset> assets, List<Observation> observations, Answers answers) {
        return assess(system(), assets, observations, answers, DAY);
    }

    static Assessment assess(
            SystemProfile system, List<Asset> assets, List<Observation> observations, Answers answers, LocalDate day) {
        return new Assessor(CATALOG)
                .assess(system, assets, GATHERED, observations, List.of(), answers, day, "tongguan test");
    }

    static RequirementVerdict row(Assessment assessment, ItemKey item) {
        return assessment.items().stream()
                .filter(row -> row.item().key().equals(item))
                .findFirst()
                .orElseThrow();
    }

    static List<Verdict> verdicts(String words) {
        return Arrays.stream(words.split(" ")).map(Verdict::valueOf).toList();
    }
}
