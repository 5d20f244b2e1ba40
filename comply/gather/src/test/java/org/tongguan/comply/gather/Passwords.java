package org.tongguan.comply.gather;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// Password files for tests.
final class Passwords {

    static final String TEXT = "Tg-Probe-2026x";

    record Temporary(Path path) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            Files.delete(path);
        }
    }

    private Passwords() {}

    static Path file(Path folder) throws IOException {
        return written(folder.resolve("password"), TEXT);
    }

    static Temporary temporary(String password) throws IOException {
        return new Temporary(written(Files.createTempFile("tongguan", ".password"), password));
    }

    private static Path written(Path file, String password) throws IOException {
        Files.writeString(file, password + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }
}
