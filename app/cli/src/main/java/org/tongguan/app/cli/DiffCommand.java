package org.tongguan.app.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tongguan.comply.facts.Snapshot;
import org.tongguan.comply.verdict.Assessment;
import org.tongguan.comply.verdict.RunDiff;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tongguan diff`: what changed between two runs, judged by the same checks and answers.
@Command(
        name = "diff",
        description = "Show what changed between two runs: new and fixed findings, and verdicts that moved.",
        mixinStandardHelpOptions = true)
final class DiffCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "OLD", description = "The earlier snapshot folder or evidence.zip.")
    Path old = Path.of(".");

    @Parameters(index = "1", paramLabel = "NEW", description = "The later one.")
    Path fresh = Path.of(".");

    @Option(names = "--answers", paramLabel = "FILE", description = "Answers, waivers and confirmations, for both.")
    @Nullable
    Path answers;

    @Option(names = "--json", description = "Print the difference as JSON.")
    boolean json;

    @Mixin
    Packs packs = new Packs();

    @Mixin
    OwnSettings settings = new OwnSettings();

    @Override
    public Integer call() {
        var home = Home.found();
        var catalog = settings.catalog(home);
        var run = new Run(catalog, packs.read(home, catalog), Clock.systemUTC());
        var diff = RunDiff.between(judged(run, old), judged(run, fresh));
        DiffText.print(diff, json, spec.commandLine().getOut());
        return Exit.OK;
    }

    private Assessment judged(Run run, Path place) {
        try (var snapshot = Snapshot.open(place)) {
            return run.judge(
                    snapshot,
                    run.answers(Optional.ofNullable(answers), snapshot.head().assets()),
                    run.today());
        }
    }
}
