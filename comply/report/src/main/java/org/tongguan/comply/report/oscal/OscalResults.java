package org.tongguan.comply.report.oscal;

import static org.tongguan.comply.report.oscal.Oscal.control;
import static org.tongguan.comply.report.oscal.Oscal.object;
import static org.tongguan.comply.report.oscal.Oscal.orNull;
import static org.tongguan.comply.report.oscal.Oscal.prop;
import static org.tongguan.comply.report.oscal.Oscal.text;
import static org.tongguan.comply.report.oscal.Oscal.word;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.check.Observation;
import org.tongguan.comply.facts.Evidence;
import org.tongguan.comply.report.words.Words;
import org.tongguan.comply.verdict.Answer;
import org.tongguan.comply.verdict.Assessment;
import org.tongguan.comply.verdict.MajorRisk;
import org.tongguan.comply.verdict.ObjectVerdict;
import org.tongguan.comply.verdict.RequirementVerdict;
import org.tongguan.comply.verdict.Verdict;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// OSCAL 1.1.2 assessment results (NIST). One finding per item, one observation per check and object or per
/// answer, one risk per major risk; evidence by its digests in the back matter.
///
/// OSCAL knows two states of a target only. Met and not applicable are `satisfied` (the latter with
/// `implementation-status: not-applicable`), everything else is `not-satisfied`; the verdict itself is a
/// property.
public final class OscalResults {

    static final String OSCAL_VERSION = "1.1.2";
    private static final int DIGEST_CHARACTERS = 64;

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Assessment assessment;
    private final OscalNames names;
    private final Map<String, Evidence> resources = new LinkedHashMap<>();

    private OscalResults(Assessment assessment) {
        this.assessment = assessment;
        this.names = new OscalNames(assessment.system().name());
    }

    public static void write(Assessment assessment, OutputStream out) throws IOException {
        MAPPER.writer()
                .without(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .writeValue(out, new OscalResults(assessment).document());
        out.write('\n');
    }

    private Map<String, Object> document() {
        var results = List.of(result());
        return object(
                "assessment-results",
                object(
                        "uuid",
                        names.id(
                                "results",
                                assessment.gathered().toString(),
                                assessment.judged().toString()),
                        "metadata",
                        object(
                                "title",
                                text(assessment.system().name() + " 网络安全等级保护自评估结果"),
                                "last-modified",
                                assessment.gathered().toString(),
                                "version",
                                assessment.judged().toString(),
                                "oscal-version",
                                OSCAL_VERSION,
                                "props",
                                List.of(
                                        prop("tool", assessment.tool()),
                                        prop("protection-level", Words.level(assessment.system())),
                                        prop("self-assessment", "true"))),
                        "import-ap",
                        object("href", "#" + names.id("plan")),
                        "results",
                        results,
                        "back-matter",
                        object("resources", backMatter())));
    }

    private Map<String, Object> result() {
        var conclusion = assessment.conclusion();
        return object(
                "uuid",
                names.id(
                        "result",
                        assessment.gathered().toString(),
                        assessment.judged().toString()),
                "title",
                text(assessment.system().name()),
                "description",
                "GB/T 22239-2019 self-assessment, made ready for the licensed assessment body; it does not replace it.",
                "start",
                assessment.gathered().toString(),
                "props",
                List.of(
                        prop("compliance-rate-low", Words.percent(conclusion.rateLow())),
                        prop("compliance-rate-high", Words.percent(conclusion.rateHigh())),
                        prop("open-items", String.valueOf(conclusion.open())),
                        prop("major-risks", String.valueOf(conclusion.majorRisks())),
                        prop("conclusion-2025", conclusion.word2025()),
                        prop("conclusion-2021", conclusion.word2021()),
                        prop("coverage", Words.percent(assessment.coverage().share())),
                        prop(
                                "coverage-valid",
                                String.valueOf(assessment.coverage().valid()))),
                "local-definitions",
                orNull(
                        "inventory-items",
                        assessment.objects().stream().map(this::inventoryItem).toList()),
                "reviewed-controls",
                object(
                        "control-selections",
                        List.of(object(
                                "include-controls",
                                assessment.items().stream()
                                        .map(item -> object(
                                                "control-id",
                                                control(item.item().key())))
                                        .toList()))),
                "observations",
                orNull(observations()),
                "risks",
                orNull(assessment.majorRisks().stream().map(this::risk).toList()),
                "findings",
                orNull(assessment.items().stream().map(this::finding).toList()));
    }

    private Map<String, Object> inventoryItem(Asset asset) {
        return object(
                "uuid",
                names.subject(asset),
                "description",
                text(asset.name()),
                "props",
                List.of(
                        prop("asset-id", asset.id()),
                        prop("asset-type", asset.type().id()),
                        prop("importance", String.valueOf(asset.importance())),
                        prop("internet-facing", String.valueOf(asset.internetFacing()))));
    }

    private List<Map<String, Object>> observations() {
        var made = new ArrayList<Map<String, Object>>();
        for (Observation seen : assessment.observations()) {
            var evidence = new ArrayList<Map<String, Object>>();
            for (Evidence line : seen.evidence()) {
                boolean stored = line.sm3().length() == DIGEST_CHARACTERS;
                if (stored) {
                    resources.putIfAbsent(line.sm3(), line);
                }
                evidence.add(object(
                        "href",
                        stored ? "#" + names.resource(line) : null,
                        "description",
                        text(line.collector() + " @ " + line.asset())));
            }
            made.add(object(
                    "uuid",
                    names.observation(seen),
                    "title",
                    text(seen.check().title().zh()),
                    "description",
                    text(seen.because().zh()),
                    "props",
                    List.of(
                            prop("check", seen.check().id()),
                            prop(
                                    "state",
                                    seen.state().name().toLowerCase(Locale.ROOT).replace('_', '-'))),
                    "methods",
                    List.of(seen.evidence().isEmpty() ? "UNKNOWN" : "TEST"),
                    "types",
                    List.of("control-objective"),
                    "subjects",
                    List.of(names.reference(seen.asset())),
                    "relevant-evidence",
                    orNull(evidence),
                    "collected",
                    seen.evidence().stream()
                            .map(Evidence::at)
                            .max(Instant::compareTo)
                            .orElse(assessment.gathered())
                            .toString(),
                    "remarks",
                    seen.shown().isEmpty() ? null : text(Words.shown(seen.shown()))));
        }
        Set<Answer> answers = new LinkedHashSet<>(assessment.answers());
        for (Answer answer : answers) {
            made.add(object(
                    "uuid",
                    names.answer(answer),
                    "title",
                    text("人工核查 " + answer.item()),
                    "description",
                    text(answer.reason()),
                    "props",
                    List.of(prop("verdict", word(answer.verdict())), prop("owner", answer.owner())),
                    "methods",
                    methods(answer),
                    "types",
                    List.of("control-objective"),
                    "relevant-evidence",
                    orNull(answer.proofs().stream()
                            .map(proof -> object(
                                    "description",
                                    text(proof.kind().zh() + "：" + proof.title()),
                                    "props",
                                    proof.sm3()
                                            .map(sm3 -> List.of(prop("sm3", sm3)))
                                            .orElse(null)))
                            .toList()),
                    "collected",
                    answer.answered().atStartOfDay().toInstant(Words.BEIJING).toString(),
                    "expires",
                    answer.expires().atStartOfDay().toInstant(Words.BEIJING).toString()));
        }
        return made;
    }

    private static List<String> methods(Answer answer) {
        var methods = new LinkedHashSet<String>();
        for (Answer.Proof proof : answer.proofs()) {
            methods.add(
                    switch (proof.kind()) {
                        case DOCUMENT, PHOTO -> "EXAMINE";
                        case INTERVIEW -> "INTERVIEW";
                        case TEST -> "TEST";
                    });
        }
        return methods.isEmpty() ? List.of("INTERVIEW") : List.copyOf(methods);
    }

    private Map<String, Object> finding(RequirementVerdict item) {
        var related = new LinkedHashSet<String>();
        for (ObjectVerdict on : item.objects()) {
            on.observations().forEach(seen -> related.add(names.observation(seen)));
            on.answer().ifPresent(answer -> related.add(names.answer(answer)));
        }
        var props = new ArrayList<Map<String, Object>>();
        props.add(prop("verdict", word(item.verdict())));
        for (ObjectVerdict on : item.objects()) {
            props.add(object(
                    "name",
                    "object-verdict",
                    "ns",
                    Oscal.NAMESPACE,
                    "value",
                    word(on.verdict()),
                    "remarks",
                    text(on.asset().id())));
        }
        var risks = assessment.majorRisks().stream()
                .filter(risk -> risk.findings().stream()
                        .anyMatch(
                                finding -> finding.items().contains(item.item().key())))
                .map(risk -> object("risk-uuid", names.id("risk", risk.trigger())))
                .toList();
        return object(
                "uuid",
                names.id("finding", control(item.item().key())),
                "title",
                text(item.item().key() + " " + item.item().summaryZh()),
                "description",
                text(item.because().zh()),
                "props",
                props,
                "target",
                object(
                        "type",
                        "objective-id",
                        "target-id",
                        control(item.item().key()),
                        "status",
                        object(
                                "state",
                                satisfied(item.verdict()) ? "satisfied" : "not-satisfied",
                                "reason",
                                reason(item.verdict()),
                                "remarks",
                                item.verdict().zh() + " (" + item.verdict().en() + ")"),
                        "implementation-status",
                        switch (item.verdict()) {
                            case MET -> object("state", "implemented");
                            case PARTIAL -> object("state", "partial");
                            case NOT_APPLICABLE -> object("state", "not-applicable");
                            case NOT_MET, PENDING, UNKNOWN -> null;
                        }),
                "related-observations",
                orNull(related.stream()
                        .map(uuid -> object("observation-uuid", uuid))
                        .toList()),
                "related-risks",
                orNull(risks));
    }

    private static boolean satisfied(Verdict verdict) {
        return switch (verdict) {
            case MET, NOT_APPLICABLE -> true;
            case PARTIAL, NOT_MET, PENDING, UNKNOWN -> false;
        };
    }

    private static String reason(Verdict verdict) {
        return switch (verdict) {
            case MET -> "pass";
            case PARTIAL, NOT_MET -> "fail";
            case NOT_APPLICABLE, PENDING, UNKNOWN -> "other";
        };
    }

    private Map<String, Object> risk(MajorRisk risk) {
        return object(
                "uuid",
                names.id("risk", risk.trigger()),
                "title",
                text(risk.trigger() + " " + risk.title().zh()),
                "description",
                text(risk.title().en()),
                "statement",
                text("相关性：" + risk.relevance().because() + "；严重性："
                        + risk.severity().because() + "；高发性："
                        + risk.likelihood().because()),
                "props",
                List.of(
                        prop("trigger", risk.trigger()),
                        prop("state", risk.state().name().toLowerCase(Locale.ROOT)),
                        prop("counts", String.valueOf(risk.counts()))),
                "status",
                switch (risk.state()) {
                    case PROPOSED -> "investigating";
                    case CONFIRMED -> "open";
                    case REFUSED, RECTIFIED -> "closed";
                },
                "related-observations",
                orNull(risk.findings().stream()
                        .flatMap(finding -> finding.observation().stream())
                        .map(names::observation)
                        .distinct()
                        .map(uuid -> object("observation-uuid", uuid))
                        .toList()));
    }

    private List<Map<String, Object>> backMatter() {
        var made = new ArrayList<Map<String, Object>>();
        made.add(
                object(
                        "uuid",
                        names.id("plan"),
                        "title",
                        "Assessment plan",
                        "description",
                        "GB/T 22239-2019 items judged by Tongguan's checks and by people's answers; no separate plan document."));
        for (Evidence line : resources.values()) {
            made.add(object(
                    "uuid",
                    names.resource(line),
                    "title",
                    text(line.collector() + " @ " + line.asset()),
                    "props",
                    List.of(
                            prop("sm3", line.sm3()),
                            prop("collected", line.at().toString()),
                            prop("sequence", String.valueOf(line.sequence()))),
                    "rlinks",
                    List.of(object(
                            "href",
                            "objects/" + line.sm3().substring(0, 2) + "/" + line.sm3(),
                            "hashes",
                            List.of(object("algorithm", "SHA-256", "value", line.sha256()))))));
        }
        return made;
    }
}
