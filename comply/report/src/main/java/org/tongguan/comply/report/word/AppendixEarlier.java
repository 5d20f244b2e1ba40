package org.tongguan.comply.report.word;

/// Appendix B: what became of the problems of the run before.
final class AppendixEarlier extends Chapter {

    AppendixEarlier(Manuscript manuscript) {
        super(manuscript);
    }

    @Override
    void write() {
        appendix("B", "上次测评问题整改情况", false);
        page.text("本次评估没有登记上一次测评的问题清单，无法给出整改情况。如有上次报告，可用本工具比较两次评估（diff），将差异作为本附录的内容。");
    }
}
