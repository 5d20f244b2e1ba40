package org.tongguan.comply.facts;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.kernel.crypto.Digest;

/// A snapshot read back, from its folder or from the evidence archive (a zip of it). The whole chain is verified
/// on
/// opening, and every object against its digest when it is read.
public final class Snapshot implements AutoCloseable {

    private static final long HEAD_BYTES_MAX = 16L << 20;
    private static final long INDEX_BYTES_MAX = 256L << 20;
    private static final long OBJECT_BYTES_MAX = 128L << 20;

    private final Path folder;
    private final @Nullable FileSystem archive;
    private final SnapshotHead head;
    private final List<Evidence> evidence;
    private final boolean sealed;

    private Snapshot(
            Path folder, @Nullable FileSystem archive, SnapshotHead head, List<Evidence> evidence, boolean sealed) {
        this.folder = folder;
        this.archive = archive;
        this.head = head;
        this.evidence = evidence;
        this.sealed = sealed;
    }

    /// @throws SnapshotTrouble if there is none, or it was changed since it was written
    public static Snapshot open(Path place) {
        if (!Files.exists(place)) {
            throw new SnapshotTrouble("no snapshot at " + place);
        }
        try {
            if (Files.isDirectory(place)) {
                return open(place, null, place);
            }
            FileSystem zip = FileSystems.newFileSystem(place, Map.of("accessMode", "readOnly"));
            try {
                return open(zip.getPath("/"), zip, place);
            } catch (IOException | RuntimeException e) {
                zip.close();
                throw e;
            }
        } catch (ProviderNotFoundException | ZipException e) {
            throw new SnapshotTrouble(place + " is neither a snapshot folder nor an evidence.zip", e);
        } catch (IOException e) {
            throw new SnapshotTrouble("cannot read the snapshot at " + place, e);
        }
    }

    private static Snapshot open(Path folder, @Nullable FileSystem archive, Path place) throws IOException {
        SnapshotHead head;
        try {
            head = SnapshotHead.parse(Reading.text(bounded(folder.resolve("snapshot.json"), HEAD_BYTES_MAX)));
        } catch (Garbled e) {
            throw new SnapshotTrouble("snapshot.json of " + place + " cannot be read", e);
        }
        String index = Reading.text(bounded(folder.resolve("index.jsonl"), INDEX_BYTES_MAX));
        int whole = index.lastIndexOf('\n') + 1;
        var lines = lines(index.substring(0, whole));
        Path seal = folder.resolve("seal.json");
        boolean sealed = Files.exists(seal);
        if (sealed) {
            verifySeal(Reading.text(bounded(seal, 4096)), lines, place);
        }
        return new Snapshot(folder, archive, head, lines, sealed);
    }

    private static void verifySeal(String text, List<Evidence> lines, Path place) {
        try {
            var seal = Json.parseMap(text);
            String last =
                    lines.isEmpty() ? IndexLine.CHAIN_START : lines.getLast().chain();
            if (!seal.getOrDefault("lines", -1L).equals((long) lines.size()) || !last.equals(seal.get("chain"))) {
                throw new SnapshotTrouble("the evidence index of " + place + " does not end where it was sealed: "
                        + lines.size() + " lines, sealed with " + seal.get("lines"));
            }
        } catch (Garbled e) {
            throw new SnapshotTrouble("seal.json of " + place + " cannot be read", e);
        }
    }

    static List<Evidence> lines(String index) {
        var lines = new ArrayList<Evidence>();
        String chain = IndexLine.CHAIN_START;
        for (String text : index.lines().toList()) {
            var line = IndexLine.parse(text, lines.size(), chain);
            lines.add(line);
            chain = line.chain();
        }
        return List.copyOf(lines);
    }

    public SnapshotHead head() {
        return head;
    }

    public List<Evidence> evidence() {
        return evidence;
    }

    /// False while a run is going on or was cut off.
    public boolean sealed() {
        return sealed;
    }

    /// The stored bytes of one line, checked against their digest.
    public byte[] bytes(Evidence line) {
        Path object =
                folder.resolve("objects").resolve(line.sm3().substring(0, 2)).resolve(line.sm3());
        try {
            byte[] bytes = bounded(object, OBJECT_BYTES_MAX);
            if (!Digest.of(bytes).equals(new Digest(line.sm3(), line.sha256()))) {
                throw new SnapshotTrouble("the evidence of " + line.collector() + " on " + line.asset()
                        + " does not match its digest: it was changed");
            }
            return bytes;
        } catch (IOException e) {
            throw new SnapshotTrouble(
                    "the evidence of " + line.collector() + " on " + line.asset() + " cannot be read", e);
        }
    }

    /// One sheet for every asset, and behind each Linux host one for every component found on it.
    public List<FactSheet> sheets() {
        var byAsset = new LinkedHashMap<String, Map<String, Evidence>>();
        for (Evidence line : evidence) {
            byAsset.computeIfAbsent(line.asset(), asset -> new LinkedHashMap<>())
                    .put(line.collector(), line);
        }
        var sheets = new ArrayList<FactSheet>();
        for (Asset asset : head.assets()) {
            var lines = byAsset.getOrDefault(asset.id(), Map.of());
            sheets.add(new FactSheet(asset, lines, this::bytes));
            if (asset.type() == AssetType.LINUX) {
                for (AssetType type : AssetType.values()) {
                    if (type.component() && present(type, lines)) {
                        sheets.add(new FactSheet(asset.component(type), lines, this::bytes));
                    }
                }
            }
        }
        return List.copyOf(sheets);
    }

    /// A component is there unless its first collector says it is not; a host nobody reached has no components.
    private static boolean present(AssetType type, Map<String, Evidence> lines) {
        return Collectors.all().stream()
                .filter(collector -> collector.type() == type)
                .findFirst()
                .flatMap(collector -> Optional.ofNullable(lines.get(collector.id())))
                .filter(line -> line.outcome() != Outcome.ABSENT && line.outcome() != Outcome.NOT_RUN)
                .isPresent();
    }

    @Override
    public void close() {
        if (archive != null) {
            try {
                archive.close();
            } catch (IOException e) {
                throw new SnapshotTrouble("cannot close the evidence archive", e);
            }
        }
    }

    private static byte[] bounded(Path file, long bytesMax) throws IOException {
        try (var in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes((int) Math.min(bytesMax + 1, Integer.MAX_VALUE - 8));
            if (bytes.length > bytesMax) {
                throw new SnapshotTrouble(file.getFileName() + " is larger than " + bytesMax + " bytes");
            }
            return bytes;
        }
    }
}
