package org.tongguan.comply.report.word;

import static org.tongguan.comply.report.word.Cells.className;
import static org.tongguan.comply.report.word.Cells.cut;
import static org.tongguan.comply.report.word.Cells.number;
import static org.tongguan.comply.report.word.WordPage.cell;
import static org.tongguan.comply.report.word.WordPage.centre;
import static org.tongguan.comply.report.word.WordPage.name;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.report.word.WordPage.Cell;
import org.tongguan.comply.report.words.Words;
import org.tongguan.comply.verdict.RequirementVerdict;
import org.tongguan.comply.verdict.Verdict;

/// Chapter 3: which items apply, and to what.
final class IndicatorsAndObjects extends Chapter {

    IndicatorsAndObjects(Manuscript manuscript) {
        super(manuscript);
    }

    @Override
    void write() {
        chapter("测评指标与测评对象");
        page.text("测评指标是 GB/T 22239-2019 中适用于本系统等级的要求；测评对象是承载这些要求的系统、设备、软件、人员和文档。");
        section("测评指标");
        page.text("每个控制点带有标记：S 随业务信息安全等级选取，A 随系统服务安全等级选取，G 随系统等级选取。");
        var perClass = new LinkedHashMap<String, int[]>();
        var points = new LinkedHashMap<String, List<String>>();
        for (RequirementVerdict item : assessment.items()) {
            String key = className(item.item().scope(), item.item().classZh());
            perClass.computeIfAbsent(key, any -> new int[3])[
                    material().catalog().sag(item.item()).ordinal()]++;
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
}
