package org.tongguan.comply.gather;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// A throw-away certificate for a test's server.
record Certificate(Path file, Path key) {

    /// Stands in `folder/tls`, which the server's user may enter; the key belongs to whoever owns the folder
    /// afterwards.
    static Certificate selfSigned(Path folder, String... owner) throws IOException, InterruptedException {
        Path tls = Files.createDirectories(folder.resolve("tls"));
        Path file = tls.resolve("cert.pem");
        Path key = tls.resolve("key.pem");
        var process = new ProcessBuilder(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=localhost",
                        "-keyout",
                        key.toString(),
                        "-out",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        process.getInputStream().readAllBytes();
        assertEquals(0, process.waitFor(), "openssl");
        // PostgreSQL insists on a key that is its own, or root's and at most group-readable
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        if (owner.length > 0 && System.getProperty("user.name").equals("root")) {
            var user = key.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(owner[0]);
            Files.setOwner(key, user);
        }
        return new Certificate(file, key);
    }
}
