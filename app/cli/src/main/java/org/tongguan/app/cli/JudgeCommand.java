package org.tongguan.app.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tongguan.comply.facts.Snapshot;
import org.tongguan.comply.report.Reports;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tongguan judge`: old evidence, today's checks. Touches no host.
@Command(
        name = "judge",
        description = "Judge a snapshot again with today's checks and answers, without touching a host.",
        mixinStandardHelpOptions = true)
final class JudgeCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "SNAPSHOT", description = "A snapshot folder or an evidence.zip.")
    Path snapshot = Path.of(".");

    @Option(names = "--answers", paramLabel = "FILE", description = "Answers, waivers and confirmations.")
    @Nullable
    Path answers;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write reports there; without it only the summary is printed.")
    @Nullable
    Path out;

    @Option(
            names = "--earlier",
            paramLabel = "SNAPSHOT",
            description = "An earlier run: the reports say what has changed since then.")
    @Nullable
    Path earlier;

    @Option(
            names = "--day",
            paramLabel = "DATE",
            description = "The day answers and waivers are counted to (default: today).")
    @Nullable
    LocalDate day;

    @Mixin
    Packs packs = new Packs();

    @Mixin
    OwnSettings settings = new OwnSettings();

    @Mixin
    Summary summary = new Summary();

    @Override
    public Integer call() {
        var home = Home.found();
        var catalog = settings.catalog(home);
        var run = new Run(catalog, packs.read(home, catalog), Clock.systemUTC());
        try (var evidence = Snapshot.open(snapshot)) {
            var given =
                    run.answers(Optional.ofNullable(answers), evidence.head().assets());
            var counted = day != null ? day : run.today();
            var assessment = run.judge(evidence, given, counted);
            var before = Optional.ofNullable(earlier).map(place -> run.judgeEarlier(place, given, counted));
            var files = new ArrayList<Path>();
            if (out != null) {
                files.addAll(Reports.write(assessment, catalog, before, out));
            }
            return summary.show(assessment, files, spec.commandLine().getOut());
        }
    }
}
