package org.tongguan.comply.facts;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// The evidence archive: a snapshot folder as one zip that [Snapshot#open] reads. The same snapshot gives the
/// same bytes: sorted entries, one fixed time, nothing of the machine in it.
public final class SnapshotArchive {

    /// The first moment a zip can name.
    private static final LocalDateTime FIXED_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private SnapshotArchive() {}

    /// Writes the archive, replacing an older one only when the new one is whole.
    ///
    /// @throws SnapshotTrouble if the snapshot cannot be trusted, or the archive cannot be written
    public static void write(Path folder, Path zip) {
        try (var snapshot = Snapshot.open(folder)) {
            if (!snapshot.sealed()) {
                throw new SnapshotTrouble("the snapshot in " + folder + " is not complete: resume its run first");
            }
        }
        Path partial = zip.resolveSibling(zip.getFileName() + ".partial");
        try {
            try (var out = Files.newOutputStream(partial)) {
                write(folder, out);
            }
            Files.move(partial, zip, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new SnapshotTrouble("cannot write the evidence archive " + zip, e);
        } finally {
            try {
                Files.deleteIfExists(partial);
            } catch (IOException e) {
                // the first failure is the one to tell; a later run replaces what is left
            }
        }
    }

    private static void write(Path folder, OutputStream out) throws IOException {
        var zip = new ZipOutputStream(out);
        for (Path file : files(folder)) {
            var entry = new ZipEntry(folder.relativize(file).toString().replace('\\', '/'));
            entry.setTimeLocal(FIXED_TIME);
            zip.putNextEntry(entry);
            Files.copy(file, zip);
            zip.closeEntry();
        }
        zip.finish();
    }

    /// What belongs to a snapshot, sorted by name; links and leftovers do not.
    private static List<Path> files(Path folder) throws IOException {
        try (var walk = Files.walk(folder, 3)) {
            return walk.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .filter(file -> belongs(folder.relativize(file)))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        }
    }

    private static boolean belongs(Path name) {
        return name.toString().matches("snapshot\\.json|index\\.jsonl|seal\\.json|objects.[0-9a-f]{2}.[0-9a-f]{64}");
    }
}
