package org.tongguan.comply.report.word;

import java.util.List;
import org.tongguan.comply.report.words.Words;

/// The title page.
final class Cover extends Chapter {

    Cover(Manuscript manuscript) {
        super(manuscript);
    }

    // ---- front matter

    @Override
    void write() {
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
}
