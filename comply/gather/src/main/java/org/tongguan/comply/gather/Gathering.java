package org.tongguan.comply.gather;

import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.facts.Collector;
import org.tongguan.comply.facts.Collectors;
import org.tongguan.comply.facts.Gathered;
import org.tongguan.comply.facts.Outcome;
import org.tongguan.comply.facts.SnapshotTrouble;
import org.tongguan.comply.facts.SnapshotWriter;

/// Gathers the facts of many assets, at most `parallel` at a time, each within its own limit: a bad asset costs
/// only its own time. Every collector of every asset ends as one line in the snapshot, whatever happened.
public final class Gathering {

    private final SnapshotWriter snapshot;
    private final Progress progress;
    private final int parallel;
    private final Duration limit;

    /// @param parallel how many assets at once, 1 to 256
    /// @param limit wall clock for one asset
    public Gathering(SnapshotWriter snapshot, Progress progress, int parallel, Duration limit) {
        if (parallel < 1 || parallel > 256) {
            throw new IllegalArgumentException("parallel is 1 to 256, not " + parallel);
        }
        this.snapshot = snapshot;
        this.progress = progress;
        this.parallel = parallel;
        this.limit = limit;
    }

    /// Gathers all assets. What an earlier, cut-off run already brought is not asked again.
    public void run(List<Asset> assets) throws InterruptedException {
        var places = new Semaphore(parallel);
        try (var gatherers = new Gatherers();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = assets.stream()
                    .map(asset -> threads.submit(() -> {
                        places.acquire();
                        try {
                            one(asset, gatherers.of(asset));
                        } finally {
                            places.release();
                        }
                        return asset;
                    }))
                    .toList();
            try {
                for (var task : running) {
                    task.get();
                }
            } catch (ExecutionException e) {
                running.forEach(task -> task.cancel(true));
                if (e.getCause() instanceof RuntimeException trouble) {
                    throw trouble;
                }
                throw new IllegalStateException("gathering stopped", e.getCause());
            } catch (InterruptedException e) {
                running.forEach(task -> task.cancel(true));
                throw e;
            }
        }
    }

    private void one(Asset asset, Optional<Gatherer> gatherer) throws InterruptedException {
        var missing = Collectors.of(asset.type()).stream()
                .filter(collector -> !snapshot.has(asset, collector))
                .toList();
        if (gatherer.isEmpty() || missing.isEmpty()) {
            return;
        }
        long start = System.nanoTime();
        progress.started(asset);
        Set<String> came = Collections.synchronizedSet(new HashSet<>());
        String by = gatherer.get().by(asset);
        try {
            within(asset, () -> {
                gatherer.get().gather(asset, missing, limit, gathered -> {
                    var collector = Collectors.byId(gathered.collector()).orElseThrow();
                    if (came.add(collector.id())) {
                        snapshot.keep(asset, collector, gathered, by);
                        progress.gathered(asset, gathered);
                    }
                });
                return asset;
            });
            keepRest(asset, missing, came, by, "nothing came back for it");
        } catch (Unreachable e) {
            progress.lost(asset, String.valueOf(e.getMessage()));
            keepRest(asset, missing, came, by, String.valueOf(e.getMessage()));
        }
        progress.finished(asset, (System.nanoTime() - start) / 1_000_000);
    }

    private void keepRest(Asset asset, List<Collector> missing, Set<String> came, String by, String why) {
        for (Collector collector : missing) {
            if (came.add(collector.id())) {
                snapshot.keep(asset, collector, Gathered.without(collector.id(), Outcome.NOT_RUN, why), by);
            }
        }
    }

    @FunctionalInterface
    private interface Step {
        Asset run() throws Unreachable, InterruptedException;
    }

    /// Runs the step on a thread that can be given up: a look that ignores its interrupt delays nobody else.
    private void within(Asset asset, Step step) throws Unreachable, InterruptedException {
        var thread = Executors.newSingleThreadExecutor(
                Thread.ofVirtual().name("gather " + asset.id()).factory());
        try {
            thread.submit(step::run).get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new Unreachable("took longer than its limit of " + limit.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case Unreachable lost -> throw lost;
                case InterruptedException _ -> throw new Unreachable("was interrupted", e);
                case SnapshotTrouble disk -> throw disk;
                // a fault of ours on one asset: it is on record there, and the others go on
                case RuntimeException fault ->
                    throw new Unreachable("gathering stopped on a fault of Tongguan's own: " + fault, fault);
                case null, default -> throw new IllegalStateException("gathering " + asset.id() + " failed", e);
            }
        } finally {
            thread.shutdownNow();
        }
    }
}
