package org.tongguan.comply.report.word;

import static org.tongguan.comply.report.word.Cells.number;
import static org.tongguan.comply.report.word.WordPage.cell;
import static org.tongguan.comply.report.word.WordPage.centre;
import static org.tongguan.comply.report.word.WordPage.name;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.report.words.Words;

/// Chapter 2: grading, business, zones; as the inventory has them.
final class ObjectDescription extends Chapter {

    ObjectDescription(Manuscript manuscript) {
        super(manuscript);
    }

    @Override
    void write() {
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
}
