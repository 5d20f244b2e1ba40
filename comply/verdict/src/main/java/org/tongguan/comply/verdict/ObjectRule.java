package org.tongguan.comply.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.catalog.Bilingual;
import org.tongguan.comply.catalog.ItemKey;
import org.tongguan.comply.check.Observation;
import org.tongguan.comply.check.ResultState;

/// One item on one object: machine first, then the person. A machine's failure stands whatever a person says;
/// what nobody knows is never met.
final class ObjectRule {

    private static final int FACTS_NAMED_MAX = 3;

    private final ItemKey item;
    private final Asset asset;
    private final List<Seen> seen;
    private final Optional<Answer> answer;
    private final Optional<Bilingual> remains;
    private final Bilingual openBecause;

    /// @param answer the answer that counts on the day of judging
    /// @param openBecause why a person has to look, when one has
    ObjectRule(
            ItemKey item,
            Asset asset,
            List<Seen> seen,
            Optional<Answer> answer,
            Optional<Bilingual> remains,
            Bilingual openBecause) {
        this.item = item;
        this.asset = asset;
        this.seen = List.copyOf(seen);
        this.answer = answer;
        this.remains = remains;
        this.openBecause = openBecause;
    }

    ObjectVerdict decide() {
        if (has(Seen.Says.BAD) || has(Seen.Says.HALF)) {
            return failed();
        }
        if (has(Seen.Says.NOTHING_KNOWN)) {
            return answer.filter(this::settlesTheUnknown)
                    .map(this::byPerson)
                    .orElseGet(() -> verdict(Verdict.UNKNOWN, unknownBecause()));
        }
        if (seen.isEmpty() || remains.isPresent() || has(Seen.Says.ASK_A_PERSON)) {
            return answer.map(this::byPerson).orElseGet(() -> verdict(Verdict.PENDING, openBecause));
        }
        if (answer.filter(given -> worse(given.verdict())).isPresent()) {
            return byPerson(answer.get());
        }
        return has(Seen.Says.GOOD)
                ? verdict(Verdict.MET, facts(Seen.Says.GOOD))
                : verdict(Verdict.NOT_APPLICABLE, facts(Seen.Says.NOT_APPLICABLE));
    }

    /// Partly met if something is in order: a check that passed, or the person's own part of the item.
    private ObjectVerdict failed() {
        boolean personsPart = remains.isPresent()
                && answer.filter(given -> given.verdict() == Verdict.MET || given.verdict() == Verdict.PARTIAL)
                        .isPresent();
        boolean somethingPassed = has(Seen.Says.GOOD) || has(Seen.Says.HALF) || personsPart;
        boolean personSaysNot =
                answer.filter(given -> given.verdict() == Verdict.NOT_MET).isPresent();
        return verdict(
                somethingPassed && !personSaysNot ? Verdict.PARTIAL : Verdict.NOT_MET,
                facts(Seen.Says.BAD, Seen.Says.HALF));
    }

    private ObjectVerdict byPerson(Answer given) {
        var reason = new Bilingual("人工核查（" + proofs(given) + "）：" + given.reason(), "by a person: " + given.reason());
        // what a machine saw working is applicable, whatever the answer says of the rest
        Verdict verdict =
                given.verdict() == Verdict.NOT_APPLICABLE && has(Seen.Says.GOOD) ? Verdict.MET : given.verdict();
        return verdict(verdict, reason);
    }

    /// Where a machine could not tell, "all of them are fine" is no answer: the person must have looked at this
    /// object.
    private boolean settlesTheUnknown(Answer given) {
        return given.asset().isPresent() || worse(given.verdict());
    }

    private Bilingual unknownBecause() {
        var facts = facts(Seen.Says.NOTHING_KNOWN);
        return answer.isEmpty()
                ? facts
                : new Bilingual(
                        facts.zh() + "；对全部对象的答复不能代替本对象的核查，须就本对象单独答复",
                        facts.en() + "; the answer for all objects does not settle it, answer for this one");
    }

    private static String proofs(Answer given) {
        return String.join(
                "、",
                given.proofs().stream()
                        .map(proof -> proof.kind().zh() + "《" + proof.title() + "》")
                        .toList());
    }

    private static boolean worse(Verdict verdict) {
        return switch (verdict) {
            case PARTIAL, NOT_MET -> true;
            case MET, NOT_APPLICABLE, PENDING, UNKNOWN -> false;
        };
    }

    private boolean has(Seen.Says says) {
        return seen.stream().anyMatch(one -> one.says() == says);
    }

    /// The deciding facts, the first few by name.
    private Bilingual facts(Seen.Says... wanted) {
        var zh = new ArrayList<String>();
        var en = new ArrayList<String>();
        int more = 0;
        for (Seen one : seen) {
            if (!List.of(wanted).contains(one.says())) {
                continue;
            }
            if (zh.size() == FACTS_NAMED_MAX) {
                more++;
                continue;
            }
            var shown = one.shown();
            zh.add(shown.check().title().zh() + colon(shown.because().zh(), "："));
            en.add(shown.check().title().en() + colon(shown.because().en(), ": "));
        }
        if (more > 0) {
            zh.add("等共 " + (FACTS_NAMED_MAX + more) + " 项");
            en.add((FACTS_NAMED_MAX + more) + " in all");
        }
        return new Bilingual(String.join("；", zh), String.join("; ", en));
    }

    private static String colon(String text, String colon) {
        return text.isBlank() ? "" : colon + text;
    }

    private ObjectVerdict verdict(Verdict verdict, Bilingual because) {
        return new ObjectVerdict(
                item, asset, verdict, because, seen.stream().map(this::shown).toList(), answer, remains);
    }

    /// An observation that waits for a person carries the person's answer once there is one.
    private Observation shown(Seen one) {
        if (one.says() != Seen.Says.ASK_A_PERSON || answer.isEmpty()) {
            return one.shown();
        }
        var reason = new Bilingual(answer.get().reason(), answer.get().reason());
        return switch (answer.get().verdict()) {
            case MET -> one.shown().in(ResultState.MANUAL_PASS, reason);
            case PARTIAL, NOT_MET -> one.shown().in(ResultState.MANUAL_FAIL, reason);
            case NOT_APPLICABLE -> one.shown().in(ResultState.NOT_APPLICABLE, reason);
            case PENDING, UNKNOWN -> one.shown();
        };
    }
}
