package org.tongguan.comply.check;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.catalog.Bilingual;
import org.tongguan.comply.facts.Evidence;
import org.tongguan.comply.facts.Fact;
import org.tongguan.comply.facts.FactSheet;

/// Holds checks against facts. The same facts, checks and moment give the same observations to the byte.
///
/// Expressions see the facts they need by collector id, and beside them `params`, `asset` (id, internet_facing,
/// importance, zone) and `today` (days since 1970-01-01, UTC, at the moment the snapshot was started).
public final class Judge {

    private static final int SHOWN_CHARACTERS_MAX = 400;

    /// CEL's own null: a variable bound to Java's null counts as unknown, and so would every expression over it.
    private static final Object NULL = dev.cel.common.values.NullValue.NULL_VALUE;

    private final List<Check> checks;
    private final Expressions expressions = new Expressions();
    private final Map<String, CompiledCheck> compiled = new ConcurrentHashMap<>();
    private final long today;

    /// @param moment when the facts were gathered; ages are counted to it
    public Judge(List<Check> checks, Instant moment) {
        this.checks = List.copyOf(checks);
        this.today = moment.atZone(ZoneOffset.UTC).toLocalDate().toEpochDay();
    }

    /// Compiles the checks for these asset types now, so that a wrong expression is found before anything is
    /// gathered.
    ///
    /// @throws org.tongguan.kernel.yaml.YamlMistake at the first text that is no CEL
    public void compile(Set<AssetType> types) {
        for (Check check : checks) {
            if (types.contains(check.type())) {
                compiled.computeIfAbsent(check.id(), id -> CompiledCheck.of(check, expressions));
            }
        }
    }

    /// All sheets, side by side on all cores; the observations stand in the sheets' order.
    public List<Observation> observe(List<FactSheet> sheets) {
        return sheets.parallelStream().map(this::observe).flatMap(List::stream).toList();
    }

    /// Every check for the asset's type, once.
    public List<Observation> observe(FactSheet sheet) {
        var observations = new ArrayList<Observation>();
        for (Check check : checks) {
            if (check.type() == sheet.asset().type() && !importMissing(check, sheet)) {
                observations.add(observe(check, sheet));
            }
        }
        return observations;
    }

    /// A check on another tool's result is only asked where such a result was handed in.
    private static boolean importMissing(Check check, FactSheet sheet) {
        return check.needs().stream()
                .filter(need -> org.tongguan.comply.facts.Collectors.byId(need)
                        .filter(c -> c.source() instanceof org.tongguan.comply.facts.Source.ImportedFile)
                        .isPresent())
                .anyMatch(need -> sheet.evidence(need).isEmpty());
    }

    Observation observe(Check check, FactSheet sheet) {
        var bindings = new HashMap<String, Object>();
        for (String need : check.needs()) {
            switch (sheet.fact(need)) {
                case Fact.Known known -> bindings.put(need, known.value());
                case Fact.Absent absent -> {
                    return missing(check, sheet, need, absent);
                }
                case Fact.Denied denied -> {
                    return result(check, sheet, ResultState.UNKNOWN, Missing.denied(need, denied));
                }
                case Fact.Garbled garbled -> {
                    return result(check, sheet, ResultState.UNKNOWN, Missing.garbled(need, garbled));
                }
                case Fact.Failed failed -> {
                    return result(
                            check, sheet, ResultState.UNKNOWN, Missing.failed(need, failed, sheet.evidence(need)));
                }
                case Fact.NotCollected not -> {
                    return result(check, sheet, ResultState.NOT_RUN, Missing.notCollected(need, not));
                }
            }
        }
        for (String want : check.wants()) {
            switch (sheet.fact(want)) {
                case Fact.Known known -> bindings.put(want, known.value());
                case Fact.Absent _ -> bindings.put(want, NULL);
                case Fact.NotCollected not -> {
                    return result(check, sheet, ResultState.NOT_RUN, Missing.notCollected(want, not));
                }
                case Fact.Denied denied -> {
                    return result(check, sheet, ResultState.UNKNOWN, Missing.denied(want, denied));
                }
                case Fact.Garbled garbled -> {
                    return result(check, sheet, ResultState.UNKNOWN, Missing.garbled(want, garbled));
                }
                case Fact.Failed failed -> {
                    return result(
                            check, sheet, ResultState.UNKNOWN, Missing.failed(want, failed, sheet.evidence(want)));
                }
            }
        }
        bindings.put("params", check.params());
        bindings.put("asset", members(sheet.asset()));
        bindings.put("today", today);
        return decide(check, sheet, bindings);
    }

    private Observation decide(Check check, FactSheet sheet, Map<String, Object> bindings) {
        var programs = compiled.computeIfAbsent(check.id(), id -> CompiledCheck.of(check, expressions));
        var shown = shown(programs, bindings);
        try {
            if (programs.applies().isPresent() && !programs.applies().get().truth(bindings)) {
                return new Observation(
                        sheet.asset(),
                        check,
                        ResultState.NOT_APPLICABLE,
                        check.notApplicable(),
                        shown,
                        evidence(check, sheet));
            }
            ResultState state = programs.passes().truth(bindings)
                    ? ResultState.PASS
                    : programs.partly().isPresent() && programs.partly().get().truth(bindings)
                            ? ResultState.PARTIAL
                            : ResultState.FAIL;
            var values = String.join(
                    "；",
                    shown.entrySet().stream()
                            .map(entry -> entry.getKey() + " = " + entry.getValue())
                            .toList());
            return new Observation(
                    sheet.asset(), check, state, new Bilingual(values, values), shown, evidence(check, sheet));
        } catch (Expressions.Unanswered e) {
            return new Observation(
                    sheet.asset(), check, ResultState.UNKNOWN, Missing.undecided(e), shown, evidence(check, sheet));
        }
    }

    private static Map<String, String> shown(CompiledCheck check, Map<String, Object> bindings) {
        var shown = new LinkedHashMap<String, String>();
        check.shows().forEach((label, program) -> {
            try {
                shown.put(label, shortened(Readable.value(program.value(bindings))));
            } catch (Expressions.Unanswered e) {
                shown.put(label, "—（未取得）");
            }
        });
        return shown;
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN_CHARACTERS_MAX ? text : text.substring(0, SHOWN_CHARACTERS_MAX) + " …";
    }

    private Observation missing(Check check, FactSheet sheet, String need, Fact.Absent absent) {
        var reason = Missing.absent(need, absent);
        return switch (check.absent().getOrDefault(need, Check.Absence.UNKNOWN)) {
            case FAIL -> result(check, sheet, ResultState.FAIL, reason);
            case NA -> result(check, sheet, ResultState.NOT_APPLICABLE, reason);
            case UNKNOWN -> result(check, sheet, ResultState.UNKNOWN, reason);
            case MANUAL -> result(check, sheet, ResultState.MANUAL_PENDING, reason);
        };
    }

    private static Observation result(Check check, FactSheet sheet, ResultState state, Bilingual because) {
        return new Observation(sheet.asset(), check, state, because, Map.of(), evidence(check, sheet));
    }

    private static List<Evidence> evidence(Check check, FactSheet sheet) {
        var ids = new LinkedHashSet<>(check.needs());
        ids.addAll(check.wants());
        return ids.stream().flatMap(id -> sheet.evidence(id).stream()).toList();
    }

    private static Map<String, Object> members(Asset asset) {
        return Map.of(
                "id", asset.id(),
                "internet_facing", asset.internetFacing(),
                "importance", (long) asset.importance(),
                "zone", asset.zone());
    }
}
