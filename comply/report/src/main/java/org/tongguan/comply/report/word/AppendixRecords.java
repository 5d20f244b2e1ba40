package org.tongguan.comply.report.word;

import static org.tongguan.comply.report.word.Cells.verdict;
import static org.tongguan.comply.report.word.WordPage.cell;
import static org.tongguan.comply.report.word.WordPage.centre;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.tongguan.comply.report.words.Tally;
import org.tongguan.comply.report.words.Words;
import org.tongguan.comply.verdict.ObjectVerdict;
import org.tongguan.comply.verdict.RequirementVerdict;

/// Appendix D: every item on every object.
final class AppendixRecords extends Chapter {

    private static final int DIGESTS_MAX = 3;

    AppendixRecords(Manuscript manuscript) {
        super(manuscript);
    }

    @Override
    void write() {
        appendix("D", "单项测评结果记录", true);
        page.text("按对象列出每个测评项的判定、起决定作用的事实和证据摘要（SM3 前 12 位，全长见工作簿）。");
        var byObject = new LinkedHashMap<String, List<ObjectVerdict>>();
        var requirement = new LinkedHashMap<String, String>();
        for (RequirementVerdict item : assessment.items()) {
            requirement.put(item.item().key().toString(), item.item().controlZh());
            item.objects()
                    .forEach(on -> byObject.computeIfAbsent(on.asset().id(), any -> new ArrayList<>())
                            .add(on));
        }
        if (byObject.isEmpty()) {
            page.text("没有任何对象得到判定。");
        }
        int index = 0;
        for (var entry : byObject.entrySet()) {
            var asset = entry.getValue().getFirst().asset();
            page.heading(2, "D." + ++index + "　" + Words.line(asset.name()));
            var tally = Tally.of(
                    entry.getValue().stream().map(ObjectVerdict::verdict).toList());
            page.text(asset.type().nameZh() + "，标识 " + asset.id() + "，共 " + tally.total() + " 项：符合 " + tally.met()
                    + "，部分符合 " + tally.partial() + "，不符合 " + tally.notMet() + "，不适用 " + tally.notApplicable() + "，未决 "
                    + tally.open() + "。");
            page.table(
                    "",
                    new int[] {11, 13, 10, 49, 17},
                    List.of("条款", "控制点", "判定", "依据", "证据"),
                    entry.getValue().stream()
                            .map(on -> List.of(
                                    centre(on.item().toString()),
                                    cell(requirement.getOrDefault(on.item().toString(), "")),
                                    verdict(on.verdict()),
                                    cell(basis(on)),
                                    cell(digests(on))))
                            .toList());
        }
    }

    private static String basis(ObjectVerdict on) {
        var text = new StringBuilder(Words.cut(Words.line(on.because().zh()), 200));
        on.observations().stream()
                .filter(seen -> !seen.shown().isEmpty())
                .filter(seen -> seen.shown().keySet().stream().noneMatch(text.toString()::contains))
                .findFirst()
                .ifPresent(seen -> text.append("\n").append(Words.cut(Words.line(Words.shown(seen.shown())), 160)));
        on.answer().stream()
                .flatMap(answer -> answer.proofs().stream())
                .limit(DIGESTS_MAX)
                .forEach(proof ->
                        text.append("\n").append(Words.cut(proof.kind().zh() + "：" + Words.line(proof.title()), 60)));
        on.remains()
                .filter(remains -> text.indexOf(remains.zh()) < 0)
                .ifPresent(remains -> text.append("\n仍需人工核查：").append(Words.cut(Words.line(remains.zh()), 120)));
        return text.toString();
    }

    private static String digests(ObjectVerdict on) {
        var evidence = Words.evidence(on.observations());
        var digests = new ArrayList<String>();
        evidence.stream().limit(DIGESTS_MAX).forEach(line -> digests.add(Words.digestShort(line.sm3())));
        if (evidence.size() > DIGESTS_MAX) {
            digests.add("等 " + evidence.size() + " 条");
        }
        on.answer().stream()
                .flatMap(answer -> answer.proofs().stream())
                .flatMap(proof -> proof.sm3().stream())
                .limit(DIGESTS_MAX)
                .forEach(sm3 -> digests.add(Words.digestShort(sm3)));
        return digests.isEmpty() ? "—" : String.join("\n", digests);
    }
}
