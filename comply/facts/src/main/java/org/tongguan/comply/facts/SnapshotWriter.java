package org.tongguan.comply.facts;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.tongguan.comply.asset.Asset;
import org.tongguan.kernel.crypto.Digest;

/// Writes a snapshot folder: content-addressed objects and an append-only, hash-chained index. Safe for use by many
/// threads. Bytes are masked before they are written; an object is on disk before its index line is.
public final class SnapshotWriter implements AutoCloseable {

    private static final int MESSAGE_CHARACTERS_MAX = 600;

    private final Path folder;
    private final Clock clock;
    private final FileChannel index;
    private final Set<String> seen = new HashSet<>();
    private long next;
    private String chain;

    private SnapshotWriter(Path folder, Clock clock, FileChannel index, long next, String chain) {
        this.folder = folder;
        this.clock = clock;
        this.index = index;
        this.next = next;
        this.chain = chain;
    }

    /// Starts a snapshot in an empty or missing folder.
    public static SnapshotWriter create(Path folder, SnapshotHead head, Clock clock) {
        try {
            Files.createDirectories(folder.resolve("objects"));
            Path headFile = folder.resolve("snapshot.json");
            if (Files.exists(headFile)) {
                throw new SnapshotTrouble("a snapshot is already in " + folder);
            }
            Files.writeString(headFile, head.text(), StandardOpenOption.CREATE_NEW);
            var index = FileChannel.open(
                    folder.resolve("index.jsonl"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            return new SnapshotWriter(folder, clock, index, 0, IndexLine.CHAIN_START);
        } catch (IOException e) {
            throw new SnapshotTrouble("cannot start a snapshot in " + folder, e);
        }
    }

    /// Goes on with a snapshot whose run was cut off. What is there is verified first; a torn last line is cut away.
    public static SnapshotWriter resume(Path folder, Clock clock) {
        try {
            var index = FileChannel.open(
                    folder.resolve("index.jsonl"), StandardOpenOption.READ, StandardOpenOption.WRITE);
            byte[] content = Files.readAllBytes(folder.resolve("index.jsonl"));
            int whole = 0;
            for (int i = 0; i < content.length; i++) {
                if (content[i] == '\n') {
                    whole = i + 1;
                }
            }
            index.truncate(whole);
            index.position(whole);
            var lines = Snapshot.lines(new String(content, 0, whole, StandardCharsets.UTF_8));
            Files.deleteIfExists(folder.resolve("seal.json"));
            String chain = lines.isEmpty() ? IndexLine.CHAIN_START : lines.getLast().chain();
            var writer = new SnapshotWriter(folder, clock, index, lines.size(), chain);
            lines.forEach(line -> writer.seen.add(line.asset() + "\n" + line.collector()));
            return writer;
        } catch (IOException e) {
            throw new SnapshotTrouble("cannot go on with the snapshot in " + folder, e);
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
        write(index, (IndexLine.text(line) + "\n").getBytes(StandardCharsets.UTF_8));
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
        Path shelf = folder.resolve("objects").resolve(digest.sm3().substring(0, 2));
        Path object = shelf.resolve(digest.sm3());
        if (Files.exists(object)) {
            return;
        }
        Files.createDirectories(shelf);
        Path partial = Files.createTempFile(shelf, "partial", "");
        try (var channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
            write(channel, bytes);
        }
        Files.move(partial, object, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
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
