package org.tongguan.comply.report.zip;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Office files are zips that carry the moment of writing. Packed again with one fixed time, the same assessment
/// gives the same bytes.
public final class FixedZip {

    private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    @FunctionalInterface
    public interface Part {
        /// The part's bytes as they shall stand in the file.
        byte[] fixed(String name, byte[] bytes);
    }

    private FixedZip() {}

    /// Reads through a file of its own, because the libraries' zips can only be read from their central
    /// directory.
    public static void pack(byte[] zip, Part part, OutputStream to) throws IOException {
        Path half = Files.createTempFile("tongguan-report", ".zip");
        try {
            Files.write(half, zip);
            try (var in = new ZipFile(half.toFile());
                    var out = new ZipOutputStream(to)) {
                for (ZipEntry entry : in.stream().map(ZipEntry.class::cast).toList()) {
                    var fixed = new ZipEntry(entry.getName());
                    fixed.setTimeLocal(TIME);
                    out.putNextEntry(fixed);
                    try (var bytes = in.getInputStream(entry)) {
                        out.write(part.fixed(entry.getName(), bytes.readAllBytes()));
                    }
                    out.closeEntry();
                }
            }
        } finally {
            Files.deleteIfExists(half);
        }
    }
}
