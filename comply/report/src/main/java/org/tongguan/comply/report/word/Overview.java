package org.tongguan.comply.report.word;

import static org.tongguan.comply.report.word.WordPage.cell;
import static org.tongguan.comply.report.word.WordPage.name;

import java.util.List;
import org.tongguan.comply.report.words.Words;

/// Chapter 1.
final class Overview extends Chapter {

    Overview(Manuscript manuscript) {
        super(manuscript);
    }

    // ---- chapters

    @Override
    void write() {
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
}
