package org.tongguan.app.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import org.tongguan.comply.catalog.CatalogUnreadable;
import org.tongguan.comply.facts.SnapshotTrouble;
import org.tongguan.kernel.yaml.YamlMistake;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// Reads the command line and turns what went wrong into one clear line and an exit code.
@Command(
        name = "tongguan",
        description = {
            "Tongguan 潼关 measures a system against the 211 level-3 items of MLPS 2.0 (等保三级), with evidence.",
            "Read-only on everything it looks at; nothing leaves this machine."
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        version = Home.TOOL,
        footerHeading = "%nExit codes: ",
        footer =
                "0 fine · 1 found what --fail-on names · 2 wrong usage or input · 3 coverage too low to conclude · 4 trouble",
        subcommands = {
            DemoCommand.class,
            AssessCommand.class,
            CollectCommand.class,
            JudgeCommand.class,
            DiffCommand.class,
            CatalogCommand.class,
            ChecksCommand.class
        })
final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                arguments));
    }

    /// @return the exit code, see [Exit]
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        var line = new CommandLine(new Main());
        line.setOut(out);
        line.setErr(err);
        line.setExecutionExceptionHandler((trouble, command, _) -> {
            command.getErr().println("tongguan: " + chain(trouble));
            return switch (trouble) {
                case YamlMistake _, InvalidPathException _, Refused _ -> Exit.USAGE;
                case SnapshotTrouble _, CatalogUnreadable _ -> Exit.TROUBLE;
                default -> {
                    if (System.getenv("TONGGUAN_TRACE") != null) {
                        trouble.printStackTrace(command.getErr());
                    }
                    yield Exit.TROUBLE;
                }
            };
        });
        return line.execute(arguments);
    }

    /// The message and, behind it, what each cause adds.
    private static String chain(Throwable trouble) {
        var text = new StringBuilder(own(trouble));
        int depth = 0;
        for (Throwable cause = trouble.getCause(); cause != null && depth < 4; cause = cause.getCause(), depth++) {
            String said = own(cause);
            if (text.indexOf(said) < 0) {
                text.append(": ").append(said);
            }
        }
        return text.toString();
    }

    private static String own(Throwable trouble) {
        String said = trouble.getMessage();
        return said == null || said.isBlank() ? trouble.getClass().getSimpleName() : said;
    }
}
