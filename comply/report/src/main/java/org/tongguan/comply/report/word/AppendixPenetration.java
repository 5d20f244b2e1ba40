package org.tongguan.comply.report.word;

/// Appendix F.
final class AppendixPenetration extends Chapter {

    AppendixPenetration(Manuscript manuscript) {
        super(manuscript);
    }

    @Override
    void write() {
        appendix("F", "渗透测试", false);
        page.text("本次不含渗透测试，没有结果可列。触发项 A-27、A-28 以测试结果为前提，本次不能提出，也不能排除。");
    }
}
