package org.tongguan.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What must never be in the repository, and what must be in every room.
class TidyTest {

    private static final Path HOME = Path.of(System.getProperty("tongguan.home"));
    private static final Pattern FORBIDDEN_NAME = Pattern.compile(
            ".*\\.(pem|key|p12|pfx|jks|keystore|sqlite3?|db|mv\\.db|ibd|tgb|pcap|docx|xlsx|zip|gz)|.*(known_hosts|id_(rsa|ed25519|ecdsa))|.*/(snapshot\\.json|index\\.jsonl|seal\\.json)");
    /// Recorded snapshots of the invented demonstration system are meant to ship.
    private static final String RECORDED = "content/demo/";
    private static final Pattern PRIVATE_KEY =
            Pattern.compile("-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----\\s+[A-Za-z0-9+/=\\s]{200,}");
    private static final Pattern UNFINISHED = Pattern.compile("\\b(TODO|FIXME|XXX)\\b");

    @Test
    void noEvidenceKeyOrDatabaseFileIsCommitted() throws Exception {
        var offenders = new ArrayList<String>();
        for (String name : committed()) {
            Path file = HOME.resolve(name);
            if (!Files.isRegularFile(file)) {
                continue;
            }
            byte[] bytes = Files.readAllBytes(file);
            if (FORBIDDEN_NAME.matcher(name).matches() && !name.startsWith(RECORDED)) {
                offenders.add(name + ": a file of this kind is never committed");
            }
            if (new String(bytes, 0, Math.min(bytes.length, 16), StandardCharsets.ISO_8859_1)
                    .startsWith("SQLite format")) {
                offenders.add(name + ": a database");
            }
            if (PRIVATE_KEY
                    .matcher(new String(bytes, StandardCharsets.ISO_8859_1))
                    .find()) {
                offenders.add(name + ": holds a private key");
            }
            if (bytes.length > 2 << 20) {
                offenders.add(name + ": larger than 2 MiB");
            }
        }
        assertEquals(List.of(), offenders);
    }

    @Test
    void noSourceIsUnfinishedByItsOwnWords() throws Exception {
        var offenders = new ArrayList<String>();
        for (String name : committed()) {
            if (name.endsWith(".java")
                    && !name.endsWith("TidyTest.java")
                    && UNFINISHED.matcher(Files.readString(HOME.resolve(name))).find()) {
                offenders.add(name);
            }
        }
        assertEquals(List.of(), offenders);
    }

    @Test
    void everyPackageIsNullMarkedAndSaysWhatItIs() throws Exception {
        var offenders = new ArrayList<String>();
        int packages = 0;
        for (String name : committed()) {
            if (name.contains("/src/main/java/") && name.endsWith(".java") && !name.endsWith("module-info.java")) {
                Path folder = HOME.resolve(name).getParent();
                Path info = folder.resolve("package-info.java");
                packages++;
                if (!Files.exists(info) || !Files.readString(info).contains("@NullMarked")) {
                    offenders.add(folder + " has no @NullMarked package-info");
                }
            }
        }
        assertTrue(packages > 50, "only " + packages + " source files were seen");
        assertEquals(List.of(), offenders.stream().distinct().toList());
    }

    /// What git would commit: tracked files and those it does not ignore. Outside a checkout, every file.
    private static List<String> committed() throws IOException, InterruptedException {
        var git = new ProcessBuilder("git", "ls-files", "--cached", "--others", "--exclude-standard")
                .directory(HOME.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String listed = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (git.waitFor() == 0 && !listed.isBlank()) {
            return listed.lines()
                    .filter(name -> Files.exists(HOME.resolve(name)))
                    .toList();
        }
        try (var walk = Files.walk(HOME)) {
            return walk.filter(Files::isRegularFile)
                    .map(file -> HOME.relativize(file).toString())
                    .filter(name -> !name.contains("target/"))
                    .toList();
        }
    }
}
