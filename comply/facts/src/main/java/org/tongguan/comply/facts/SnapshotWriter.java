package org.tongguan.comply.facts;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tongguan.comply.asset.Asset;
import org.tongguan.kernel.crypto.Digest;

/// Writes a snapshot folder: content-addressed objects and an append-only, hash-chained index. Safe for use by
/// many threads. Bytes are masked before they are written; an object is written before its index line is. Ended
/// at any moment, by a signal, a full disk or a pulled plug, the lines so far stay valid and [#resume] goes on
/// behind them.
public final class SnapshotWriter implements AutoCloseable {

    private static final int MESSAGE_CHARACTERS_MAX = 600;

    /// Where bytes are written to; tests put one here that fills up and tears.
    @FunctionalInterface
    interface Disk {
        FileChannel open(Path file, OpenOption... options) throws IOException;
    }

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private final Path folder;
    private final Clock clock;
    private final Disk disk;
    private final FileChannel index;
    private final Set<String> seen = new HashSet<>();
    private long next;
    private String chain;
    private @Nullable IOException broken;

    private SnapshotWriter(Path folder, Clock clock, Disk disk, FileChannel index, long next, String chain) {
        this.folder = folder;
        this.clock = clock;
        this.disk = disk;
        this.index = index;
        this.next = next;
        this.chain = chain;
    }

    /// Starts a snapshot in an empty or missing folder, which only its owner may enter from then on.
    public static SnapshotWriter create(Path folder, SnapshotHead head, Clock clock) {
        return create(folder, head, clock, FileChannel::open);
    }

    static SnapshotWriter create(Path folder, SnapshotHead head, Clock clock, Disk disk) {
        try {
            Files.createDirectories(folder);
            if (Files.exists(folder.resolve("snapshot.json"))) {
                throw new SnapshotTrouble("a snapshot is already in " + folder);
            }
            if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(folder, OWNER_ONLY);
            }
            Files.createDirectories(folder.resolve("objects"));
            // an index without a head is what a run left that was ended while it started: nothing stands in it
            var index = locked(
                    folder,
                    disk.open(folder.resolve("index.jsonl"), StandardOpenOption.CREATE, StandardOpenOption.WRITE));
            Path partial = folder.resolve("snapshot.json.partial");
            try {
                index.truncate(0);
                try (var headFile = disk.open(
                        partial,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
                    write(headFile, head.text().getBytes(StandardCharsets.UTF_8));
                }
                // the head is there whole or not at all
                Files.move(partial, folder.resolve("snapshot.json"), StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException | RuntimeException e) {
                index.close();
                Files.deleteIfExists(partial);
                Files.deleteIfExists(folder.resolve("index.jsonl"));
                throw e;
            }
            return new SnapshotWriter(folder, clock, disk, index, 0, IndexLine.CHAIN_START);
        } catch (IOException e) {
            throw new SnapshotTrouble("cannot start a snapshot in " + folder, e);
        }
    }

    /// Goes on with a snapshot whose run was cut off. What is there is verified first; a torn last line is cut
    /// away.
    public static SnapshotWriter resume(Path folder, Clock clock) {
        return resume(folder, clock, FileChannel::open);
    }

    static SnapshotWriter resume(Path folder, Clock clock, Disk disk) {
        try {
            var index = locked(
                    folder,
                    disk.open(folder.resolve("index.jsonl"), StandardOpenOption.READ, StandardOpenOption.WRITE));
            try {
                return resume(folder, clock, disk, index);
            } catch (IOException | RuntimeException e) {
                index.close();
                throw e;
            }
        } catch (IOException e) {
            throw new SnapshotTrouble("cannot go on with the snapshot in " + folder, e);
        }
    }

    private static SnapshotWriter resume(Path folder, Clock clock, Disk disk, FileChannel index) throws IOException {
        byte[] content = Files.readAllBytes(folder.resolve("index.jsonl"));
        int whole = content.length;
        while (whole > 0 && content[whole - 1] != '\n') {
            whole--;
        }
        var lines = Snapshot.lines(new String(content, 0, whole, StandardCharsets.UTF_8));
        for (Evidence line : lines) {
            Path object = object(folder, line.sm3());
            if (!Files.exists(object) || Files.size(object) != line.bytes()) {
                throw new SnapshotTrouble("the evidence of " + line.collector() + " on " + line.asset()
                        + " is missing or cut short in " + folder + ": gather into a new folder");
            }
        }
        index.truncate(whole);
        index.position(whole);
        Files.deleteIfExists(folder.resolve("seal.json"));
        deletePartial(folder);
        String chain = lines.isEmpty() ? IndexLine.CHAIN_START : lines.getLast().chain();
        var writer = new SnapshotWriter(folder, clock, disk, index, lines.size(), chain);
        lines.forEach(line -> writer.seen.add(line.asset() + "\n" + line.collector()));
        return writer;
    }

    /// Two runs never write one snapshot: the second is refused, also across processes.
    private static FileChannel locked(Path folder, FileChannel index) throws IOException {
        try {
            if (index.tryLock() != null) {
                return index;
            }
        } catch (OverlappingFileLockException e) {
            index.close();
            throw new SnapshotTrouble("another run of this process is writing the snapshot in " + folder, e);
        }
        index.close();
        throw new SnapshotTrouble("another run is writing the snapshot in " + folder);
    }

    private static void deletePartial(Path folder) throws IOException {
        try (var files =
                Files.find(folder, 3, (file, _) -> file.getFileName().toString().startsWith("partial"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    /// Whether this collector's result for this asset is already on record.
    public synchronized boolean has(Asset asset, Collector collector) {
        return seen.contains(asset.id() + "\n" + collector.id());
    }

    /// Masks, stores and indexes one result. The index line is on disk when this returns.
    ///
    /// @param by the account that looked, for the record
    public Evidence keep(Asset asset, Collector collector, Gathered gathered, String by) {
        byte[] masked = Reading.masked(collector, gathered.bytes());
        var digest = Digest.of(masked);
        try {
            store(digest, masked);
            return append(asset, gathered, by, digest, masked.length);
        } catch (IOException e) {
            throw new SnapshotTrouble(
                    "cannot store the evidence of " + collector.id() + " on " + asset.id() + " in " + folder, e);
        }
    }

    private synchronized Evidence append(Asset asset, Gathered gathered, String by, Digest digest, long bytes)
            throws IOException {
        if (broken != null) {
            throw new IOException("the evidence index could not be written before", broken);
        }
        var open = new Evidence(
                next,
                asset.id(),
                gathered.collector(),
                gathered.outcome(),
                gathered.exit(),
                shortened(Mask.PASSWORD_SETTING.apply(gathered.message())),
                digest.sm3(),
                digest.sha256(),
                bytes,
                clock.instant(),
                gathered.millis(),
                by,
                IndexLine.CHAIN_START);
        String value = IndexLine.chain(chain, IndexLine.body(open));
        var line = new Evidence(
                open.sequence(),
                open.asset(),
                open.collector(),
                open.outcome(),
                open.exit(),
                open.message(),
                open.sm3(),
                open.sha256(),
                open.bytes(),
                open.at(),
                open.millis(),
                open.by(),
                value);
        long end = index.position();
        try {
            write(index, (IndexLine.text(line) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // what was torn off is taken back, and nothing is ever written behind it
            broken = e;
            index.truncate(end);
            throw e;
        }
        next++;
        chain = value;
        seen.add(asset.id() + "\n" + gathered.collector());
        return line;
    }

    /// Marks the snapshot complete: from here on a cut-off index is found out.
    public synchronized void seal() {
        var seal = new LinkedHashMap<String, Object>(Map.of("lines", next, "chain", chain));
        try {
            index.force(true);
            Path file = folder.resolve("seal.json");
            Path partial = folder.resolve("seal.json.partial");
            Files.writeString(partial, Json.write(seal));
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new SnapshotTrouble("cannot seal the snapshot in " + folder, e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            index.close();
        } catch (IOException e) {
            throw new SnapshotTrouble("cannot close the evidence index in " + folder, e);
        }
    }

    private void store(Digest digest, byte[] bytes) throws IOException {
        Path object = object(folder, digest.sm3());
        if (Files.exists(object)) {
            return;
        }
        Path shelf = folder.resolve("objects").resolve(digest.sm3().substring(0, 2));
        Files.createDirectories(shelf);
        Path partial = Files.createTempFile(shelf, "partial", "");
        try {
            try (var channel = disk.open(partial, StandardOpenOption.WRITE)) {
                write(channel, bytes);
            }
            Files.move(partial, object, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private static Path object(Path folder, String sm3) {
        return folder.resolve("objects").resolve(sm3.substring(0, 2)).resolve(sm3);
    }

    private static void write(FileChannel channel, byte[] bytes) throws IOException {
        var buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    private static String shortened(String message) {
        String clean = message.strip();
        return clean.length() <= MESSAGE_CHARACTERS_MAX ? clean : clean.substring(0, MESSAGE_CHARACTERS_MAX) + " …";
    }
}
