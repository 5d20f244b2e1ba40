package org.tongguan.comply.verdict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.tongguan.comply.catalog.Catalog;
import org.tongguan.comply.catalog.HighRiskCase;
import org.tongguan.comply.catalog.Item;
import org.tongguan.comply.catalog.ItemKey;
import org.tongguan.kernel.crypto.Digest;
import org.tongguan.kernel.yaml.NearMatch;
import org.tongguan.kernel.yaml.Yaml;
import org.tongguan.kernel.yaml.YamlMap;
import org.tongguan.kernel.yaml.YamlMistake;

/// Reads `answers.yaml` (docs/formats/answers.md). Relative paths are relative to the file. An entry that is
/// not whole, names something unknown or brings no evidence is a mistake with its place: nothing is skipped.
public final class AnswersReader {

    /// How long an answer counts when the file does not say.
    static final int ANSWER_MONTHS = 12;

    static final int WAIVER_MONTHS_MAX = 12;
    static final long PROOF_BYTES_MAX = 64L << 20;

    private final Catalog catalog;
    private final Path folder;
    private final List<Answers.Mention> mentions = new ArrayList<>();

    private AnswersReader(Catalog catalog, Path folder) {
        this.catalog = catalog;
        this.folder = folder;
    }

    /// Assets and checks are held against the run later, by [Answers#verify].
    ///
    /// @throws YamlMistake if the file cannot be read or says something that cannot be meant
    public static Answers read(Path file, Catalog catalog) {
        var parent = file.toAbsolutePath().getParent();
        return new AnswersReader(catalog, parent == null ? Path.of(".") : parent).answers(Yaml.readMap(file));
    }

    private Answers answers(YamlMap map) {
        map.only("answers", "waivers", "compensations", "mitigations", "major-risks");
        var answers = new ArrayList<Answer>();
        var before = new HashMap<String, YamlMap>();
        for (YamlMap entry : map.list("answers").maps()) {
            var answer = answer(entry);
            var first = before.putIfAbsent(answer.item() + "@" + answer.asset().orElse("*"), entry);
            if (first != null) {
                throw entry.mistake("item " + answer.item()
                        + answer.asset().map(id -> " on '" + id + "'").orElse("") + " is answered twice, first at "
                        + first.place());
            }
            answers.add(answer);
        }
        var decided = new HashSet<String>();
        var decisions = new ArrayList<RiskDecision>();
        for (YamlMap entry : map.list("major-risks").maps()) {
            var decision = decision(entry);
            if (!decided.add(decision.trigger())) {
                throw entry.mistake("trigger " + decision.trigger() + " is decided twice");
            }
            decisions.add(decision);
        }
        return new Answers(
                answers,
                map.list("waivers").maps().stream().map(this::waiver).toList(),
                map.list("compensations").maps().stream()
                        .map(this::compensation)
                        .toList(),
                map.list("mitigations").maps().stream().map(this::mitigation).toList(),
                decisions,
                mentions);
    }

    private Answer answer(YamlMap map) {
        map.only("item", "asset", "verdict", "reason", "evidence", "owner", "answered", "expires");
        var item = item(map);
        var verdict = map.oneOf("verdict", Verdict.class);
        switch (verdict) {
            case MET, PARTIAL, NOT_MET, NOT_APPLICABLE -> {}
            case PENDING, UNKNOWN ->
                throw new YamlMistake(
                        map.placeOf("verdict"),
                        "an answer is met, partial, not-met or not-applicable; leave it out instead");
        }
        var answered = day(map, "answered");
        var expires = map.has("expires") ? day(map, "expires") : answered.plusMonths(ANSWER_MONTHS);
        if (!expires.isAfter(answered)) {
            throw new YamlMistake(map.placeOf("expires"), "the answer expires before it was given");
        }
        return new Answer(
                item,
                asset(map),
                verdict,
                words(map, "reason"),
                proofs(map, "an answer with no evidence is no answer: name a document, photo, interview or test"),
                words(map, "owner"),
                answered,
                expires);
    }

    private Waiver waiver(YamlMap map) {
        map.only("check", "assets", "reason", "compensation", "requested-by", "approved-by", "start", "end");
        String check = words(map, "check");
        mentions.add(new Answers.Mention(Answers.Named.CHECK, check, map.placeOf("check")));
        String requested = words(map, "requested-by");
        String approved = words(map, "approved-by");
        if (requested.equalsIgnoreCase(approved)) {
            throw new YamlMistake(
                    map.placeOf("approved-by"), "'" + approved + "' asked for this waiver and cannot approve it too");
        }
        var start = day(map, "start");
        var end = day(map, "end");
        if (!end.isAfter(start)) {
            throw new YamlMistake(map.placeOf("end"), "the waiver ends before it starts");
        }
        if (end.isAfter(start.plusMonths(WAIVER_MONTHS_MAX))) {
            throw new YamlMistake(
                    map.placeOf("end"),
                    "a waiver lasts at most " + WAIVER_MONTHS_MAX + " months, until "
                            + start.plusMonths(WAIVER_MONTHS_MAX));
        }
        return new Waiver(
                check, assets(map), words(map, "reason"), words(map, "compensation"), requested, approved, start, end);
    }

    private Compensation compensation(YamlMap map) {
        map.only("item", "asset", "kind", "by", "evidence", "approved-by", "day");
        return new Compensation(
                item(map),
                asset(map),
                map.oneOf("kind", Compensation.Kind.class),
                words(map, "by"),
                words(map, "evidence"),
                words(map, "approved-by"),
                day(map, "day"));
    }

    private Mitigation mitigation(YamlMap map) {
        map.only("case", "assets", "what", "evidence", "approved-by", "day");
        String id = words(map, "case");
        HighRiskCase high = catalog.highRiskCases().get(id);
        if (high == null) {
            throw unknown(
                    map,
                    "case",
                    "no high-risk case '",
                    id,
                    catalog.highRiskCases().keySet());
        }
        if (high.lowering() == HighRiskCase.Lowering.NO) {
            throw new YamlMistake(map.placeOf("case"), "high-risk case " + id + " cannot be lowered by any mitigation");
        }
        return new Mitigation(
                id,
                assets(map),
                words(map, "what"),
                proofs(map, "a mitigation with no evidence lowers nothing: name a document, photo, interview or test"),
                words(map, "approved-by"),
                day(map, "day"));
    }

    private RiskDecision decision(YamlMap map) {
        map.only("trigger", "decision", "reason", "by", "day");
        String trigger = words(map, "trigger");
        if (!catalog.majorRiskTriggers().containsKey(trigger)) {
            throw unknown(
                    map,
                    "trigger",
                    "no major-risk trigger '",
                    trigger,
                    catalog.majorRiskTriggers().keySet());
        }
        return new RiskDecision(
                trigger,
                map.oneOf("decision", RiskDecision.Decision.class),
                words(map, "reason"),
                words(map, "by"),
                day(map, "day"));
    }

    private ItemKey item(YamlMap map) {
        String written = words(map, "item");
        var known =
                catalog.items().stream().map(Item::key).map(ItemKey::toString).toList();
        try {
            var key = ItemKey.parse(written);
            if (catalog.item(key).isPresent()) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            throw new YamlMistake(
                    map.placeOf("item"),
                    "'" + written + "' names no item, e.g. 8.1.4.1 a" + NearMatch.hint(written, known),
                    e);
        }
        throw unknown(map, "item", "no item '", written, known);
    }

    private static YamlMistake unknown(
            YamlMap map, String key, String complaint, String written, Collection<String> known) {
        return new YamlMistake(map.placeOf(key), complaint + written + "'" + NearMatch.hint(written, known));
    }

    private Optional<String> asset(YamlMap map) {
        var asset = map.maybeText("asset");
        asset.ifPresent(id -> mentions.add(new Answers.Mention(Answers.Named.ASSET, id, map.placeOf("asset"))));
        return asset;
    }

    private List<String> assets(YamlMap map) {
        var assets = map.list("assets").texts();
        if (assets.isEmpty()) {
            throw map.mistake("name the assets it holds for under 'assets'");
        }
        assets.forEach(id -> mentions.add(new Answers.Mention(Answers.Named.ASSET, id, map.placeOf("assets"))));
        return assets;
    }

    private static String words(YamlMap map, String key) {
        String text = map.text(key).strip();
        if (text.isEmpty()) {
            throw new YamlMistake(map.placeOf(key), "'" + key + "' is empty");
        }
        return text;
    }

    private static LocalDate day(YamlMap map, String key) {
        String text = map.text(key);
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new YamlMistake(map.placeOf(key), "'" + text + "' is no day like 2026-01-31", e);
        }
    }

    private List<Answer.Proof> proofs(YamlMap map, String whenNone) {
        var proofs = new ArrayList<Answer.Proof>();
        for (YamlMap entry : map.list("evidence").maps()) {
            entry.only("document", "photo", "interview", "test", "file");
            var kinds = new ArrayList<Answer.Kind>();
            for (Answer.Kind kind : Answer.Kind.values()) {
                if (entry.has(word(kind))) {
                    kinds.add(kind);
                }
            }
            if (kinds.size() != 1) {
                throw entry.mistake("one piece of evidence is one of document, photo, interview or test");
            }
            var kind = kinds.getFirst();
            var file = entry.maybeText("file").map(folder::resolve);
            proofs.add(new Answer.Proof(kind, words(entry, word(kind)), file, file.map(path -> digest(entry, path))));
        }
        if (proofs.isEmpty()) {
            throw map.mistake(whenNone);
        }
        return proofs;
    }

    private static String word(Answer.Kind kind) {
        return switch (kind) {
            case DOCUMENT -> "document";
            case PHOTO -> "photo";
            case INTERVIEW -> "interview";
            case TEST -> "test";
        };
    }

    private static String digest(YamlMap entry, Path file) {
        var place = entry.placeOf("file");
        if (!Files.isRegularFile(file)) {
            throw new YamlMistake(place, "no such evidence file: " + file);
        }
        try (var in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes((int) PROOF_BYTES_MAX + 1);
            if (bytes.length > PROOF_BYTES_MAX) {
                throw new YamlMistake(place, "evidence file " + file + " is larger than " + PROOF_BYTES_MAX + " bytes");
            }
            return Digest.sm3Of(bytes);
        } catch (IOException e) {
            throw new YamlMistake(place, "evidence file " + file + " cannot be read", e);
        }
    }
}
