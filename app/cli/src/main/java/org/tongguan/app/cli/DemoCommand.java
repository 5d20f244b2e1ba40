package org.tongguan.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tongguan.comply.facts.Evidence;
import org.tongguan.comply.facts.Outcome;
import org.tongguan.comply.facts.Snapshot;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `tongguan demo`: the main job on this machine and a weak sample system, without anything to configure.
@Command(
        name = "demo",
        description = {
            "Assess this very machine and a deliberately weak sample system, and leave all reports in out/.",
            "Real servers are started on loopback where they are installed, and ended again."
        },
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where results go (default: ${DEFAULT-VALUE}).",
            defaultValue = "out")
    Path out = Path.of("out");

    @Option(
            names = "--record",
            paramLabel = "DIR",
            hidden = true,
            description = "Keep the database servers' raw outputs for machines without them.")
    @Nullable
    Path record;

    @Mixin
    Packs packs = new Packs();

    @Mixin
    OwnSettings settings = new OwnSettings();

    @Mixin
    Summary summary = new Summary();

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter say =
                summary.json ? spec.commandLine().getErr() : spec.commandLine().getOut();
        var home = Home.found();
        say.println("准备示例系统 …");
        try (var system = DemoSystem.start(home, say)) {
            var assess = new AssessCommand();
            assess.spec = spec;
            assess.out = out;
            assess.packs = packs;
            assess.summary = summary;
            assess.settings = settings;
            assess.goOn = "再次运行 demo 会从头开始";
            Run.makeRoomForDemo(out, say);
            int exit = assess.assess(system.inventory(answers(home)));
            if (record != null) {
                keep(record);
            }
            return exit;
        }
    }

    /// The demonstration answers with today's dates, left beside the results as a model to copy.
    private Path answers(Home home) throws IOException {
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        String text = Files.readString(home.content().resolve("demo/answers.yaml"))
                .replace("@TODAY@", today.toString())
                .replace("@IN-SIX-MONTHS@", today.plusMonths(6).toString());
        Files.createDirectories(out);
        return Files.writeString(out.resolve("answers.yaml"), text);
    }

    private void keep(Path folder) throws IOException {
        try (var snapshot = Snapshot.open(out.resolve(Run.SNAPSHOT))) {
            for (Evidence line : snapshot.evidence()) {
                if (line.outcome() == Outcome.CAME
                        && (line.asset().endsWith("-db") || line.asset().equals("cache"))) {
                    Files.createDirectories(folder.resolve(line.asset()));
                    Files.write(folder.resolve(line.asset()).resolve(line.collector() + ".json"), snapshot.bytes(line));
                }
            }
        }
    }
}
