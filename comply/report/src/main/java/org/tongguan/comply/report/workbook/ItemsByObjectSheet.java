package org.tongguan.comply.report.workbook;

import static org.tongguan.comply.report.workbook.Look.TEXT;
import static org.tongguan.comply.report.workbook.Look.fill;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.tongguan.comply.check.Observation;
import org.tongguan.comply.facts.Evidence;
import org.tongguan.comply.report.words.Words;
import org.tongguan.comply.verdict.Assessment;
import org.tongguan.comply.verdict.ObjectVerdict;
import org.tongguan.comply.verdict.RequirementVerdict;
import org.tongguan.comply.verdict.Verdict;

/// One row for every item on every object.
final class ItemsByObjectSheet extends Sheet {

    private static final int EVIDENCE_MAX = 20;

    ItemsByObjectSheet(Assessment assessment, Workbook book) {
        super(assessment, book);
    }

    @Override
    void write() throws IOException {
        var sheet = sheet(
                "单项×对象",
                new Column("条款", 12),
                new Column("安全类", 14),
                new Column("控制点", 16),
                new Column("要求", 44),
                new Column("对象", 26),
                new Column("对象标识", 20),
                new Column("类型", 16),
                new Column("判定", 10),
                new Column("判定依据", 48),
                new Column("实际取值", 44),
                new Column("检查项", 34),
                new Column("证据摘要 SM3", 38),
                new Column("时间（北京）", 17));
        int r = 0;
        for (RequirementVerdict item : assessment.items()) {
            if (item.objects().isEmpty()) {
                r = itemRow(
                        sheet,
                        r,
                        item,
                        "（无适用对象）",
                        "",
                        "",
                        item.verdict(),
                        item.because().zh(),
                        "",
                        "",
                        "",
                        "");
            }
            for (ObjectVerdict on : item.objects()) {
                var evidence = Words.evidence(on.observations());
                String checks = on.observations().stream()
                        .map(seen -> seen.check().id())
                        .distinct()
                        .collect(Collectors.joining("\n"));
                String values = on.observations().stream()
                        .map(Observation::shown)
                        .filter(shown -> !shown.isEmpty())
                        .map(Words::shown)
                        .collect(Collectors.joining("\n"));
                String digests = digests(evidence, on);
                String at = on.answer()
                        .map(answer -> answer.answered().toString())
                        .orElse(
                                evidence.isEmpty()
                                        ? ""
                                        : Words.moment(evidence.getLast().at()));
                r = itemRow(
                        sheet,
                        r,
                        item,
                        on.asset().name(),
                        on.asset().id(),
                        on.asset().type().nameZh(),
                        on.verdict(),
                        on.because().zh(),
                        values,
                        checks,
                        digests,
                        at);
            }
            if (r % 500 == 0) {
                sheet.flush();
            }
        }
        finish(sheet, r, 13);
    }

    private int itemRow(
            Worksheet sheet,
            int before,
            RequirementVerdict item,
            String object,
            String id,
            String type,
            Verdict verdict,
            String because,
            String values,
            String checks,
            String digests,
            String at) {
        int r = before + 1;
        texts(
                sheet,
                r,
                item.item().key().toString(),
                item.item().classZh(),
                item.item().controlZh(),
                item.item().summaryZh(),
                object,
                id,
                type,
                verdict.zh(),
                because,
                values,
                checks,
                digests,
                at);
        sheet.style(r, 7)
                .fillColor(fill(verdict))
                .horizontalAlignment("center")
                .verticalAlignment("top")
                .format(TEXT)
                .set();
        return r;
    }

    private static String digests(List<Evidence> evidence, ObjectVerdict on) {
        String machine =
                evidence.stream().limit(EVIDENCE_MAX).map(Evidence::sm3).collect(Collectors.joining("\n"));
        String person = on.answer().stream()
                .flatMap(answer -> answer.proofs().stream())
                .map(proof -> proof.kind().zh() + "：" + proof.title()
                        + proof.sm3().map(sm3 -> " " + sm3).orElse(""))
                .collect(Collectors.joining("\n"));
        return machine
                + (machine.isEmpty() || person.isEmpty() ? "" : "\n")
                + person
                + (evidence.size() > EVIDENCE_MAX ? "\n另有 " + (evidence.size() - EVIDENCE_MAX) + " 条" : "");
    }
}
