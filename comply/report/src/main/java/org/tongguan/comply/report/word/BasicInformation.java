package org.tongguan.comply.report.word;

import static org.tongguan.comply.report.word.Cells.cut;
import static org.tongguan.comply.report.word.WordPage.cell;
import static org.tongguan.comply.report.word.WordPage.name;

import java.util.List;
import java.util.stream.Collectors;
import org.tongguan.comply.report.words.Words;

/// The table of basic information.
final class BasicInformation extends Chapter {

    BasicInformation(Manuscript manuscript) {
        super(manuscript);
    }

    @Override
    void write() {
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
}
