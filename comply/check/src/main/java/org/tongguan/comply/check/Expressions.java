package org.tongguan.comply.check;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelOptionalLibrary;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import java.util.Map;
import java.util.Set;
import org.tongguan.comply.facts.Collectors;
import org.tongguan.kernel.yaml.YamlMistake;

/// Compiles the CEL texts of checks. Beside the standard functions, strings and optionals there is one of ours:
/// `versionBelow(a, b)`, which compares dotted versions number by number.
///
/// Safe for use by many threads.
final class Expressions {

    private static final int ITERATIONS_MAX = 200_000;

    /// An expression that could not be evaluated on these facts, e.g. for a key that is not there.
    static final class Unanswered extends Exception {
        private static final long serialVersionUID = 1L;

        Unanswered(String message, Throwable cause) {
            super(message, cause);
        }

        Unanswered(String message) {
            super(message);
        }
    }

    /// One compiled expression; safe for use by many threads.
    record Program(String cel, CelRuntime.Program program) {

        Object value(Map<String, ?> bindings) throws Unanswered {
            try {
                return program.eval(bindings);
            } catch (CelEvaluationException e) {
                throw new Unanswered(String.valueOf(e.getMessage()), e);
            }
        }

        boolean truth(Map<String, ?> bindings) throws Unanswered {
            if (value(bindings) instanceof Boolean truth) {
                return truth;
            }
            throw new Unanswered("'" + cel + "' is neither true nor false");
        }
    }

    /// What every check sees beside the facts it names.
    static final Set<String> ALWAYS = Set.of("params", "asset", "today");

    private final Cel cel = environment();

    /// @param variables the facts the check names; the text may use these and [#ALWAYS], and no other
    /// @throws YamlMistake if the text is no CEL over these variables
    Program compile(Check.Expression expression, Set<String> variables) {
        try {
            var ast = cel.compile(expression.cel()).getAst();
            for (var reference : ast.getReferenceMap().values()) {
                if (Collectors.byId(reference.name()).isPresent() && !variables.contains(reference.name())) {
                    throw new YamlMistake(
                            expression.place(),
                            "'" + reference.name() + "' is used here, but named under neither 'needs' nor 'wants'");
                }
            }
            return new Program(expression.cel(), cel.createProgram(ast));
        } catch (CelValidationException | CelEvaluationException e) {
            throw new YamlMistake(expression.place(), "not valid CEL: " + e.getMessage(), e);
        }
    }

    /// One environment for all checks: building one costs more than compiling with it.
    private static Cel environment() {
        var builder = CelFactory.standardCelBuilder()
                .setOptions(CelOptions.current()
                        .comprehensionMaxIterations(ITERATIONS_MAX)
                        .build())
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addCompilerLibraries(CelExtensions.strings(), CelOptionalLibrary.INSTANCE)
                .addRuntimeLibraries(CelExtensions.strings(), CelOptionalLibrary.INSTANCE)
                .addFunctionDeclarations(CelFunctionDecl.newFunctionDeclaration(
                        "versionBelow",
                        CelOverloadDecl.newGlobalOverload(
                                "version_below", SimpleType.BOOL, SimpleType.STRING, SimpleType.STRING)))
                .addFunctionBindings(
                        CelFunctionBinding.from("version_below", String.class, String.class, Versions::below));
        Collectors.all().forEach(collector -> builder.addVar(collector.id(), SimpleType.DYN));
        ALWAYS.forEach(variable -> builder.addVar(variable, SimpleType.DYN));
        return builder.build();
    }
}
