package org.tongguan.comply.check;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import org.tongguan.comply.check.Expressions.Program;

/// A check with its expressions compiled; safe for use by many threads.
record CompiledCheck(
        Check check, Optional<Program> applies, Program passes, Optional<Program> partly, Map<String, Program> shows) {

    /// @throws org.tongguan.kernel.yaml.YamlMistake if one of the check's texts is no CEL
    static CompiledCheck of(Check check, Expressions expressions) {
        var variables = new LinkedHashSet<>(check.needs());
        variables.addAll(check.wants());
        var shows = new LinkedHashMap<String, Program>();
        check.shows().forEach((label, expression) -> shows.put(label, expressions.compile(expression, variables)));
        return new CompiledCheck(
                check,
                check.applies().map(expression -> expressions.compile(expression, variables)),
                expressions.compile(check.passes(), variables),
                check.partly().map(expression -> expressions.compile(expression, variables)),
                shows);
    }
}
