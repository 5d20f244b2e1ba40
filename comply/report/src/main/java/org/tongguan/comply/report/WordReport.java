package org.tongguan.comply.report;

import static org.tongguan.comply.report.WordPage.cell;
import static org.tongguan.comply.report.WordPage.centre;
import static org.tongguan.comply.report.WordPage.name;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.check.Risk;
import org.tongguan.comply.facts.Evidence;
import org.tongguan.comply.facts.Outcome;
import org.tongguan.comply.report.WordPage.Cell;
import org.tongguan.comply.report.WordPage.Look;
import org.tongguan.comply.verdict.Assessment;
import org.tongguan.comply.verdict.ClassCount;
import org.tongguan.comply.verdict.Finding;
import org.tongguan.comply.verdict.MajorRisk;
import org.tongguan.comply.verdict.ObjectVerdict;
import org.tongguan.comply.verdict.RequirementVerdict;
import org.tongguan.comply.verdict.Verdict;

/// The Chinese assessment report, in the order of the 2025 report template and in our own words. No chapter is
/// left
/// empty: where there is nothing, the report says that there is nothing and what that means.
final class WordReport {

    private static final int CELL_CHARACTERS_MAX = 400;
    private static final int DIGESTS_MAX = 3;
    private static final String IMPORTED = "import";
    private static final String FULL_TEXT = "全文见随附工作簿 workbook.xlsx。";

    private final Assessment assessment;
    private final WordPage page = new WordPage();
    private int chapter;
    private int section;

    private WordReport(Assessment assessment) {
        this.assessment = assessment;
    }

    static void write(Assessment assessment, OutputStream to) throws IOException {
        var report = new WordReport(assessment);
        report.cover();
        report.basicInformation();
        report.declaration();
        report.conclusionPage();
        report.page.frontHeading("目　录");
        report.page.contents();
        report.overview();
        report.objectDescription();
        report.indicatorsAndObjects();
        report.unitResults();
        report.verificationTests();
        report.findingList();
        report.overallAssessment();
        report.riskAnalysis();
        report.complianceRates();
        report.conclusion();
        report.rectification();
        report.appendices();
        report.page.finish(
                Words.cut(Words.line(assessment.system().name()), 40),
                "网络安全等级保护自评估报告",
                Words.line(assessment.system().name()) + " 网络安全等级保护自评估报告",
                assessment.gathered(),
                to);
    }

    private void chapter(String title) {
        page.heading(1, ++chapter + "　" + title);
        section = 0;
    }

    private void section(String title) {
        page.heading(2, chapter + "." + ++section + "　" + title);
    }

    private void appendix(String letter, String title, boolean newPage) {
        page.heading(1, "附录" + letter + "　" + title, newPage);
    }

    private static String cut(String text) {
        return Words.cut(Words.clean(text), CELL_CHARACTERS_MAX);
    }

    private static Cell verdict(Verdict verdict) {
        return new Cell(
                verdict.zh(),
                switch (verdict) {
                    case MET -> Look.GREEN;
                    case PARTIAL -> Look.AMBER;
                    case NOT_MET -> Look.RED;
                    case NOT_APPLICABLE -> Look.GREY;
                    case PENDING -> Look.BLUE;
                    case UNKNOWN -> Look.PURPLE;
                });
    }

    private static Cell risk(Risk risk) {
        return new Cell(
                risk.zh(),
                switch (risk) {
                    case HIGH -> Look.RED;
                    case MEDIUM -> Look.AMBER;
                    case LOW -> Look.GREY;
                });
    }

    private static Cell number(int count) {
        return centre(count == 0 ? "0" : String.valueOf(count));
    }

    // ---- front matter

    private void cover() {
        var system = assessment.system();
        page.styled("CoverNote", "报告编号：" + reportNumber());
        page.space(6);
        page.styled("CoverKind", "网络安全等级保护");
        page.styled("CoverKind", "自评估报告");
        page.space(2);
        page.styled("CoverTitle", Words.line(system.name()));
        page.styled("CoverLevel", "安全保护等级　" + Words.levelName(system.level()) + "（" + Words.level(system) + "）");
        page.space(8);
        page.coverTable(List.of(
                List.of("被测单位", Words.line(system.organisation())),
                List.of("评估工具", Words.line(assessment.tool())),
                List.of("报告日期", Words.day(assessment.judged()))));
        page.space(3);
        page.styled("CoverNote", "本报告是被测单位的自评估材料，供正式测评前的准备与整改使用，");
        page.styled("CoverNote", "不替代具备资质的测评机构出具的等级测评报告。");
    }

    /// The template's number is filing number, year, agency code, sequence; a self-assessment has no agency.
    private String reportNumber() {
        String filing = assessment.system().filingNumber().strip();
        return "未编号（自评估）" + (filing.isEmpty() ? "" : "　备案编号：" + Words.line(filing));
    }

    private void basicInformation() {
        var system = assessment.system();
        page.frontHeading("基本信息表");
        page.table(
                "",
                new int[] {22, 78},
                List.of(),
                List.of(
                        List.of(name("定级对象"), cell(Words.line(system.name()))),
                        List.of(name("被测单位"), cell(Words.line(system.organisation()))),
                        List.of(
                                name("备案编号"),
                                cell(system.filingNumber().isBlank() ? "尚未备案" : Words.line(system.filingNumber()))),
                        List.of(
                                name("安全保护等级"),
                                cell(Words.levelName(system.level()) + "（" + Words.level(system) + "）：业务信息安全 "
                                        + system.sLevel() + " 级，系统服务安全 " + system.aLevel() + " 级")),
                        List.of(
                                name("适用要求"),
                                cell("安全通用要求"
                                        + system.scopes().stream()
                                                .map(scope -> "、" + Words.scope(scope))
                                                .collect(Collectors.joining())
                                        + (system.scopes().contains("cloud")
                                                ? system.cloudTenant() ? "（以云服务客户身份）" : "（以云服务商身份）"
                                                : ""))),
                        List.of(name("高可用要求"), cell(system.highAvailability() ? "是：适用面向高可用系统的高风险判例" : "否")),
                        List.of(name("系统说明"), cell(system.description().isBlank() ? "未填写" : cut(system.description()))),
                        List.of(name("测评对象"), cell(assessment.objects().size() + " 个（见附录A）")),
                        List.of(name("事实采集时间"), cell(Words.moment(assessment.gathered()) + "（北京时间）")),
                        List.of(name("判定日"), cell(Words.day(assessment.judged()) + "：人工答复、豁免期限和各类时限均计算到这一天")),
                        List.of(name("评估方式"), cell("自评估。机器只读核查与人工核查相结合，工具 " + Words.line(assessment.tool()))),
                        List.of(name("测评机构"), cell("无。正式测评时由所委托的测评机构填写"))));
        page.text("表中系统信息来自被测单位填写的资产清单，本报告未作独立核实。");
    }

    private void declaration() {
        page.frontHeading("声　明");
        page.text(
                "本报告是被测单位使用自动化工具完成的网络安全等级保护自评估报告。编制它的目的，是在测评机构进场之前摸清现状、备齐证据、完成整改。它不是等级测评报告，不能用于备案审核、监督检查或者对外证明系统已通过等级测评。");
        page.text("报告中的判定以采集时刻取得的事实为依据。系统其后发生的任何变更都可能使判定不再成立；未列入测评对象的设备、系统和人员不在结论范围之内。");
        page.text("机器没有看到、或者没有权限看到的内容，一律记为“无法判定”或“待核查”，从不计为符合。存在未决项时，符合率和结论以区间给出：下限把未决项全部按不符合计，上限全部按符合计。");
        page.text("每一条由机器得出的判定都对应原始证据及其 SM3 与 SHA-256 摘要，证据索引采用哈希链。口令摘要、密钥等敏感内容在保存之前已经遮蔽。");
        page.text("要求条文以本工具自己的语言概述，引用时以 GB/T 22239-2019 正式文本为准。");
    }

    private void conclusionPage() {
        page.frontHeading("自评估结论");
        var conclusion = assessment.conclusion();
        var coverage = assessment.coverage();
        if (!coverage.valid()) {
            page.alarm(invalidSentence());
        }
        var tally = Tally.ofItems(assessment.items());
        page.table(
                "",
                new int[] {26, 74},
                List.of(),
                List.of(
                        List.of(
                                name("符合率"),
                                cell(Words.span(
                                        Words.percent(conclusion.rateLow()), Words.percent(conclusion.rateHigh())))),
                        List.of(
                                name("重大风险隐患"),
                                cell(conclusion.majorRisks() + " 项（按整改前计；其中 "
                                        + count(MajorRisk.State.PROPOSED) + " 项待人工确认，另有 "
                                        + count(MajorRisk.State.REFUSED) + " 项经人工排除、"
                                        + count(MajorRisk.State.RECTIFIED) + " 项已整改）")),
                        List.of(
                                name("结论（2025 版）"),
                                cell(Words.span(conclusion.word2025(), conclusion.bestWord2025())
                                        + (conclusion.settled() ? "" : "（未定：尚有未决项）"))),
                        List.of(
                                name("对照（2021 版）"),
                                cell(Words.span(conclusion.word2021(), conclusion.bestWord2021()) + "，综合得分 "
                                        + Words.span(
                                                Words.score(conclusion.scoreLow2021()),
                                                Words.score(conclusion.scoreHigh2021()))
                                        + "。该版评分已停用，仅供与历史报告对照")),
                        List.of(
                                name("测评项"),
                                cell("共 " + tally.total() + " 项：符合 " + tally.met() + "，部分符合 " + tally.partial()
                                        + "，不符合 " + tally.notMet() + "，不适用 " + tally.notApplicable())),
                        List.of(name("未决项"), cell("待核查 " + tally.pending() + "，无法判定 " + tally.unknown())),
                        List.of(
                                name("机器核查覆盖率"),
                                coverage.valid()
                                        ? cell(coverageWords())
                                        : new Cell(coverageWords() + "　低于门槛，本次评估无效", Look.RED))));
        page.text(overallSentence(tally));
        page.text(
                assessment.system().scopes().isEmpty()
                        ? "本系统未选用云计算、移动互联、物联网、工业控制系统等扩展要求，不另作扩展结论。大数据扩展不在本工具的目录之内。"
                        : "本系统同时选用："
                                + assessment.system().scopes().stream()
                                        .map(Words::scope)
                                        .collect(Collectors.joining("、"))
                                + "。上述数字已把扩展要求计入，各扩展的结果见第 4 章。大数据扩展不在本工具的目录之内。");
        for (String sentence : conclusion.unconfirmed()) {
            page.point("规则待确认：" + sentence);
        }
    }

    private long count(MajorRisk.State state) {
        return assessment.majorRisks().stream()
                .filter(risk -> risk.state() == state)
                .count();
    }

    private String coverageWords() {
        var coverage = assessment.coverage();
        return Words.percent(coverage.share()) + "（应判 " + coverage.asked() + "，已判 " + coverage.decided() + "，门槛 "
                + Words.percent(coverage.required()) + "）";
    }

    private String invalidSentence() {
        return "本次评估无效：机器核查覆盖率 " + Words.percent(assessment.coverage().share()) + "，低于门槛 "
                + Words.percent(assessment.coverage().required()) + "。看到的事实太少，以下符合率与结论不得引用；请先解决连接、权限等问题后重新采集。";
    }

    private String overallSentence(Tally tally) {
        long high = assessment.findings().stream()
                .filter(finding -> finding.residual() == Risk.HIGH)
                .count();
        return "本次对 " + assessment.objects().size() + " 个测评对象的 " + tally.total() + " 个测评项作了核查，发现安全问题 "
                + assessment.findings().size()
                + " 个，其中高风险 " + high + " 个。"
                + (tally.open() > 0 ? "尚有 " + tally.open() + " 个测评项没有结论，补齐之前，结论只能以区间表示。" : "全部测评项均已得出结论。")
                + (assessment.findings().isEmpty()
                        ? ""
                        : "应首先处理的是："
                                + assessment.findings().stream()
                                        .limit(3)
                                        .map(finding -> finding.number() + " "
                                                + Words.line(finding.title().zh()) + "（"
                                                + Words.line(finding.asset().name()) + "）")
                                        .collect(Collectors.joining("；"))
                                + "。");
    }

    // ---- chapters

    private void overview() {
        chapter("测评项目概述");
        page.text("本章说明这次自评估为什么做、依据什么、怎样做，以及读者应当怎样看待它的结果。");
        section("目的");
        page.text("对照等级保护" + Words.levelName(assessment.system().level()) + "要求，逐项核查“"
                + Words.line(assessment.system().name()) + "”的安全保护状况，找出差距与风险，为整改和正式测评做准备。");
        section("依据");
        page.text("以下标准和文件是判定与编排的依据：");
        page.point("GB/T 22239-2019 信息安全技术 网络安全等级保护基本要求（要求目录）");
        page.point("GB/T 28448-2019 信息安全技术 网络安全等级保护测评要求（判定方法）");
        page.point("GB/T 28449-2018 信息安全技术 网络安全等级保护测评过程指南（过程）");
        page.point("网络安全等级保护测评高风险判定实施指引（试行），公网安〔2025〕2391号（高风险判例）");
        page.point("2025 版等级测评报告模板的公开介绍（报告结构与结论规则）");
        section("过程");
        page.text(
                "评估分四步：登记测评对象；对每个对象只读地采集一次事实，遮蔽敏感内容后存为证据；用声明式检查项逐条判定事实，并把人工答复合并进来；按对象、测评项、系统三级汇总，形成结论与本报告。采集只读，不在对象上写入任何内容，也不从对象发起网络访问。");
        page.table(
                "时间与工具",
                new int[] {26, 74},
                List.of(),
                List.of(
                        List.of(name("事实采集"), cell(Words.moment(assessment.gathered()) + "（北京时间）")),
                        List.of(name("判定"), cell(Words.day(assessment.judged()))),
                        List.of(name("工具"), cell(Words.line(assessment.tool()))),
                        List.of(
                                name("证据"),
                                cell(assessment.evidence().size() + " 条"
                                        + (assessment.evidence().isEmpty()
                                                ? ""
                                                : "，哈希链末值 "
                                                        + Words.digestShort(assessment
                                                                .evidence()
                                                                .getLast()
                                                                .chain()) + "…")))));
        section("局限");
        page.text("机器核查只回答机器看得见的问题。物理环境、制度执行、人员意识以及各检查项中注明“仍需人工核查”的部分，须由人完成。本次不包含渗透测试；漏洞扫描仅以导入的其他工具结果为限。");
    }

    private void objectDescription() {
        var system = assessment.system();
        chapter("被测对象描述");
        page.text("本章描述定级情况、业务和网络区域。内容取自资产清单，由被测单位对其真实、完整负责。");
        section("定级情况");
        page.table(
                "定级结果",
                new int[] {25, 25, 25, 25},
                List.of("安全保护等级", "业务信息安全（S）", "系统服务安全（A）", "备案编号"),
                List.of(List.of(
                        centre(Words.levelName(system.level())),
                        centre("第 " + system.sLevel() + " 级"),
                        centre("第 " + system.aLevel() + " 级"),
                        centre(system.filingNumber().isBlank() ? "尚未备案" : Words.line(system.filingNumber())))));
        section("业务与系统");
        page.text(
                system.description().isBlank()
                        ? "资产清单中没有填写系统说明；正式测评前应补充业务功能、用户规模和数据类型。"
                        : Words.line(system.description()));
        section("网络区域");
        var zones = new TreeMap<String, List<Asset>>();
        assessment.objects().stream()
                .filter(asset -> asset.type() != AssetType.SYSTEM)
                .forEach(asset -> zones.computeIfAbsent(
                                asset.zone().isBlank() ? "未标明" : asset.zone(), any -> new ArrayList<>())
                        .add(asset));
        if (zones.isEmpty()) {
            page.text("本次没有登记机器可核查的对象，因此没有网络区域可列。");
        } else {
            page.table(
                    "网络区域",
                    new int[] {22, 12, 14, 52},
                    List.of("区域", "对象数", "面向互联网", "对象"),
                    zones.entrySet().stream()
                            .map(zone -> List.of(
                                    name(Words.line(zone.getKey())),
                                    number(zone.getValue().size()),
                                    centre(zone.getValue().stream().anyMatch(Asset::internetFacing) ? "是" : "否"),
                                    cell(Words.cut(
                                            zone.getValue().stream()
                                                    .map(asset -> Words.line(asset.name()))
                                                    .collect(Collectors.joining("、")),
                                            300))))
                            .toList());
        }
    }

    private void indicatorsAndObjects() {
        chapter("测评指标与测评对象");
        page.text("测评指标是 GB/T 22239-2019 中适用于本系统等级的要求；测评对象是承载这些要求的系统、设备、软件、人员和文档。");
        section("测评指标");
        page.text("每个控制点带有标记：S 随业务信息安全等级选取，A 随系统服务安全等级选取，G 随系统等级选取。");
        var perClass = new LinkedHashMap<String, int[]>();
        var points = new LinkedHashMap<String, List<String>>();
        for (RequirementVerdict item : assessment.items()) {
            String key = className(item.item().scope(), item.item().classZh());
            perClass.computeIfAbsent(key, any -> new int[3])[
                    ControlTag.of(item.item()).ordinal()]++;
            var clauses = points.computeIfAbsent(key, any -> new ArrayList<>());
            if (!clauses.contains(item.item().key().clause())) {
                clauses.add(item.item().key().clause());
            }
        }
        var rows = new ArrayList<List<Cell>>();
        int[] sum = new int[5];
        perClass.forEach((key, count) -> {
            int controls = points.getOrDefault(key, List.of()).size();
            int[] row = {controls, count[0], count[1], count[2], count[0] + count[1] + count[2]};
            var cells = new ArrayList<Cell>();
            cells.add(name(key));
            for (int i = 0; i < row.length; i++) {
                sum[i] += row[i];
                cells.add(number(row[i]));
            }
            rows.add(cells);
        });
        rows.add(List.of(name("合计"), number(sum[0]), number(sum[1]), number(sum[2]), number(sum[3]), number(sum[4])));
        page.table("测评指标数量", new int[] {34, 14, 12, 12, 12, 16}, List.of("安全类", "控制点", "S", "A", "G", "测评项"), rows);
        section("不适用指标");
        var out = assessment.items().stream()
                .filter(item -> item.verdict() == Verdict.NOT_APPLICABLE)
                .toList();
        if (out.isEmpty()) {
            page.text("没有判为不适用的测评项。");
        } else {
            page.text("下列 " + out.size() + " 个测评项判为不适用，不计入符合率：");
            page.table(
                    "不适用指标",
                    new int[] {14, 18, 34, 34},
                    List.of("条款", "控制点", "要求概述", "理由"),
                    out.stream()
                            .map(item -> List.of(
                                    centre(item.item().key().toString()),
                                    cell(item.item().controlZh()),
                                    cell(item.item().summaryZh()),
                                    cell(cut(item.because().zh()))))
                            .toList());
        }
        section("测评对象");
        var types = new EnumMap<AssetType, List<Asset>>(AssetType.class);
        assessment
                .objects()
                .forEach(asset -> types.computeIfAbsent(asset.type(), any -> new ArrayList<>())
                        .add(asset));
        if (types.isEmpty()) {
            page.text("资产清单中没有登记测评对象；所有测评项都须由人工答复。");
        } else {
            page.text("测评对象全部取自资产清单，不作抽样；主机上发现的中间件等组件各自成为一个对象。明细见附录A。");
            page.table(
                    "测评对象数量",
                    new int[] {26, 12, 62},
                    List.of("类型", "数量", "对象"),
                    types.entrySet().stream()
                            .map(type -> List.of(
                                    name(type.getKey().nameZh()),
                                    number(type.getValue().size()),
                                    cell(Words.cut(
                                            type.getValue().stream()
                                                    .map(asset -> Words.line(asset.name()))
                                                    .collect(Collectors.joining("、")),
                                            300))))
                            .toList());
        }
        section("测评方法");
        page.text("核查：读取配置、账户、权限、日志等事实，与检查项比对。测试：对网络端点作握手、协议与响应头观察，不发送攻击载荷。访谈：由负责人答复，附文档、照片等证据，写明答复人与有效期，到期自动转回待核查。");
        page.text("一个对象上的一个测评项，机器与人工的结果合并为符合、部分符合、不符合或不适用；一个测评项再由它的全部对象汇总。待核查与无法判定不是结论，只表示还没有结论。");
    }

    private static String className(String scope, String classZh) {
        return scope.equals("general")
                ? classZh
                : classZh + "（" + Words.scope(scope).replace("安全扩展要求", "") + "扩展）";
    }

    private Map<String, List<RequirementVerdict>> byClass() {
        var byClass = new LinkedHashMap<String, List<RequirementVerdict>>();
        assessment
                .items()
                .forEach(item -> byClass.computeIfAbsent(
                                className(item.item().scope(), item.item().classZh()), any -> new ArrayList<>())
                        .add(item));
        return byClass;
    }

    private void unitResults() {
        chapter("单项测评结果");
        page.text("本章按安全类列出每个测评项的判定和起决定作用的事实。同一测评项在各对象上的记录见附录D。");
        byClass().forEach((name, items) -> {
            section(name);
            var tally = Tally.ofItems(items);
            page.text("共 " + items.size() + " 项：符合 " + tally.met() + "，部分符合 " + tally.partial() + "，不符合 "
                    + tally.notMet() + "，不适用 " + tally.notApplicable() + "，待核查 " + tally.pending() + "，无法判定 "
                    + tally.unknown() + "。" + mainProblems(items));
            page.groupedTable(
                    name + "测评结果",
                    new int[] {15, 14, 31, 13, 27},
                    List.of("控制点", "条款", "要求概述", "判定", "主要依据"),
                    items.stream()
                            .map(item -> List.of(
                                    cell(item.item().controlZh()),
                                    centre(item.item().key().toString()),
                                    cell(item.item().summaryZh()),
                                    verdict(item.verdict()),
                                    cell(Words.cut(Words.line(item.because().zh()), 160))))
                            .toList());
        });
    }

    private static String mainProblems(List<RequirementVerdict> items) {
        var points = items.stream()
                .filter(item -> item.verdict() == Verdict.NOT_MET)
                .map(item -> item.item().controlZh())
                .distinct()
                .toList();
        return points.isEmpty() ? "" : "不符合项集中在：" + String.join("、", points) + "。";
    }

    private void verificationTests() {
        chapter("验证测试");
        page.text("验证测试用来印证单项核查的结果。本章如实说明做了什么、没有做什么。");
        section("漏洞扫描");
        page.text(
                imports().isEmpty()
                        ? "本次没有导入漏洞扫描结果，本工具自身也不做漏洞扫描。与已知漏洞有关的测评项只依据版本与补丁事实判定，正式测评前应补做扫描。"
                        : "本次导入了其他工具的结果 " + imports().size() + " 份，作为证据参与判定，见附录E。");
        section("渗透测试");
        page.text("本次不含渗透测试。正式测评中如放弃渗透测试，须由被测单位签署说明，且相关测评项可能判为不符合。");
        section("机器核查执行情况");
        page.text(
                "机器核查覆盖率为 " + coverageWords() + "。" + (assessment.coverage().valid() ? "达到有效评估的门槛。" : "未达到门槛，本次评估无效。"));
        var byObject = new LinkedHashMap<String, int[]>();
        for (Evidence line : assessment.evidence()) {
            byObject.computeIfAbsent(line.asset(), any -> new int[Outcome.values().length])[
                    line.outcome().ordinal()]++;
        }
        if (byObject.isEmpty()) {
            page.text("本次没有采集到任何机器事实。");
        } else {
            var head = new ArrayList<String>(List.of("对象"));
            for (Outcome outcome : Outcome.values()) {
                head.add(OutcomeWords.zh(outcome));
            }
            page.table(
                    "采集结果（项）",
                    new int[] {30, 10, 10, 10, 10, 10, 10, 10},
                    head,
                    byObject.entrySet().stream()
                            .map(entry -> {
                                var cells = new ArrayList<Cell>(List.of(name(Words.line(objectName(entry.getKey())))));
                                for (int i = 0; i < entry.getValue().length; i++) {
                                    boolean lost = i != Outcome.CAME.ordinal()
                                            && i != Outcome.ABSENT.ordinal()
                                            && entry.getValue()[i] > 0;
                                    cells.add(
                                            lost
                                                    ? new Cell(String.valueOf(entry.getValue()[i]), Look.AMBER)
                                                    : number(entry.getValue()[i]));
                                }
                                return List.<Cell>copyOf(cells);
                            })
                            .toList());
            page.text("“不存在”是有效的事实：相应文件、命令或设置不在对象上。其余几列表示没有看到，相关检查记为无法判定。");
        }
    }

    private String objectName(String id) {
        return assessment.objects().stream()
                .filter(asset -> asset.id().equals(id))
                .map(Asset::name)
                .findFirst()
                .orElse(id);
    }

    private List<Evidence> imports() {
        return assessment.evidence().stream()
                .filter(line -> line.collector().startsWith(IMPORTED))
                .toList();
    }

    private void findingList() {
        chapter("安全问题清单");
        if (assessment.findings().isEmpty()) {
            page.text("没有已判定的安全问题。这不表示系统没有问题：待核查和无法判定的测评项尚未得出结论。");
        } else {
            page.text("下表按整改先后排列。“风险”是计入缓解与补偿措施之后的等级。" + FULL_TEXT);
            page.table(
                    "安全问题清单",
                    new int[] {8, 21, 14, 11, 7, 21, 18},
                    List.of("编号", "问题", "对象", "条款", "风险", "实际情况", "整改要点"),
                    assessment.findings().stream()
                            .map(finding -> List.of(
                                    centre(finding.number()),
                                    cell(cut(Words.line(finding.title().zh()))),
                                    cell(Words.line(finding.asset().name())),
                                    cell(Words.items(finding.items())),
                                    risk(finding.residual()),
                                    cell(Words.cut(value(finding), 160)),
                                    cell(Words.cut(
                                            finding.remedy()
                                                    .map(remedy -> Words.line(
                                                            remedy.text().zh()))
                                                    .orElse("补充措施与记录"),
                                            70))))
                            .toList());
        }
        section("已登记的豁免");
        if (assessment.waivers().isEmpty()) {
            page.text("没有登记豁免。");
        } else {
            page.text("豁免只表示单位在期限内接受该问题，判定仍为不符合，也不隐去重大风险隐患。");
            page.table(
                    "豁免",
                    new int[] {24, 14, 34, 14, 14},
                    List.of("检查项", "对象", "原因与补偿措施", "申请 / 批准", "期限"),
                    assessment.waivers().stream()
                            .map(waiver -> List.of(
                                    cell(waiver.check()),
                                    cell(String.join("、", waiver.assets())),
                                    cell(cut(waiver.reason() + "；" + waiver.compensation())),
                                    cell(waiver.requestedBy() + " / " + waiver.approvedBy()),
                                    cell(waiver.start() + " 至 " + waiver.end())))
                            .toList());
        }
    }

    private static String value(Finding finding) {
        return finding.observation()
                .filter(seen -> !seen.shown().isEmpty())
                .map(seen -> seen.shown().entrySet().stream()
                        .map(shown -> Words.line(shown.getKey() + "：" + shown.getValue()))
                        .collect(Collectors.joining("\n")))
                .orElse(Words.line(finding.because().zh()));
    }

    private void overallAssessment() {
        chapter("整体测评");
        page.text("整体测评考虑控制点之间、层面之间、区域之间的相互补偿。补偿可以降低问题的风险，但不改变测评项的判定。");
        section("补偿措施");
        if (assessment.compensations().isEmpty()) {
            page.text("本次没有登记可供补偿的措施。");
        } else {
            page.table(
                    "补偿措施",
                    new int[] {13, 14, 12, 35, 26},
                    List.of("条款", "对象", "类别", "补偿措施", "依据与批准"),
                    assessment.compensations().stream()
                            .map(made -> List.of(
                                    centre(made.item().toString()),
                                    cell(made.asset()
                                            .map(this::objectName)
                                            .map(Words::line)
                                            .orElse("全部对象")),
                                    centre(made.kind().zh()),
                                    cell(cut(made.by())),
                                    cell(cut(made.evidence() + "；" + made.approvedBy() + "，" + made.day()))))
                            .toList());
        }
        section("风险调整");
        var lowered = assessment.findings().stream()
                .filter(finding -> !finding.lowered().isEmpty())
                .toList();
        if (lowered.isEmpty()) {
            page.text("没有因缓解或补偿措施而调整风险的问题。");
        } else {
            page.table(
                    "风险调整",
                    new int[] {10, 30, 10, 10, 40},
                    List.of("编号", "问题", "原始", "调整后", "理由"),
                    lowered.stream()
                            .map(finding -> List.of(
                                    centre(finding.number()),
                                    cell(cut(finding.title().zh())),
                                    risk(finding.inherent()),
                                    risk(finding.residual()),
                                    cell(cut(String.join("\n", finding.lowered())))))
                            .toList());
        }
    }

    private void riskAnalysis() {
        chapter("安全问题风险分析");
        page.text("先看单个问题的风险，再看这些问题单独或合并起来是否构成重大风险隐患。");
        section("风险分布");
        var perRisk = new EnumMap<Risk, int[]>(Risk.class);
        for (Risk risk : Risk.values()) {
            perRisk.put(risk, new int[4]);
        }
        for (Finding finding : assessment.findings()) {
            int[] counts = perRisk.getOrDefault(finding.residual(), new int[4]);
            counts[0]++;
            counts[1] += finding.asset().internetFacing() ? 1 : 0;
            counts[2] += finding.highRiskCases().isEmpty() ? 0 : 1;
            counts[3] += finding.waiver().isPresent() ? 1 : 0;
        }
        page.table(
                "风险分布",
                new int[] {20, 20, 20, 20, 20},
                List.of("风险", "问题数", "面向互联网", "涉及高风险判例", "豁免期内"),
                List.of(Risk.HIGH, Risk.MEDIUM, Risk.LOW).stream()
                        .map(risk -> {
                            int[] counts = perRisk.getOrDefault(risk, new int[4]);
                            return List.of(
                                    risk(risk),
                                    number(counts[0]),
                                    number(counts[1]),
                                    number(counts[2]),
                                    number(counts[3]));
                        })
                        .toList());
        page.text("原始风险由检查项给定；有依据的缓解或补偿措施可使其降低。面向互联网的对象，部分判例不允许降低。");
        section("重大风险隐患");
        if (assessment.majorRisks().isEmpty()) {
            page.text("没有提出重大风险隐患。尚有未决项时，这一结果可能随核查深入而改变。");
            return;
        }
        page.text(
                "重大风险隐患须同时满足三项原则：相关性（问题存在且没有有效的缓解措施）、严重性（被利用后造成服务中断、重要数据泄露或被篡改、权限丧失等后果）、高发性（在真实环境中容易发生）。机器依此提出，由人确认或排除。");
        for (MajorRisk risk : assessment.majorRisks()) {
            page.heading(3, risk.trigger() + "　" + Words.line(risk.title().zh()));
            page.table(
                    "",
                    new int[] {16, 12, 72},
                    List.of(),
                    List.of(
                            List.of(
                                    name("状态"),
                                    new Cell(risk.state().zh(), risk.counts() ? Look.RED : Look.GREY),
                                    cell((risk.counts() ? "计入结论。" : "不计入结论。")
                                            + (risk.reason().isBlank() ? "" : "人工意见：" + cut(risk.reason())))),
                            principle("相关性", risk.relevance()),
                            principle("严重性", risk.severity()),
                            principle("高发性", risk.likelihood()),
                            List.of(
                                    name("对应问题"),
                                    number(risk.findings().size()),
                                    cell(Words.cut(
                                            risk.findings().stream()
                                                    .map(finding -> finding.number() + "（"
                                                            + Words.line(finding.asset()
                                                                    .name()) + "）")
                                                    .collect(Collectors.joining("、")),
                                            CELL_CHARACTERS_MAX)))));
        }
    }

    private static List<Cell> principle(String name, MajorRisk.Principle principle) {
        return List.of(name(name), centre(principle.holds() ? "成立" : "不成立"), cell(cut(principle.because())));
    }

    private void complianceRates() {
        chapter("符合率");
        page.text("符合率 = 符合项数 ÷（测评项总数 − 不适用项数）。有未决项时给出区间；百分数只舍不入。");
        var rows = new ArrayList<List<Cell>>();
        for (ClassCount count : assessment.classes()) {
            rows.add(rateRow(className(count.scope(), count.classZh()), Tally.of(count)));
        }
        rows.add(rateRow("合计", Tally.ofItems(assessment.items())));
        page.table(
                "各安全类符合率",
                new int[] {20, 8, 8, 11, 9, 9, 9, 11, 21},
                List.of("安全类", "总数", "符合", "部分符合", "不符合", "不适用", "待核查", "无法判定", "符合率"),
                rows);
        page.text("总符合率以自评估结论所载数值为准；部分符合项的计法等设置如与上式不同，已在第 10 章说明。");
    }

    private static List<Cell> rateRow(String name, Tally tally) {
        return List.of(
                name(name),
                number(tally.total()),
                number(tally.met()),
                number(tally.partial()),
                number(tally.notMet()),
                number(tally.notApplicable()),
                number(tally.pending()),
                number(tally.unknown()),
                centre(tally.rate()));
    }

    private void conclusion() {
        var conclusion = assessment.conclusion();
        chapter("测评结论");
        if (!assessment.coverage().valid()) {
            page.alarm(invalidSentence());
        }
        page.text("符合率 " + Words.span(Words.percent(conclusion.rateLow()), Words.percent(conclusion.rateHigh()))
                + "，重大风险隐患 " + conclusion.majorRisks() + " 项，未决 "
                + conclusion.open() + " 项。按 2025 版规则，自评估结论为“"
                + Words.span(conclusion.word2025(), conclusion.bestWord2025()) + "”"
                + (conclusion.settled() ? "。" : "；未决项补齐之后方能确定。"));
        page.table(
                "结论的两端",
                new int[] {28, 36, 36},
                List.of("", "未决项全部按不符合计", "未决项全部按符合计"),
                List.of(
                        List.of(
                                name("符合率"),
                                centre(Words.percent(conclusion.rateLow())),
                                centre(Words.percent(conclusion.rateHigh()))),
                        List.of(name("结论（2025 版）"), centre(conclusion.word2025()), centre(conclusion.bestWord2025())),
                        List.of(
                                name("综合得分（2021 版）"),
                                centre(Words.score(conclusion.scoreLow2021())),
                                centre(Words.score(conclusion.scoreHigh2021()))),
                        List.of(name("等次（2021 版）"), centre(conclusion.word2021()), centre(conclusion.bestWord2021()))));
        page.text("2021 版的评分与优、良、中、差已经停用，列出它只为与历史报告对照。");
        if (!conclusion.unconfirmed().isEmpty()) {
            page.text("结论规则中有以下各点，公开文本没有定论，本报告按设置处理：");
            conclusion.unconfirmed().forEach(page::point);
        }
    }

    private void rectification() {
        chapter("整改建议");
        if (assessment.findings().isEmpty()) {
            page.text("没有待整改的问题。请先完成待核查项，清单见工作簿的“待核查清单”。");
            return;
        }
        page.text("同一检查项在多个对象上的问题合并为一条建议，按风险由高到低排列。参考脚本与回退方法见 report.html，实施前须经评审，并在变更窗口内进行。");
        for (Risk risk : List.of(Risk.HIGH, Risk.MEDIUM, Risk.LOW)) {
            var merged = new LinkedHashMap<String, List<Finding>>();
            assessment.findings().stream()
                    .filter(finding -> finding.residual() == risk)
                    .forEach(finding -> merged.computeIfAbsent(finding.title().zh(), any -> new ArrayList<>())
                            .add(finding));
            section(risk.zh() + "风险问题");
            if (merged.isEmpty()) {
                page.text("没有" + risk.zh() + "风险问题。");
                continue;
            }
            page.table(
                    risk.zh() + "风险问题整改建议",
                    new int[] {24, 20, 40, 16},
                    List.of("问题", "对象与编号", "整改建议", "对业务的影响"),
                    merged.values().stream()
                            .map(same -> {
                                var first = same.getFirst();
                                return List.of(
                                        cell(cut(first.title().zh())),
                                        cell(Words.cut(
                                                same.stream()
                                                        .map(finding -> Words.line(finding.asset()
                                                                        .name()) + " " + finding.number())
                                                        .collect(Collectors.joining("\n")),
                                                300)),
                                        cell(first.remedy()
                                                .map(remedy -> cut(remedy.text().zh()))
                                                .orElse("按要求补充措施与记录后，重新答复该项。")),
                                        cell(first.remedy()
                                                .map(remedy -> remedy.impact().zh())
                                                .orElse("视措施而定")));
                            })
                            .toList());
        }
    }

    // ---- appendices

    private void appendices() {
        appendixAssets();
        appendix("B", "上次测评问题整改情况", false);
        page.text("本次评估没有登记上一次测评的问题清单，无法给出整改情况。如有上次报告，可用本工具比较两次评估（diff），将差异作为本附录的内容。");
        appendixSummary();
        appendixRecords();
        appendixScans();
        appendix("F", "渗透测试", false);
        page.text("本次不含渗透测试，没有结果可列。触发项 A-27、A-28 以测试结果为前提，本次不能提出，也不能排除。");
        appendixTriggers();
        appendixThreats();
    }

    private void appendixAssets() {
        appendix("A", "资产清单", true);
        if (assessment.objects().isEmpty()) {
            page.text("资产清单中没有登记测评对象。");
            return;
        }
        page.table(
                "资产清单",
                new int[] {26, 18, 18, 14, 11, 13},
                List.of("名称", "标识", "类型", "区域", "重要程度", "面向互联网"),
                assessment.objects().stream()
                        .map(asset -> List.of(
                                cell(Words.line(asset.name())),
                                cell(asset.id()),
                                cell(asset.type().nameZh()),
                                cell(Words.line(asset.zone())),
                                centre(Words.importance(asset.importance())),
                                centre(asset.internetFacing() ? "是" : "否")))
                        .toList());
    }

    private void appendixSummary() {
        appendix("C", "测评结果汇总", true);
        page.text("按控制点汇总各测评项的判定。");
        var points = new LinkedHashMap<String, List<RequirementVerdict>>();
        assessment
                .items()
                .forEach(item -> points.computeIfAbsent(item.item().key().clause(), any -> new ArrayList<>())
                        .add(item));
        page.groupedTable(
                "控制点汇总",
                new int[] {16, 24, 10, 10, 10, 10, 10, 10},
                List.of("安全类", "控制点", "符合", "部分符合", "不符合", "不适用", "待核查", "无法判定"),
                points.entrySet().stream()
                        .map(point -> {
                            var item = point.getValue().getFirst().item();
                            var tally = Tally.ofItems(point.getValue());
                            var cells = new ArrayList<Cell>(List.of(
                                    cell(className(item.scope(), item.classZh())),
                                    cell(point.getKey() + " " + item.controlZh())));
                            for (Verdict verdict : Verdict.values()) {
                                int count = tally.count(verdict);
                                cells.add(
                                        count == 0
                                                ? centre("")
                                                : new Cell(
                                                        String.valueOf(count),
                                                        verdict(verdict).look()));
                            }
                            return List.<Cell>copyOf(cells);
                        })
                        .toList());
    }

    private void appendixRecords() {
        appendix("D", "单项测评结果记录", true);
        page.text("按对象列出每个测评项的判定、起决定作用的事实和证据摘要（SM3 前 12 位，全长见工作簿）。");
        var byObject = new LinkedHashMap<String, List<ObjectVerdict>>();
        var requirement = new LinkedHashMap<String, String>();
        for (RequirementVerdict item : assessment.items()) {
            requirement.put(item.item().key().toString(), item.item().controlZh());
            item.objects()
                    .forEach(on -> byObject.computeIfAbsent(on.asset().id(), any -> new ArrayList<>())
                            .add(on));
        }
        if (byObject.isEmpty()) {
            page.text("没有任何对象得到判定。");
        }
        int index = 0;
        for (var entry : byObject.entrySet()) {
            var asset = entry.getValue().getFirst().asset();
            page.heading(2, "D." + ++index + "　" + Words.line(asset.name()));
            var tally = Tally.of(
                    entry.getValue().stream().map(ObjectVerdict::verdict).toList());
            page.text(asset.type().nameZh() + "，标识 " + asset.id() + "，共 " + tally.total() + " 项：符合 " + tally.met()
                    + "，部分符合 " + tally.partial() + "，不符合 " + tally.notMet() + "，不适用 " + tally.notApplicable() + "，未决 "
                    + tally.open() + "。");
            page.table(
                    "",
                    new int[] {11, 14, 11, 45, 19},
                    List.of("条款", "控制点", "判定", "依据", "证据"),
                    entry.getValue().stream()
                            .map(on -> List.of(
                                    centre(on.item().toString()),
                                    cell(requirement.getOrDefault(on.item().toString(), "")),
                                    verdict(on.verdict()),
                                    cell(basis(on)),
                                    cell(digests(on))))
                            .toList());
        }
    }

    private static String basis(ObjectVerdict on) {
        var text = new StringBuilder(Words.cut(Words.line(on.because().zh()), 200));
        on.observations().stream()
                .filter(seen -> !seen.shown().isEmpty())
                .findFirst()
                .ifPresent(seen -> text.append("\n").append(Words.cut(Words.line(Words.shown(seen.shown())), 160)));
        on.answer().stream()
                .flatMap(answer -> answer.proofs().stream())
                .limit(DIGESTS_MAX)
                .forEach(proof ->
                        text.append("\n").append(Words.cut(proof.kind().zh() + "：" + Words.line(proof.title()), 60)));
        on.remains().ifPresent(remains -> text.append("\n仍需人工核查：").append(Words.cut(Words.line(remains.zh()), 120)));
        return text.toString();
    }

    private static String digests(ObjectVerdict on) {
        var evidence = Words.evidence(on.observations());
        var digests = new ArrayList<String>();
        evidence.stream().limit(DIGESTS_MAX).forEach(line -> digests.add(Words.digestShort(line.sm3())));
        if (evidence.size() > DIGESTS_MAX) {
            digests.add("等 " + evidence.size() + " 条");
        }
        on.answer().stream()
                .flatMap(answer -> answer.proofs().stream())
                .flatMap(proof -> proof.sm3().stream())
                .limit(DIGESTS_MAX)
                .forEach(sm3 -> digests.add(Words.digestShort(sm3)));
        return digests.isEmpty() ? "—" : String.join("\n", digests);
    }

    private void appendixScans() {
        appendix("E", "漏洞扫描结果", true);
        var imports = imports();
        if (imports.isEmpty()) {
            page.text("本次没有导入漏洞扫描结果。可导入 OpenSCAP、Lynis、nmap、testssl 的结果文件作为证据。");
            return;
        }
        page.text("以下为导入的其他工具结果，原文按摘要存放在证据档案中。");
        page.table(
                "导入的结果",
                new int[] {26, 24, 14, 18, 18},
                List.of("对象", "来源", "结果", "时间", "SM3（前 12 位）"),
                imports.stream()
                        .map(line -> List.of(
                                cell(Words.line(objectName(line.asset()))),
                                cell(line.collector()),
                                centre(OutcomeWords.zh(line.outcome())),
                                centre(Words.moment(line.at())),
                                cell(Words.digestShort(line.sm3()))))
                        .toList());
    }

    private void appendixTriggers() {
        appendix("G", "重大风险隐患触发项", true);
        page.text("触发项的概述与编号依据公开材料整理，以正式文本为准。“未提出”不等于不存在：有关测评项未决时，机器不会提出。");
        var states = assessment.majorRisks().stream()
                .collect(Collectors.toMap(
                        MajorRisk::trigger,
                        risk -> risk,
                        (first, second) -> first.counts() ? first : second,
                        LinkedHashMap::new));
        page.table(
                "触发项",
                new int[] {10, 54, 17, 19},
                List.of("编号", "触发情形（概述）", "相关条款", "本次结果"),
                Trigger.all().stream()
                        .map(trigger -> {
                            var risk = states.get(trigger.id());
                            return List.of(
                                    centre(trigger.id()),
                                    cell(trigger.zh()),
                                    centre(trigger.clause()),
                                    risk == null
                                            ? centre("未提出")
                                            : new Cell(risk.state().zh(), risk.counts() ? Look.RED : Look.GREY));
                        })
                        .toList());
    }

    private void appendixThreats() {
        appendix("I", "威胁列表", false);
        page.text("分析风险时考虑的威胁如下。公开材料没有给出附录H的内容，本报告不设附录H。");
        page.table(
                "威胁",
                new int[] {20, 52, 28},
                List.of("威胁", "说明", "主要涉及"),
                List.of(
                        threat("口令猜测与凭据盗用", "利用弱口令、泄露或重复使用的口令冒充合法用户登录", "身份鉴别"),
                        threat("漏洞利用", "利用公开或未公开的漏洞取得权限、执行代码", "入侵防范、漏洞管理"),
                        threat("越权访问", "利用访问控制缺陷读取或操作无权的数据与功能", "访问控制"),
                        threat("恶意代码", "勒索软件、木马、蠕虫侵入主机并扩散", "恶意代码防范"),
                        threat("网络窃听与篡改", "在传输途中窃取或修改数据、凭据", "通信传输、数据保密性"),
                        threat("数据泄露与滥用", "过度收集、违规导出或公开个人信息与业务数据", "数据保密性、个人信息保护"),
                        threat("拒绝服务", "以流量或资源耗尽使服务不可用", "网络架构、备份恢复"),
                        threat("内部人员误操作与滥用", "运维或开发人员误操作、越权操作、掩盖痕迹", "安全审计、系统管理"),
                        threat("供应链引入", "第三方组件、服务商或外包人员带入风险", "建设管理、服务供应商"),
                        threat("物理侵入与环境灾害", "人员闯入、断电、火灾、水患损坏设备", "物理环境"),
                        threat("管理缺失", "职责不清、制度未执行，使技术措施逐渐失效", "管理制度、管理机构")));
    }

    private static List<Cell> threat(String name, String what, String where) {
        return List.of(name(name), cell(what), cell(where));
    }
}
