package org.tongguan.comply.report.html;

import static org.tongguan.comply.report.html.Markup.anchor;
import static org.tongguan.comply.report.html.Markup.escaped;
import static org.tongguan.comply.report.html.Markup.tag;
import static org.tongguan.comply.report.html.Markup.value;

import org.tongguan.comply.check.Observation;
import org.tongguan.comply.report.words.Basis;
import org.tongguan.comply.report.words.Material;
import org.tongguan.comply.report.words.Tally;
import org.tongguan.comply.report.words.Words;
import org.tongguan.comply.verdict.ObjectVerdict;
import org.tongguan.comply.verdict.RequirementVerdict;
import org.tongguan.comply.verdict.Verdict;

/// Every item, with its objects, observations and evidence behind folds.
final class ItemSection extends Section {

    ItemSection(Material material, StringBuilder out) {
        super(material, out);
    }

    @Override
    void write() {
        raw(
                "<section id=\"items\"><h2>逐项结果<small>点开一项可看到每个对象的判定与证据</small></h2><div class=\"tools\">"
                        + "<input id=\"search\" type=\"search\" placeholder=\"搜索条款、要求、对象、取值\" aria-label=\"搜索\"><select id=\"class\" aria-label=\"安全类\"><option value=\"\">全部安全类</option>");
        var byClass = byClass();
        byClass.keySet().forEach(name -> raw("<option>" + escaped(name) + "</option>"));
        raw("</select>");
        for (Verdict verdict : Verdict.values()) {
            raw("<button type=\"button\" data-verdict=\"" + Drawing.word(verdict)
                    + "\" aria-pressed=\"false\"><span class=\"dot b-" + Drawing.word(verdict) + "\"></span>"
                    + verdict.zh() + "</button>");
        }
        raw("<output id=\"shown\"></output></div>");
        byClass.forEach((name, items) -> {
            raw("<div class=\"group\"><h3 class=\"class\">" + escaped(name) + "<small>" + items.size() + " 项，符合率 "
                    + Tally.ofItems(items).rate() + "</small></h3>");
            for (int i = 0; i < items.size(); i++) {
                item(name, items.get(i), (i == 0 ? " first" : "") + (i == items.size() - 1 ? " last" : ""));
            }
            raw("</div>");
        });
        raw("</section>\n");
    }

    private void item(String className, RequirementVerdict item, String place) {
        String word = Drawing.word(item.verdict());
        raw("<details class=\"item" + place + "\" id=\""
                + anchor(item.item().key().toString()) + "\" data-verdict=\"" + word + "\" data-class=\""
                + escaped(className)
                + "\"><summary><span class=\"key\">" + escaped(item.item().key().toString())
                + "</span><span class=\"point\">"
                + escaped(item.item().controlZh()) + "</span><span class=\"what\">"
                + escaped(item.item().summaryZh()) + "</span>" + tag(item.verdict())
                + "</summary><div class=\"body\"><div class=\"en\" lang=\"en\">"
                + escaped(item.item().summaryEn()) + "</div><p>"
                + value(Basis.counts(item)) + "</p>");
        if (!item.objects().isEmpty()) {
            raw("<table class=\"grid stack\"><thead><tr><th>对象</th><th>判定</th><th>判定依据</th></tr></thead><tbody>");
            item.objects().forEach(this::objectVerdict);
            raw("</tbody></table>");
        }
        raw("</div></details>");
    }

    private void objectVerdict(ObjectVerdict on) {
        raw("<tr><td style=\"width:24%\">" + escaped(on.asset().name()) + "<div><code>"
                + escaped(on.asset().id()) + "</code></div></td><td style=\"width:92px\">" + tag(on.verdict())
                + "</td><td>" + value(on.because().zh()));
        for (Observation seen : on.observations()) {
            raw("<details class=\"more\"><summary>"
                    + escaped(seen.check().title().zh()) + "：" + seen.state().zh() + "</summary><code>"
                    + escaped(seen.check().id()) + "</code>"
                    + (Basis.saysMoreThanItsValues(seen)
                            ? "<div>" + value(seen.because().zh()) + "</div>"
                            : ""));
            shown(seen.shown());
            digests(seen.evidence());
            raw("</details>");
        }
        on.answer().ifPresent(answer -> {
            raw("<div class=\"small\">" + escaped(answer.owner()) + " 于 " + answer.answered() + " 核查，"
                    + answer.expires() + " 起失效");
            answer.proofs()
                    .forEach(proof -> raw("<br>" + proof.kind().zh() + "：" + value(proof.title())
                            + proof.sm3()
                                    .map(sm3 -> " <code title=\"SM3 " + escaped(sm3) + "\">"
                                            + escaped(Words.digestShort(sm3)) + "</code>")
                                    .orElse("")));
            raw("</div>");
        });
        on.remains().ifPresent(remains -> raw("<div class=\"small\">仍需人工核查：" + value(remains.zh()) + "</div>"));
        raw("</td></tr>");
    }
}
