package org.tongguan.app.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tongguan.comply.asset.Inventory;
import org.tongguan.comply.asset.InventoryReader;
import org.tongguan.comply.facts.Snapshot;
import org.tongguan.comply.facts.SnapshotTrouble;
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

    @Option(
            names = "--day",
            paramLabel = "DATE",
            description = "The day answers and waivers are counted to, like 2026-01-31 (default: today).")
    @Nullable
    LocalDate day;

    /// What to do after a Ctrl-C; the demo, which has nothing to resume, says another thing.
    String goOn = "加 --resume 可接着做";

    @Mixin
    Packs packs = new Packs();

    @Mixin
    OwnSettings settings = new OwnSettings();

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
        var catalog = settings.catalog(home);
        say.println("潼关 · " + system.system().name() + " · 等级 S"
                + system.system().sLevel() + "A" + system.system().aLevel() + "G"
                + system.system().level() + " · " + system.assets().size() + " 个对象");
        var run = new Run(catalog, packs.read(home, catalog), Clock.systemUTC());
        run.prove(system);
        var given = run.answers(answers != null ? Optional.of(answers) : system.answers(), system.assets());
        var countedTo = day != null ? day : run.today();
        var before = Optional.ofNullable(earlier).map(place -> run.judgeEarlier(place, given, countedTo));
        if (!resume) {
            Run.makeRoom(out, say);
        }
        say.println("采集（只读） …");
        var progress = new LiveProgress(say, system.assets().size(), Terminal.interactive() && !summary.json);
        try (var _ = new CutOff(() -> sayCutOff(run, progress, say))) {
            Path folder = gather(run, system, progress, say);
            say.println("判定与成文 …");
            try (var snapshot = Snapshot.open(folder)) {
                var assessment = run.judge(snapshot, given, countedTo);
                return summary.show(assessment, run.report(assessment, before, out, folder), commandLine.getOut());
            }
        }
    }

    private Path gather(Run run, Inventory system, LiveProgress progress, PrintWriter say) throws InterruptedException {
        try {
            return run.gather(system, out, parallel, Duration.ofSeconds(limitSeconds), resume, progress);
        } catch (SnapshotTrouble e) {
            // a full disk, most often
            if (Files.exists(out.resolve(Run.SNAPSHOT).resolve("snapshot.json")) && !CutOff.ending()) {
                say.println("已采集的证据保存在 " + out.resolve(Run.SNAPSHOT) + "，排除故障后" + goOn + "。");
            }
            throw e;
        }
    }

    /// Says, when the run is cut off by Ctrl-C, that nothing is lost and how to go on.
    private void sayCutOff(Run run, LiveProgress progress, PrintWriter say) {
        // a child that died of the same Ctrl-C must not go on record as a host that gave nothing
        run.stopKeeping();
        progress.mute();
        Path snapshot = out.resolve(Run.SNAPSHOT);
        say.println();
        say.println(
                Files.exists(snapshot.resolve("snapshot.json"))
                        ? "已中断：已采集的证据保存在 " + snapshot + "，" + goOn + "。"
                        : "已中断：尚未采集证据。");
        say.flush();
    }
}
