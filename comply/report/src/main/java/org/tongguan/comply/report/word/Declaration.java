package org.tongguan.comply.report.word;

/// What the report is, and what it is not.
final class Declaration extends Chapter {

    Declaration(Manuscript manuscript) {
        super(manuscript);
    }

    @Override
    void write() {
        page.frontHeading("声　明");
        page.text(
                "本报告是被测单位使用自动化工具完成的网络安全等级保护自评估报告。编制它的目的，是在测评机构进场之前摸清现状、备齐证据、完成整改。它不是等级测评报告，不能用于备案审核、监督检查或者对外证明系统已通过等级测评。");
        page.text("报告中的判定以采集时刻取得的事实为依据。系统其后发生的任何变更都可能使判定不再成立；未列入测评对象的设备、系统和人员不在结论范围之内。");
        page.text("机器没有看到、或者没有权限看到的内容，一律记为“无法判定”或“待核查”，从不计为符合。存在未决项时，符合率和结论以区间给出：下限把未决项全部按不符合计，上限全部按符合计。");
        page.text("每一条由机器得出的判定都对应原始证据及其 SM3 与 SHA-256 摘要，证据索引采用哈希链。口令摘要、密钥等敏感内容在保存之前已经遮蔽。");
        page.text("要求条文以本工具自己的语言概述，引用时以 GB/T 22239-2019 正式文本为准。");
    }
}
