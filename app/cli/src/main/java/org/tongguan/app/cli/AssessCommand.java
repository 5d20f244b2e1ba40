package org.tongguan.app.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tongguan.comply.asset.Inventory;
import org.tongguan.comply.asset.InventoryReader;
import org.tongguan.comply.facts.Snapshot;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `tongguan assess`: a real system, from its inventory to its reports.
@Command(
        name = "assess",
        description = "Assess the system an inventory describes, and write reports and evidence.",
        mixinStandardHelpOptions = true)
final class AssessCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--inventory",
            required = true,
            paramLabel = "FILE",
            description = "The inventory (docs/formats/inventory.md).")
    Path inventory = Path.of("inventory.yaml");

    @Option(
            names = "--answers",
            paramLabel = "FILE",
            description = "Answers, waivers and confirmations; instead of the inventory's own.")
    @Nullable
    Path answers;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where results go (default: ${DEFAULT-VALUE}).",
            defaultValue = "out")
    Path out = Path.of("out");

    @Option(
            names = "--parallel",
            paramLabel = "N",
            description = "Assets looked at side by side, 1 to 256 (default: ${DEFAULT-VALUE}).",
            defaultValue = "16")
    int parallel = 16;

    @Option(
            names = "--limit",
            paramLabel = "SECONDS",
            description = "Wall clock for one asset (default: ${DEFAULT-VALUE}).",
            defaultValue = "120")
    int limitSeconds = 120;

    @Option(
            names = "--earlier",
            paramLabel = "SNAPSHOT",
            description =
                    "An earlier run's snapshot folder or evidence.zip: the reports say what has changed since then.")
    @Nullable
    Path earlier;

    @Option(names = "--resume", description = "Go on with a run that was cut off.")
    boolean resume;

    @Mixin
    Packs packs = new Packs();

    @Mixin
    Summary summary = new Summary();

    @Override
    public Integer call() throws InterruptedException {
        return assess(InventoryReader.read(inventory));
    }

    int assess(Inventory system) throws InterruptedException {
        var commandLine = spec.commandLine();
        PrintWriter say = summary.json ? commandLine.getErr() : commandLine.getOut();
        if (parallel < 1 || parallel > 256 || limitSeconds < 1 || limitSeconds > 3600) {
            throw new Refused("--parallel is 1 to 256 and --limit 1 to 3600 seconds");
        }
        var home = Home.found();
        var catalog = home.catalog();
        say.println("潼关 · " + system.system().name() + " · 等级 S"
                + system.system().sLevel() + "A" + system.system().aLevel() + "G"
                + system.system().level() + " · " + system.assets().size() + " 个对象");
        var run = new Run(catalog, packs.read(home, catalog), Clock.systemUTC());
        var given = run.answers(answers != null ? Optional.of(answers) : system.answers(), system.assets());
        var day = run.today();
        var before = Optional.ofNullable(earlier).map(place -> run.judgeEarlier(place, given, day));
        if (!resume) {
            Run.makeRoom(out, say);
        }
        say.println("采集（只读） …");
        var progress = new LiveProgress(say, system.assets().size(), Terminal.interactive() && !summary.json);
        var cutOff = cutOff(say);
        Path folder = run.gather(system, out, parallel, Duration.ofSeconds(limitSeconds), resume, progress);
        Runtime.getRuntime().removeShutdownHook(cutOff);
        say.println("判定与成文 …");
        try (var snapshot = Snapshot.open(folder)) {
            var assessment = run.judge(snapshot, given, day);
            return summary.show(assessment, run.report(assessment, before, out, folder), commandLine.getOut());
        }
    }

    /// Says, when the run is cut off by Ctrl-C, that nothing is lost and how to go on.
    private Thread cutOff(PrintWriter say) {
        var hook = new Thread(() -> {
            say.println();
            say.println("已中断：已采集的证据保存在 " + out.resolve(Run.SNAPSHOT) + "，加 --resume 可接着做。");
            say.flush();
        });
        Runtime.getRuntime().addShutdownHook(hook);
        return hook;
    }
}
