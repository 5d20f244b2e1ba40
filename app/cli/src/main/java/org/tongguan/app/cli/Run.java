package org.tongguan.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.asset.ImportedFile;
import org.tongguan.comply.asset.Inventory;
import org.tongguan.comply.catalog.Catalog;
import org.tongguan.comply.check.CheckPack;
import org.tongguan.comply.check.Judge;
import org.tongguan.comply.facts.Collectors;
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
    /// All a run leaves in its folder; the snapshot last, so that a move that was cut off is done again.
    private static final List<String> RESULTS = List.of(
            "report.docx",
            "workbook.xlsx",
            "report.html",
            "assessment-results.json",
            "findings.sarif",
            ARCHIVE,
            SNAPSHOT);
    private static final DateTimeFormatter FOLDER_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Catalog catalog;
    private final CheckPack pack;
    private final Clock clock;
    private final AtomicReference<@Nullable SnapshotWriter> writing = new AtomicReference<>();

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
        if (there) {
            proveSame(inventory, folder);
        }
        var head = new SnapshotHead(Home.TOOL, clock.instant(), inventory.system(), inventory.assets());
        try (var writer = there ? SnapshotWriter.resume(folder, clock) : SnapshotWriter.create(folder, head, clock)) {
            writing.set(writer);
            for (var file : inventory.imports()) {
                for (var asset : inventory.assets()) {
                    if (asset.id().equals(file.asset()) && !(there && has(writer, asset, file))) {
                        Importing.keep(writer, asset, file).ifPresent(why -> progress.lost(asset, why));
                    }
                }
            }
            new Gathering(writer, progress, parallel, limit).run(inventory.assets());
            writer.seal();
        } finally {
            writing.set(null);
        }
        return folder;
    }

    /// Ends the record where it is: a line that is being written is finished, none follows.
    void stopKeeping() {
        var writer = writing.get();
        if (writer != null) {
            writer.close();
        }
    }

    private static boolean has(SnapshotWriter writer, Asset asset, ImportedFile file) {
        return Collectors.byId("import_" + file.format())
                .filter(collector -> writer.has(asset, collector))
                .isPresent();
    }

    /// A run is gone on with for the system and the assets it was started for, or not at all.
    private static void proveSame(Inventory inventory, Path folder) {
        try (var before = Snapshot.open(folder)) {
            if (!before.head().system().equals(inventory.system())
                    || !signs(before.head().assets()).equals(signs(inventory.assets()))) {
                throw new Refused("the inventory is not the one the run in " + folder
                        + " was started with: resume with that one, or gather into another folder with --out");
            }
        }
    }

    private static List<Object> signs(List<Asset> assets) {
        return assets.stream()
                .<Object>map(asset -> List.of(
                        asset.id(),
                        asset.type(),
                        asset.name(),
                        asset.zone(),
                        asset.importance(),
                        asset.internetFacing(),
                        asset.labels()))
                .toList();
    }

    /// Finds what is wrong with the system's level or a check before anything is gathered or moved.
    void prove(Inventory inventory) {
        if (inventory.system().level() < Catalog.LEVEL_MIN || inventory.system().level() > Catalog.LEVEL_MAX) {
            throw new Refused("the system is of level " + inventory.system().level() + " (S"
                    + inventory.system().sLevel() + "A" + inventory.system().aLevel()
                    + "): the catalogue holds the items of levels " + Catalog.LEVEL_MIN + " and "
                    + Catalog.LEVEL_MAX + " only, no conclusion can be drawn for another");
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

    /// Judges an earlier run as today's is judged: the same checks, answers and day, so that only the facts differ.
    ///
    /// @param place a snapshot's folder or an evidence archive
    Assessment judgeEarlier(Path place, Answers answers, LocalDate day) {
        try (var snapshot = Snapshot.open(place)) {
            return judge(snapshot, answers, day);
        }
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
    ///
    /// @param earlier an earlier run to compare with
    List<Path> report(Assessment assessment, Optional<Assessment> earlier, Path out, Path snapshotFolder) {
        var files = new ArrayList<>(Reports.write(assessment, catalog, earlier, out));
        Path archive = out.resolve(ARCHIVE);
        SnapshotArchive.write(snapshotFolder, archive);
        files.add(archive);
        return files;
    }

    /// Makes room in the output folder: an earlier finished run is moved below `earlier/`, never overwritten. Only
    /// what Tongguan wrote is moved; the folder may be one the user keeps other files in.
    static void makeRoom(Path out, PrintWriter say) {
        if (Files.exists(out.resolve(SNAPSHOT).resolve("seal.json"))) {
            moveAside(out, RESULTS, say);
        }
    }

    /// The same for the demo, whose cut-off runs nobody resumes.
    static void makeRoomForDemo(Path out, PrintWriter say) {
        if (Files.exists(out.resolve(SNAPSHOT).resolve("snapshot.json"))) {
            var all = new ArrayList<>(List.of("answers.yaml"));
            all.addAll(RESULTS);
            moveAside(out, all, say);
        }
    }

    private static void moveAside(Path out, List<String> names, PrintWriter say) {
        try (var before = Snapshot.open(out.resolve(SNAPSHOT))) {
            Path earlier = out.resolve("earlier")
                    .resolve(FOLDER_TIME.format(before.head().started()));
            for (int again = 2; Files.exists(earlier.resolve(SNAPSHOT)); again++) {
                earlier =
                        earlier.resolveSibling(FOLDER_TIME.format(before.head().started()) + "-" + again);
            }
            Files.createDirectories(earlier);
            for (String name : names) {
                if (Files.exists(out.resolve(name))) {
                    Files.move(out.resolve(name), earlier.resolve(name));
                }
            }
            say.println("  上一次的结果已移至 " + earlier);
        } catch (IOException e) {
            throw new SnapshotTrouble("cannot move the earlier run in " + out + " aside", e);
        }
    }
}
