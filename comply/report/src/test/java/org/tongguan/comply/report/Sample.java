package org.tongguan.comply.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tongguan.comply.asset.Access;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.asset.SystemProfile;
import org.tongguan.comply.catalog.Bilingual;
import org.tongguan.comply.catalog.Catalog;
import org.tongguan.comply.catalog.Item;
import org.tongguan.comply.catalog.ItemKey;
import org.tongguan.comply.check.Check;
import org.tongguan.comply.check.CheckPack;
import org.tongguan.comply.check.Observation;
import org.tongguan.comply.check.Remedy;
import org.tongguan.comply.check.ResultState;
import org.tongguan.comply.check.Risk;
import org.tongguan.comply.facts.Evidence;
import org.tongguan.comply.facts.Outcome;
import org.tongguan.comply.report.words.Material;
import org.tongguan.comply.report.words.Tally;
import org.tongguan.comply.verdict.Answer;
import org.tongguan.comply.verdict.Assessment;
import org.tongguan.comply.verdict.ClassCount;
import org.tongguan.comply.verdict.Compensation;
import org.tongguan.comply.verdict.Conclusion;
import org.tongguan.comply.verdict.Coverage;
import org.tongguan.comply.verdict.Finding;
import org.tongguan.comply.verdict.MajorRisk;
import org.tongguan.comply.verdict.ObjectVerdict;
import org.tongguan.comply.verdict.RequirementVerdict;
import org.tongguan.comply.verdict.Verdict;
import org.tongguan.comply.verdict.Waiver;
import org.tongguan.kernel.crypto.Digest;
import org.tongguan.kernel.yaml.Place;

/// A realistic assessment, made by hand: all 211 items, every verdict, every kind of risk. The verdicts are
/// spread by
/// arithmetic, not judged.
final class Sample {

    static final Path CONTENT = Path.of(System.getProperty("tongguan.home", "../.."), "content");
    static final Instant GATHERED = Instant.parse("2026-11-20T01:30:00Z");
    static final LocalDate JUDGED = LocalDate.of(2026, 11, 20);
    static final String HOSTILE = "<script>alert('x')</script>\u001b[31m =1+1 \u202Egnp.exe \u0000";

    private static final Catalog CATALOG = Catalog.read(CONTENT);

    private Sample() {}

    static Catalog catalog() {
        return CATALOG;
    }

    static Material material(Assessment assessment) {
        return Material.of(assessment, CATALOG, Optional.empty());
    }

    static Assessment small() {
        return of(system("城市轨道交通乘车支付系统"), objects(), 0.9);
    }

    static Assessment invalid() {
        return of(system("城市轨道交通乘车支付系统"), objects(), 0.995);
    }

    /// A fresh system nobody has looked at: no observation, no finding, no answer.
    static Assessment empty() {
        var full = small();
        var items = full.items().stream()
                .map(item ->
                        new RequirementVerdict(item.item(), Verdict.PENDING, both("尚未核查", "not looked at"), List.of()))
                .toList();
        return new Assessment(
                system("空系统"),
                GATHERED,
                JUDGED,
                "Tongguan 0.1.0",
                List.of(),
                List.of(),
                items,
                List.of(),
                List.of(),
                counts(items),
                new Coverage(0, 0, 0.9),
                new Conclusion(0, 1, 0, 211, "不符合", "符合", 0, 100, "差", "优", List.of()),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    static Assessment hostile() {
        var objects = new ArrayList<>(objects());
        objects.set(2, asset("web-01", AssetType.LINUX, HOSTILE, "DMZ\"><img src=x onerror=alert(1)>", 3, true));
        return of(system("恶意" + HOSTILE), objects, 0.9);
    }

    static Assessment large(int objectCount) {
        var objects = new ArrayList<Asset>();
        var kinds = AssetType.values();
        objects.add(asset("system", AssetType.SYSTEM, "系统整体", "—", 3, false));
        for (int i = 1; i < objectCount; i++) {
            var type = kinds[1 + i % (kinds.length - 1)];
            objects.add(
                    asset("object-" + i, type, type.nameZh() + " " + i + " 号", "区域 " + i % 4, 1 + i % 3, i % 5 == 0));
        }
        return of(system("大型系统"), objects, 0.9, true);
    }

    private static SystemProfile system(String name) {
        return new SystemProfile(
                name,
                "某市地铁集团有限公司",
                3,
                3,
                true,
                List.of(),
                false,
                "51010099001-23001",
                "为乘客提供支付宝小程序扫码乘车、行程计费与账单查询，并与市级地铁结算系统对账。日均交易约 120 万笔，部署在自建机房，经防火墙与互联网相连。");
    }

    private static List<Asset> objects() {
        var web = asset("web-01", AssetType.LINUX, "乘车码接入服务器", "互联网接入区", 3, true);
        return List.of(
                asset("system", AssetType.SYSTEM, "系统整体", "—", 3, false),
                asset("fw-01", AssetType.NETWORK_DEVICE, "互联网边界防火墙", "互联网接入区", 3, true),
                web,
                web.component(AssetType.OPENSSH),
                web.component(AssetType.NGINX),
                asset("app-01", AssetType.LINUX, "计费应用服务器", "应用区", 3, false),
                asset("db-01", AssetType.POSTGRESQL, "交易数据库", "数据区", 3, false),
                asset("cache-01", AssetType.REDIS, "会话缓存", "数据区", 2, false),
                asset("portal", AssetType.WEB, "小程序后台接口", "互联网接入区", 3, true));
    }

    private static Asset asset(String id, AssetType type, String name, String zone, int importance, boolean internet) {
        return new Asset(
                id,
                type,
                name,
                zone,
                importance,
                internet,
                new Access.Nothing(),
                Optional.empty(),
                Map.of("负责人", "运维一组"));
    }

    private static Assessment of(SystemProfile system, List<Asset> objects, double required) {
        return of(system, objects, required, false);
    }

    private static Assessment of(
            SystemProfile system, List<Asset> objects, double required, boolean everyItemOnEveryObject) {
        var catalog = catalog();
        var types = types();
        var real = CheckPack.read(catalog, List.of(CONTENT.resolve("checks"))).checks();
        var evidence = new ArrayList<Evidence>();
        var observations = new ArrayList<Observation>();
        var items = new ArrayList<RequirementVerdict>();
        var findings = new ArrayList<Finding>();
        var answers = new ArrayList<Answer>();
        var waiver = new Waiver(
                "redis.made.8-1-4-1-b",
                List.of("cache-01"),
                "升级窗口在下季度",
                "仅允许应用区两台服务器访问 6379 端口",
                "张工",
                "李总",
                LocalDate.of(2026, 10, 1),
                LocalDate.of(2027, 3, 31));
        int turn = 0;
        var seenBefore = new java.util.HashMap<String, Observation>();
        for (Item item : catalog.items(3, "general")) {
            var on = new ArrayList<ObjectVerdict>();
            for (Asset object : objects) {
                boolean applies = everyItemOnEveryObject
                        || types.getOrDefault(item.key(), List.of(AssetType.SYSTEM))
                                .contains(object.type());
                if (!applies) {
                    continue;
                }
                turn++;
                if (object.type() == AssetType.SYSTEM) {
                    on.add(byPerson(item, object, turn, answers));
                    continue;
                }
                var line = line(evidence, object, collector(object, item), turn);
                var check = real.stream()
                        .filter(candidate -> candidate.type() == object.type()
                                && candidate.items().contains(item.key()))
                        .findFirst()
                        .orElseGet(() -> made(item, object.type()));
                var rolled = switch (turn % 17) {
                    case 3 -> ResultState.FAIL;
                    case 7 -> ResultState.PARTIAL;
                    case 11 -> ResultState.NOT_APPLICABLE;
                    case 13 -> turn % 2 == 0 ? ResultState.UNKNOWN : ResultState.FAIL;
                    default -> ResultState.PASS;
                };
                // one check may bear on many items of one object; it was observed once
                var before = seenBefore.get(object.id() + "|" + check.id());
                var state = before == null ? rolled : before.state();
                var seen = before != null
                        ? before
                        : new Observation(
                                object,
                                check,
                                state,
                                because(state, check),
                                shown(
                                        state == ResultState.FAIL ? "PermitRootLogin yes" : "符合基线",
                                        "/etc/ssh/sshd_config:" + (10 + turn % 60)),
                                List.of(line));
                if (before == null) {
                    observations.add(seen);
                    seenBefore.put(object.id() + "|" + check.id(), seen);
                }
                var verdict = verdict(state);
                on.add(new ObjectVerdict(
                        item.key(),
                        object,
                        verdict,
                        seen.because(),
                        List.of(seen),
                        Optional.empty(),
                        verdict == Verdict.PARTIAL
                                ? Optional.of(both("抽查实际登录过程，确认配置已生效", "try one login"))
                                : Optional.empty()));
                if (state == ResultState.FAIL && before == null) {
                    findings.add(finding(findings.size() + 1, object, item, seen, waiver));
                }
            }
            items.add(whole(item, on));
        }
        findings.sort((a, b) -> b.residual().compareTo(a.residual()));
        for (int i = 0; i < findings.size(); i++) {
            findings.set(i, numbered(findings.get(i), i + 1));
        }
        var tally = Tally.ofItems(items);
        var majors = majors(findings);
        double low = (double) tally.met() / tally.applicable();
        double high = (double) (tally.met() + tally.open()) / tally.applicable();
        int decided = (int)
                observations.stream().filter(seen -> seen.state().decided()).count();
        return new Assessment(
                system,
                GATHERED,
                JUDGED,
                "Tongguan 0.1.0",
                objects,
                observations,
                items,
                findings,
                majors,
                counts(items),
                new Coverage(observations.size(), decided, required),
                new Conclusion(
                        low,
                        high,
                        (int) majors.stream().filter(MajorRisk::counts).count(),
                        tally.open(),
                        low < 0.6 ? "不符合" : "基本符合",
                        high < 0.6 ? "不符合" : "基本符合",
                        58.4,
                        84.2,
                        "差",
                        "良",
                        List.of("部分符合项计入符合率的权重按 0 计；公开文本未明确，可在设置中更改。", "符合率恰为 60% 与 90% 时按“达到”处理；公开文本未明确，可在设置中更改。")),
                List.of(waiver),
                answers,
                List.of(new Compensation(
                        ItemKey.parse("8.1.4.1 d"),
                        Optional.of("app-01"),
                        Compensation.Kind.AREA,
                        "该服务器仅可经堡垒机登录，堡垒机采用口令加动态令牌两种鉴别方式",
                        "堡垒机策略截图 2026-11-12",
                        "王主任",
                        LocalDate.of(2026, 11, 12))),
                evidence);
    }

    private static ObjectVerdict byPerson(Item item, Asset object, int turn, List<Answer> answers) {
        Verdict verdict = switch (turn % 7) {
            case 0, 1, 2 -> Verdict.MET;
            case 3 -> Verdict.PARTIAL;
            case 4 -> turn % 3 == 0 ? Verdict.NOT_APPLICABLE : Verdict.NOT_MET;
            default -> Verdict.PENDING;
        };
        var remains = both(
                "请提供制度文件、审批记录或现场照片，并访谈负责人：" + item.summaryZh(), "Show the documents and talk to the person in charge");
        if (verdict == Verdict.PENDING) {
            return new ObjectVerdict(
                    item.key(),
                    object,
                    verdict,
                    both("尚无人工核查结果", "not answered yet"),
                    List.of(),
                    Optional.empty(),
                    Optional.of(remains));
        }
        var answer = new Answer(
                item.key(),
                Optional.empty(),
                verdict,
                verdict == Verdict.MET ? "制度齐全，抽查三份记录一致" : "制度已发布，但近一年无执行记录",
                List.of(
                        new Answer.Proof(
                                Answer.Kind.DOCUMENT,
                                "《网络安全管理办法》V3.2",
                                Optional.empty(),
                                Optional.of(Digest.sm3Of(new byte[] {(byte) turn}))),
                        new Answer.Proof(Answer.Kind.INTERVIEW, "访谈安全主管", Optional.empty(), Optional.empty())),
                "安全管理部 赵工",
                LocalDate.of(2026, 11, 10),
                LocalDate.of(2027, 5, 10));
        answers.add(answer);
        return new ObjectVerdict(
                item.key(),
                object,
                verdict,
                both(answer.reason(), "answered by a person"),
                List.of(),
                Optional.of(answer),
                Optional.empty());
    }

    private static Evidence line(List<Evidence> evidence, Asset object, String collector, int turn) {
        for (int i = evidence.size() - 1; i >= 0 && i > evidence.size() - 8; i--) {
            if (evidence.get(i).asset().equals(object.id())
                    && evidence.get(i).collector().equals(collector)) {
                return evidence.get(i);
            }
        }
        var digest = Digest.of((object.id() + collector + turn).getBytes(StandardCharsets.UTF_8));
        var line = new Evidence(
                evidence.size(),
                object.host().orElse(object.id()),
                collector,
                turn % 29 == 0 ? Outcome.DENIED : Outcome.CAME,
                0,
                turn % 29 == 0 ? "permission denied" : "",
                digest.sm3(),
                digest.sha256(),
                1200 + turn * 7L,
                GATHERED.plusSeconds(turn),
                4,
                "audit",
                digest.sm3());
        evidence.add(line);
        return line;
    }

    private static Map<String, String> shown(String value, String place) {
        var shown = new LinkedHashMap<String, String>();
        shown.put("当前值", value);
        shown.put("配置位置", place);
        return shown;
    }

    private static String collector(Asset object, Item item) {
        return object.type().id().replace('-', '_') + "_" + item.controlZh().hashCode() % 7;
    }

    private static Check made(Item item, AssetType type) {
        var place = new Place("made.yaml", 1, 1);
        return new Check(
                type.id() + ".made." + item.key().toString().replace('.', '-').replace(' ', '-'),
                type,
                both(item.controlZh() + "：" + item.summaryZh(), item.summaryEn()),
                List.of(item.key()),
                switch (Math.floorMod(item.key().hashCode(), 3)) {
                    case 0 -> Risk.HIGH;
                    case 1 -> Risk.MEDIUM;
                    default -> Risk.LOW;
                },
                List.of("6.4.1.1"),
                List.of("fact"),
                List.of(),
                Map.of(),
                Optional.empty(),
                both("条件不成立", "does not apply"),
                new Check.Expression("true", place),
                Optional.empty(),
                Map.of(),
                Map.of(),
                new Remedy(
                        both(
                                "在配置中关闭不需要的功能，重新加载服务，并从另一会话验证登录正常后再退出。",
                                "Turn off what is not needed and reload the service."),
                        "sed -i 's/^PermitRootLogin.*/PermitRootLogin no/' /etc/ssh/sshd_config\nsystemctl reload sshd\n",
                        "systemctl reload sshd\n",
                        Remedy.Impact.RELOAD),
                new Check.Fixtures(Map.of(), Map.of(), List.of(), Map.of()),
                Path.of("made.yaml"));
    }

    private static Bilingual because(ResultState state, Check check) {
        return switch (state) {
            case PASS -> both("实际配置满足要求", "the configuration meets the requirement");
            case FAIL -> both("实际配置不满足要求：允许 root 远程登录，未限制来源地址", "root may log in from anywhere");
            case PARTIAL -> both("已配置但参数弱于要求：口令最长使用期限为 180 天", "configured, but weaker than required");
            case NOT_APPLICABLE -> check.notApplicable();
            default -> both("读取被拒绝：采集账户没有该文件的读权限", "permission denied");
        };
    }

    private static Verdict verdict(ResultState state) {
        return switch (state) {
            case PASS -> Verdict.MET;
            case FAIL -> Verdict.NOT_MET;
            case PARTIAL -> Verdict.PARTIAL;
            case NOT_APPLICABLE -> Verdict.NOT_APPLICABLE;
            default -> Verdict.UNKNOWN;
        };
    }

    private static Finding finding(int number, Asset object, Item item, Observation seen, Waiver waiver) {
        boolean lowered = number % 6 == 0 && seen.check().risk() != Risk.LOW;
        return new Finding(
                "T%03d".formatted(number),
                Digest.sm3Of((object.id() + seen.check().id()).getBytes(StandardCharsets.UTF_8)),
                object,
                List.of(item.key()),
                seen.check().title(),
                seen.because(),
                seen.check().risk(),
                lowered
                        ? Risk.values()[seen.check().risk().ordinal() - 1]
                        : seen.check().risk(),
                seen.check().risk() == Risk.HIGH ? List.of("6.4.1.1") : List.of(),
                lowered ? List.of("仅可经堡垒机访问，且堡垒机启用两种鉴别方式，风险降低一级") : List.of(),
                object.id().equals("cache-01") ? Optional.of(waiver) : Optional.empty(),
                Optional.of(seen.check().remedy()),
                Optional.of(seen));
    }

    private static Finding numbered(Finding finding, int number) {
        return new Finding(
                "T%03d".formatted(number),
                finding.key(),
                finding.asset(),
                finding.items(),
                finding.title(),
                finding.because(),
                finding.inherent(),
                finding.residual(),
                finding.highRiskCases(),
                finding.lowered(),
                finding.waiver(),
                finding.remedy(),
                finding.observation());
    }

    private static List<MajorRisk> majors(List<Finding> findings) {
        if (findings.size() < 4) {
            return List.of();
        }
        var yes = new MajorRisk.Principle(true, "问题真实存在，且没有可以抵消它的措施");
        return List.of(
                new MajorRisk(
                        "A-18",
                        both("存在空口令、弱口令或可绕过的身份鉴别", "empty, weak or shared passwords"),
                        findings.subList(0, 2),
                        yes,
                        new MajorRisk.Principle(true, "被利用后可直接取得服务器管理权限，进而篡改交易数据"),
                        new MajorRisk.Principle(true, "服务面向互联网，针对该弱点的自动化扫描长期存在"),
                        MajorRisk.State.PROPOSED,
                        ""),
                new MajorRisk(
                        "A-24",
                        both("重要数据在传输过程中未加密", "important data sent in clear"),
                        findings.subList(2, 4),
                        yes,
                        new MajorRisk.Principle(true, "交易报文可能被窃听"),
                        new MajorRisk.Principle(false, "仅在机房内部网段传输，外部难以接触"),
                        MajorRisk.State.REFUSED,
                        "该链路位于同一机柜内，已由安全负责人现场确认"));
    }

    private static RequirementVerdict whole(Item item, List<ObjectVerdict> on) {
        var tally = Tally.of(on.stream().map(ObjectVerdict::verdict).toList());
        Verdict verdict = on.isEmpty()
                ? Verdict.NOT_APPLICABLE
                : tally.notMet() > 0
                        ? tally.met() + tally.partial() > 0 ? Verdict.PARTIAL : Verdict.NOT_MET
                        : tally.partial() > 0
                                ? Verdict.PARTIAL
                                : tally.unknown() > 0
                                        ? Verdict.UNKNOWN
                                        : tally.pending() > 0
                                                ? Verdict.PENDING
                                                : tally.met() > 0 ? Verdict.MET : Verdict.NOT_APPLICABLE;
        var deciding = on.stream().filter(object -> object.verdict() == verdict).findFirst();
        return new RequirementVerdict(
                item,
                verdict,
                deciding.map(object -> object.because()).orElse(both("系统中没有适用的测评对象", "no object it applies to")),
                on);
    }

    private static List<ClassCount> counts(List<RequirementVerdict> items) {
        var byClass = new LinkedHashMap<String, List<RequirementVerdict>>();
        items.forEach(item -> byClass.computeIfAbsent(item.item().classZh(), any -> new ArrayList<>())
                .add(item));
        return byClass.entrySet().stream()
                .map(entry -> {
                    var tally = Tally.ofItems(entry.getValue());
                    return new ClassCount(
                            "general",
                            entry.getKey(),
                            entry.getValue().getFirst().item().technical(),
                            tally.total(),
                            tally.met(),
                            tally.partial(),
                            tally.notMet(),
                            tally.notApplicable(),
                            tally.pending(),
                            tally.unknown());
                })
                .toList();
    }

    private static Map<ItemKey, List<AssetType>> types() {
        try {
            var types = new HashMap<ItemKey, List<AssetType>>();
            var byId = new HashMap<String, AssetType>();
            for (AssetType type : AssetType.values()) {
                byId.put(type.id(), type);
            }
            Files.readAllLines(CONTENT.resolve("catalog/applicability.tsv")).stream()
                    .skip(1)
                    .forEach(row -> {
                        String[] cell = row.split("\t");
                        types.put(
                                new ItemKey(cell[0], cell[1]),
                                List.of(cell[2].split(" ")).stream()
                                        .map(byId::get)
                                        .toList());
                    });
            return types;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Bilingual both(String zh, String en) {
        return new Bilingual(zh, en);
    }
}
