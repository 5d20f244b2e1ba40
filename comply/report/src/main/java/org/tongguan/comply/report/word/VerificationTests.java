package org.tongguan.comply.report.word;

import static org.tongguan.comply.report.word.Cells.number;
import static org.tongguan.comply.report.word.WordPage.name;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.tongguan.comply.facts.Evidence;
import org.tongguan.comply.facts.Outcome;
import org.tongguan.comply.report.word.WordPage.Cell;
import org.tongguan.comply.report.word.WordPage.Look;
import org.tongguan.comply.report.words.OutcomeWords;
import org.tongguan.comply.report.words.Words;

/// Chapter 5: what was tested, and what was not.
final class VerificationTests extends Chapter {

    VerificationTests(Manuscript manuscript) {
        super(manuscript);
    }

    @Override
    void write() {
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
}
