package org.tongguan.comply.gather;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.asset.SystemProfile;
import org.tongguan.comply.facts.Gathered;
import org.tongguan.comply.facts.HostScript;
import org.tongguan.comply.facts.Outcome;
import org.tongguan.comply.facts.Snapshot;
import org.tongguan.comply.facts.SnapshotHead;
import org.tongguan.comply.facts.SnapshotWriter;

/// Gathers from many loopback SSH targets at once, most of them well, the rest not. `bench/many-targets.sh`
/// runs it with 200; the test with a few.
final class ManyTargets {

    /// How many of a hundred behave so; what is left over is RECORDED.
    private static final Map<SshTargets.Manner, Integer> SHARE = share();

    /// For noticing the time on a machine that is busy with other things.
    private static final long SLACK_MILLIS = 4_000;

    /// One target after the run.
    record Row(String id, SshTargets.Manner manner, long millis, int came, int lines, String why) {}

    /// @param cpuMillis of this whole JVM: the gathering side and the loopback servers together
    record Result(List<Row> rows, long wallMillis, long cpuMillis, long peakHeapBytes) {}

    private ManyTargets() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        int count = args.length > 0 ? Integer.parseInt(args[0]) : 200;
        int parallel = args.length > 1 ? Integer.parseInt(args[1]) : 16;
        var limit = Duration.ofSeconds(args.length > 2 ? Integer.parseInt(args[2]) : 20);
        Path folder = Files.createTempDirectory("many-targets");
        Result result;
        try {
            result = run(folder, manners(count), parallel, limit);
        } finally {
            delete(folder);
        }
        print(result, parallel, limit);
        var troubles = troubles(result, limit);
        if (result.wallMillis() > 300_000) {
            troubles.add("took longer than 5 minutes");
        }
        troubles.forEach(trouble -> System.out.println("FAILED: " + trouble));
        System.exit(troubles.isEmpty() ? 0 : 1);
    }

    private static Map<SshTargets.Manner, Integer> share() {
        var share = new EnumMap<SshTargets.Manner, Integer>(SshTargets.Manner.class);
        for (SshTargets.Manner manner : SshTargets.Manner.values()) {
            share.put(
                    manner,
                    switch (manner) {
                        case HONEST -> 6;
                        case RECORDED -> 0;
                        case DRIPPING, DROPPING, DENYING -> 4;
                        case CHANGED_KEY, GARBAGE, SILENT, HANGING -> 3;
                        case UNKNOWN_KEY, ENDLESS_LINE, ENDLESS_LINES, ENDLESS_FRAME, NO_SHELL, NO_EXEC, REFUSED -> 2;
                    });
        }
        return share;
    }

    /// The bad ones first, so that they hold up the good ones if anything does.
    static List<SshTargets.Manner> manners(int count) {
        var manners = new ArrayList<SshTargets.Manner>();
        for (SshTargets.Manner manner : SshTargets.Manner.values()) {
            int some = Math.ceilDiv(SHARE.getOrDefault(manner, 0) * count, 100);
            for (int i = 0; i < some && manners.size() < count; i++) {
                manners.add(manner);
            }
        }
        while (manners.size() < count) {
            manners.add(SshTargets.Manner.RECORDED);
        }
        return manners;
    }

    static Result run(Path folder, List<SshTargets.Manner> manners, int parallel, Duration limit)
            throws IOException, InterruptedException {
        var mannerOf = new LinkedHashMap<String, SshTargets.Manner>();
        var assets = new ArrayList<Asset>();
        try (var targets = new SshTargets(folder)) {
            for (SshTargets.Manner manner : manners) {
                String id = "host-%03d".formatted(assets.size());
                mannerOf.put(id, manner);
                assets.add(targets.start(id, manner));
            }
            var millis = new ConcurrentHashMap<String, Long>();
            var why = new ConcurrentHashMap<String, String>();
            var progress = new Progress() {
                @Override
                public void started(Asset asset) {}

                @Override
                public void gathered(Asset asset, Gathered gathered) {}

                @Override
                public void finished(Asset asset, long took) {
                    millis.put(asset.id(), took);
                }

                @Override
                public void lost(Asset asset, String sentence) {
                    why.put(asset.id(), sentence);
                }
            };
            var profile = new SystemProfile("bench", "", 3, 3, false, List.of(), true, "", "");
            var head = new SnapshotHead("bench", Clock.systemUTC().instant(), profile, assets);
            Path place = folder.resolve("snapshot");
            System.gc();
            var peak = new AtomicLong();
            var sampler = Thread.ofPlatform().daemon().start(() -> sample(peak));
            long cpu = cpuNanos();
            long start = System.nanoTime();
            try (var writer = SnapshotWriter.create(place, head, Clock.systemUTC())) {
                new Gathering(writer, progress, parallel, limit).run(assets);
                writer.seal();
            }
            long wall = (System.nanoTime() - start) / 1_000_000;
            long spent = (cpuNanos() - cpu) / 1_000_000;
            sampler.interrupt();
            return new Result(rows(place, mannerOf, millis, why), wall, spent, peak.get());
        }
    }

    private static List<Row> rows(
            Path place, Map<String, SshTargets.Manner> mannerOf, Map<String, Long> millis, Map<String, String> why) {
        var came = new LinkedHashMap<String, Integer>();
        var lines = new LinkedHashMap<String, Integer>();
        try (var snapshot = Snapshot.open(place)) {
            snapshot.evidence().forEach(line -> {
                lines.merge(line.asset(), 1, Integer::sum);
                came.merge(line.asset(), line.outcome() == Outcome.CAME ? 1 : 0, Integer::sum);
            });
        }
        return mannerOf.entrySet().stream()
                .map(entry -> new Row(
                        entry.getKey(),
                        entry.getValue(),
                        millis.getOrDefault(entry.getKey(), -1L),
                        came.getOrDefault(entry.getKey(), 0),
                        lines.getOrDefault(entry.getKey(), 0),
                        why.getOrDefault(entry.getKey(), "")))
                .toList();
    }

    /// What was promised and not kept.
    static List<String> troubles(Result result, Duration limit) {
        int collectors = HostScript.collectors(false).size();
        var troubles = new ArrayList<String>();
        for (Row row : result.rows()) {
            String target = row.id() + " (" + row.manner() + ")";
            if (row.lines() != collectors) {
                troubles.add(target + " has " + row.lines() + " lines of evidence instead of " + collectors);
            }
            if (row.millis() < 0 || row.millis() > limit.toMillis() + SLACK_MILLIS) {
                troubles.add(target + " took " + row.millis() + " ms, its limit is " + limit.toMillis());
            }
            boolean good = row.manner() == SshTargets.Manner.HONEST || row.manner() == SshTargets.Manner.RECORDED;
            boolean partly = row.manner() == SshTargets.Manner.DROPPING || row.manner() == SshTargets.Manner.DRIPPING;
            if (good && (!row.why().isEmpty() || row.came() == 0)) {
                troubles.add(target + " is a good host and was lost: " + row.why());
            }
            if (!good && row.why().isEmpty()) {
                troubles.add(target + " is a bad host and nobody said so");
            }
            if (!good && !partly && row.came() > 0) {
                troubles.add(target + " told nothing, but " + row.came() + " results came");
            }
        }
        if (result.peakHeapBytes() > 1L << 30) {
            troubles.add("the heap grew to " + (result.peakHeapBytes() >> 20) + " MiB");
        }
        return troubles;
    }

    private static void print(Result result, int parallel, Duration limit) {
        System.out.printf(
                "%-14s %5s %9s %9s %10s  %s%n",
                "manner", "hosts", "median ms", "worst ms", "came/lines", "what its owner reads");
        for (SshTargets.Manner manner : SshTargets.Manner.values()) {
            var rows = result.rows().stream()
                    .filter(row -> row.manner() == manner)
                    .sorted(Comparator.comparingLong(Row::millis))
                    .toList();
            if (rows.isEmpty()) {
                continue;
            }
            String why = rows.getFirst().why();
            System.out.printf(
                    "%-14s %5d %9d %9d %10s  %s%n",
                    manner,
                    rows.size(),
                    rows.get(rows.size() / 2).millis(),
                    rows.getLast().millis(),
                    rows.stream().mapToInt(Row::came).sum() + "/"
                            + rows.stream().mapToInt(Row::lines).sum(),
                    why.length() > 100 ? why.substring(0, 100) + "…" : why);
        }
        System.out.printf(
                "%d targets, %d at once, limit %d s each, %d processors: %.1f s wall, %.1f CPU s (servers included), heap at most %d MiB%n",
                result.rows().size(),
                parallel,
                limit.toSeconds(),
                Runtime.getRuntime().availableProcessors(),
                result.wallMillis() / 1000.0,
                result.cpuMillis() / 1000.0,
                result.peakHeapBytes() >> 20);
    }

    private static long cpuNanos() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(Duration::toNanos)
                .orElse(0L);
    }

    /// The heap in use every 20 ms, garbage included.
    private static void sample(AtomicLong peak) {
        try {
            while (true) {
                var runtime = Runtime.getRuntime();
                peak.accumulateAndGet(runtime.totalMemory() - runtime.freeMemory(), Math::max);
                Thread.sleep(20);
            }
        } catch (InterruptedException e) {
            // the run is over
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
