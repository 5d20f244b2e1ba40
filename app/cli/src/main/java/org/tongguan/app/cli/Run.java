package org.tongguan.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.asset.Inventory;
import org.tongguan.comply.catalog.Catalog;
import org.tongguan.comply.check.CheckPack;
import org.tongguan.comply.check.Judge;
import org.tongguan.comply.facts.Snapshot;
import org.tongguan.comply.facts.SnapshotArchive;
import org.tongguan.comply.facts.SnapshotHead;
import org.tongguan.comply.facts.SnapshotTrouble;
import org.tongguan.comply.facts.SnapshotWriter;
import org.tongguan.comply.gather.Gathering;
import org.tongguan.comply.gather.Importing;
import org.tongguan.comply.gather.Progress;
import org.tongguan.comply.report.Reports;
import org.tongguan.comply.verdict.Answers;
import org.tongguan.comply.verdict.AnswersReader;
import org.tongguan.comply.verdict.Assessment;
import org.tongguan.comply.verdict.Assessor;

/// The main job: gather, judge, report.
final class Run {

    static final String SNAPSHOT = "snapshot";
    static final String ARCHIVE = "evidence.zip";
    private static final DateTimeFormatter FOLDER_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Catalog catalog;
    private final CheckPack pack;
    private final Clock clock;

    Run(Catalog catalog, CheckPack pack, Clock clock) {
        this.catalog = catalog;
        this.pack = pack;
        this.clock = clock;
    }

    /// Gathers the inventory's facts into `out/snapshot`, or goes on with what a cut-off run left there.
    ///
    /// @return the snapshot's folder, sealed
    Path gather(Inventory inventory, Path out, int parallel, Duration limit, boolean resume, Progress progress)
            throws InterruptedException {
        prove(inventory);
        Path folder = out.resolve(SNAPSHOT);
        boolean there = Files.exists(folder.resolve("snapshot.json"));
        if (there && !resume) {
            try (var before = Snapshot.open(folder)) {
                if (!before.sealed()) {
                    throw new Refused("an unfinished run lies in " + folder + ": go on with --resume, or move it away");
                }
            }
            throw new Refused("a run already lies in " + folder + ": move it away, or name another folder with --out");
        }
        if (resume && !there) {
            throw new Refused("nothing to resume in " + folder);
        }
        var head = new SnapshotHead(Home.TOOL, clock.instant(), inventory.system(), inventory.assets());
        try (var writer = there ? SnapshotWriter.resume(folder, clock) : SnapshotWriter.create(folder, head, clock)) {
            for (var file : inventory.imports()) {
                for (var asset : inventory.assets()) {
                    if (asset.id().equals(file.asset())) {
                        Importing.keep(writer, asset, file).ifPresent(why -> progress.lost(asset, why));
                    }
                }
            }
            new Gathering(writer, progress, parallel, limit).run(inventory.assets());
            writer.seal();
        }
        return folder;
    }

    /// Finds what is wrong with a check before anything is gathered.
    private void prove(Inventory inventory) {
        if (inventory.system().level() < Catalog.LEVEL_MIN || inventory.system().level() > Catalog.LEVEL_MAX) {
            throw new Refused("the catalogue holds levels " + Catalog.LEVEL_MIN + " and " + Catalog.LEVEL_MAX
                    + ", the system says " + inventory.system().level());
        }
        var types = EnumSet.noneOf(AssetType.class);
        inventory.assets().forEach(asset -> types.add(asset.type()));
        new Judge(pack.checks(), clock.instant()).compile(types);
    }

    /// Judges a snapshot; touches nothing but its files.
    Assessment judge(Snapshot snapshot, Answers answers, LocalDate day) {
        var judge = new Judge(pack.checks(), snapshot.head().started());
        var observations = judge.observe(snapshot.sheets());
        return new Assessor(catalog).assess(snapshot, observations, answers, day, Home.TOOL);
    }

    /// Reads the answers and holds the names in them against the run's assets and checks.
    Answers answers(Optional<Path> file, Collection<Asset> assets) {
        var answers = file.map(path -> AnswersReader.read(path, catalog)).orElse(Answers.none());
        answers.verify(assets, pack.checks());
        return answers;
    }

    /// The calendar day in Beijing: deadlines and expiry dates are counted in it, wherever the machine's clock
    /// is set.
    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai"));
    }

    /// Writes all reports, and the evidence archive in place of the snapshot's folder.
    List<Path> report(Assessment assessment, Path out, Path snapshotFolder) {
        var files = new ArrayList<>(Reports.write(assessment, out));
        Path archive = out.resolve(ARCHIVE);
        SnapshotArchive.write(snapshotFolder, archive);
        files.add(archive);
        return files;
    }

    /// Makes room in the output folder: an earlier finished run is moved below `earlier/`, never overwritten.
    static void makeRoom(Path out, PrintWriter say) {
        Path snapshot = out.resolve(SNAPSHOT);
        if (!Files.exists(snapshot.resolve("seal.json"))) {
            return;
        }
        try (var before = Snapshot.open(snapshot)) {
            Instant started = before.head().started();
            Path earlier = out.resolve("earlier").resolve(FOLDER_TIME.format(started));
            Files.createDirectories(earlier);
            try (var entries = Files.list(out)) {
                for (Path entry : entries.toList()) {
                    if (!entry.getFileName().toString().equals("earlier")) {
                        Files.move(entry, earlier.resolve(entry.getFileName()));
                    }
                }
            }
            say.println("  上一次的结果已移至 " + earlier);
        } catch (IOException e) {
            throw new SnapshotTrouble("cannot move the earlier run in " + out + " aside", e);
        }
    }
}
