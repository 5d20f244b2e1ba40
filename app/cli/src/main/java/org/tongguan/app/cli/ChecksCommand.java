package org.tongguan.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.check.Check;
import org.tongguan.comply.check.CheckPack;
import org.tongguan.comply.check.FixtureRun;
import org.tongguan.comply.check.Judge;
import org.tongguan.kernel.yaml.YamlMistake;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tongguan checks`: the checks themselves, for people who write them.
@Command(
        name = "checks",
        description = "List checks, lint check files, and run their fixtures.",
        mixinStandardHelpOptions = true,
        subcommands = {ChecksCommand.ListThem.class, ChecksCommand.Lint.class, ChecksCommand.Test.class})
final class ChecksCommand {

    /// What the three have in common: our pack, the user's packs, and where to print.
    abstract static sealed class OnPacks {

        @Spec
        CommandSpec spec = CommandSpec.create();

        @Mixin
        Packs packs = new Packs();

        CheckPack pack() {
            var home = Home.found();
            return packs.read(home, home.catalog());
        }

        void say(String line) {
            spec.commandLine().getOut().println(line);
        }
    }

    @Command(
            name = "list",
            description = "One line a check: id, asset type, items, title.",
            mixinStandardHelpOptions = true)
    static final class ListThem extends OnPacks implements java.util.concurrent.Callable<Integer> {

        @Override
        public Integer call() {
            var byType = new TreeMap<String, List<Check>>();
            for (Check check : pack().checks()) {
                byType.computeIfAbsent(check.type().id(), type -> new ArrayList<>())
                        .add(check);
            }
            byType.forEach((type, checks) -> {
                say(type + " (" + checks.size() + ")");
                checks.forEach(check -> say("  " + check.id() + "  " + check.items() + "  "
                        + check.title().zh()));
            });
            say(byType.values().stream().mapToInt(List::size).sum() + " checks");
            return Exit.OK;
        }
    }

    @Command(
            name = "lint",
            description = "Read every check file and say what is wrong with it, with file, line and column.",
            mixinStandardHelpOptions = true)
    static final class Lint extends OnPacks implements java.util.concurrent.Callable<Integer> {

        @Parameters(
                arity = "0..*",
                paramLabel = "FILE",
                description = "Check files; all of the packs when none is named.")
        List<Path> files = new ArrayList<>();

        @Override
        public Integer call() {
            var home = Home.found();
            var catalog = home.catalog();
            if (files.isEmpty()) {
                var all = packs.read(home, catalog).checks();
                new Judge(all, FixtureRun.MOMENT).compile(EnumSet.allOf(AssetType.class));
                say(all.size() + " checks are well formed");
                return Exit.OK;
            }
            var reader = new org.tongguan.comply.check.CheckReader(catalog);
            int wrong = 0;
            for (Path file : files) {
                try {
                    var check = reader.read(file);
                    new Judge(List.of(check), FixtureRun.MOMENT).compile(Set.of(check.type()));
                } catch (YamlMistake mistake) {
                    wrong++;
                    say(String.valueOf(mistake.getMessage()));
                }
            }
            say(files.size() - wrong + " of " + files.size() + " check files are well formed");
            return wrong == 0 ? Exit.OK : Exit.USAGE;
        }
    }

    @Command(
            name = "test",
            description = "Run the fixtures of every check through the real masks, parsers and judge.",
            mixinStandardHelpOptions = true)
    static final class Test extends OnPacks implements java.util.concurrent.Callable<Integer> {

        @Option(names = "--quiet", description = "Print failures only.")
        boolean quiet;

        @Override
        public Integer call() {
            int failures = 0;
            var checks = pack().checks();
            for (Check check : checks) {
                for (String failure : FixtureRun.failures(check)) {
                    failures++;
                    say(failure);
                }
            }
            if (!quiet || failures > 0) {
                say(checks.size() + " checks, " + failures + " failures");
            }
            return failures == 0 ? Exit.OK : Exit.FOUND;
        }
    }
}
