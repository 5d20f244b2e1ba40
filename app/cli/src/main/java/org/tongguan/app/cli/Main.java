package org.tongguan.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.TreeSet;
import org.tongguan.comply.catalog.CatalogUnreadable;
import org.tongguan.comply.facts.SnapshotTrouble;
import org.tongguan.comply.report.ReportUnwritable;
import org.tongguan.kernel.yaml.YamlMistake;
import org.tongguan.testkit.servers.ServerTrouble;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

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

    private static final int CAUSES_MAX = 4;

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
        line.registerConverter(LocalDate.class, Main::day);
        line.setParameterExceptionHandler((mistake, _) -> usage(mistake));
        line.setExecutionExceptionHandler((trouble, command, _) -> exit(trouble, command.getErr()));
        try {
            return line.execute(arguments);
        } catch (VirtualMachineError e) {
            err.println("tongguan: out of memory: give it more, TONGGUAN_JAVA_OPTS=-Xmx2g ./tongguan …");
            return Exit.TROUBLE;
        }
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            var mistake = new TypeConversionException("'" + text + "' is no day like 2026-01-31");
            mistake.initCause(e);
            throw mistake;
        }
    }

    /// One line on what is wrong, the near match where there is one, and where to read on.
    private static int usage(ParameterException mistake) {
        var command = mistake.getCommandLine();
        PrintWriter err = command.getErr();
        String name = command.getCommandSpec().qualifiedName();
        err.println(
                name + ": " + String.valueOf(mistake.getMessage()).replace("is not an int", "is not a whole number"));
        if (!UnmatchedArgumentException.printSuggestions(mistake, err)
                && !command.getSubcommands().isEmpty()) {
            err.println("Commands: "
                    + String.join(", ", new TreeSet<>(command.getSubcommands().keySet())));
        }
        err.println("Try '" + name + " --help'.");
        return Exit.USAGE;
    }

    private static int exit(Exception trouble, PrintWriter err) {
        if (CutOff.ending()) {
            return Exit.CUT_OFF;
        }
        if (trouble instanceof InterruptedException) {
            err.println("tongguan: interrupted");
            return Exit.CUT_OFF;
        }
        err.println("tongguan: " + chain(trouble));
        if (System.getenv("TONGGUAN_TRACE") != null) {
            trouble.printStackTrace(err);
        }
        return switch (trouble) {
            case YamlMistake _, InvalidPathException _, Refused _ -> Exit.USAGE;
            default -> Exit.TROUBLE;
        };
    }

    /// The message and, behind it, what each cause adds.
    private static String chain(Exception trouble) {
        String said = said(trouble);
        var text = new StringBuilder(
                ours(trouble)
                        ? said
                        : "a fault of Tongguan's own" + (said.isBlank() ? "" : " (" + said + ")")
                                + "; TONGGUAN_TRACE=1 ./tongguan … prints what to report");
        // a mistake in a file says all itself; its cause would repeat it in the words of the YAML library
        Throwable cause = trouble instanceof YamlMistake && !(trouble.getCause() instanceof FileSystemException)
                ? null
                : trouble.getCause();
        for (int depth = 0; cause != null && depth < CAUSES_MAX; cause = cause.getCause(), depth++) {
            String adds = said(cause);
            if (!adds.isBlank() && text.indexOf(adds) < 0) {
                text.append(": ").append(adds);
            }
        }
        return text.toString();
    }

    /// Whether the message is written for the person at the command line.
    private static boolean ours(Exception trouble) {
        return switch (trouble) {
            case YamlMistake _,
                    Refused _,
                    SnapshotTrouble _,
                    CatalogUnreadable _,
                    ReportUnwritable _,
                    ServerTrouble _ -> true;
            case IOException _, UncheckedIOException _, InvalidPathException _ -> true;
            default -> false;
        };
    }

    /// What an exception says, in words for somebody who does not read Java.
    private static String said(Throwable trouble) {
        String said = Objects.requireNonNullElse(trouble.getMessage(), "");
        return switch (trouble) {
            case NoSuchFileException _ -> "no such file or folder: " + said;
            case AccessDeniedException _ -> "no permission: " + said;
            case FileAlreadyExistsException _ -> "a file of this name is in the way: " + said;
            case DirectoryNotEmptyException _ -> "the folder is not empty: " + said;
            case NotDirectoryException _ -> "not a folder: " + said;
            // its own message is only its cause's class and message
            case UncheckedIOException _ when said.startsWith("java.") -> "";
            default -> said;
        };
    }
}
