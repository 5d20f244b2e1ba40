package org.tongguan.comply.gather;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.check.ResultState;
import org.tongguan.comply.facts.ReadOnlyAccounts;
import org.tongguan.testkit.servers.MariadbServer;
import org.tongguan.testkit.servers.PostgresqlServer;
import org.tongguan.testkit.servers.RedisServer;

/// What the checks advise is tried on real, weak servers: the check fails, the remedy's script makes it pass, the
/// undo makes it fail again. The scripts run as they stand; only the client programs are pointed at the test's
/// server.
class RemedyTest {

    private static final Duration SCRIPT_LIMIT = Duration.ofSeconds(30);
    private static final Duration EFFECT_LIMIT = Duration.ofSeconds(5);
    private static final Deque<AutoCloseable> RUNNING = new ArrayDeque<>();

    @TempDir
    static Path folder;

    @BeforeAll
    static void openToTheServersUsers() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    }

    @AfterAll
    static void stop() throws Exception {
        while (!RUNNING.isEmpty()) {
            RUNNING.pop().close();
        }
    }

    @TestFactory
    Stream<DynamicTest> postgresql() throws Exception {
        assumeTrue(PostgresqlServer.installed(), "apt-get install " + PostgresqlServer.PACKAGE);
        Path password = Passwords.file(Files.createDirectories(folder.resolve("pgp")));
        var server = PostgresqlServer.start(
                folder.resolve("pg"),
                false,
                List.of(
                        "password_encryption = md5",
                        "logging_collector = on",
                        "log_file_mode = 0644",
                        "log_connections = off",
                        "log_statement = none",
                        "log_line_prefix = '%m '"),
                List.of("host all tongguan 127.0.0.1/32 md5"));
        RUNNING.push(server);
        server.sql(ReadOnlyAccounts.postgresql().replace(ReadOnlyAccounts.PASSWORD_PLACEHOLDER, Passwords.TEXT));
        server.sql("GRANT CREATE ON SCHEMA public TO PUBLIC");
        Path programs = client("psql", server.data().getParent() + " -p " + server.port() + " -U postgres -d postgres");
        var range = new TruthRange(AssetType.POSTGRESQL, server.port(), "postgres", password);
        return remedies(
                range,
                programs,
                "postgresql.access.public-schema",
                "postgresql.audit.fields",
                "postgresql.audit.file-mode",
                "postgresql.audit.sessions",
                "postgresql.audit.statements",
                "postgresql.auth.idle-timeout",
                "postgresql.auth.password-encryption");
    }

    @TestFactory
    Stream<DynamicTest> mysql() throws Exception {
        assumeTrue(MariadbServer.installed(), "apt-get install " + MariadbServer.PACKAGE);
        Path password = Passwords.file(Files.createDirectories(folder.resolve("myp")));
        var server = MariadbServer.start(
                folder.resolve("my"), false, List.of("local_infile = ON", "innodb_flush_log_at_trx_commit = 2"));
        RUNNING.push(server);
        server.sql(ReadOnlyAccounts.mariadb()
                .replace(ReadOnlyAccounts.PASSWORD_PLACEHOLDER, Passwords.TEXT)
                .replace(ReadOnlyAccounts.HOST_PLACEHOLDER, "127.0.0.1"));
        var range = new TruthRange(AssetType.MYSQL, server.port(), "", password);
        return remedies(
                range,
                client("mysql", folder.resolve("my/s").toString()),
                "mysql.auth.idle-timeout",
                "mysql.data.integrity",
                "mysql.minimal.local-infile");
    }

    @TestFactory
    Stream<DynamicTest> redis() throws Exception {
        assumeTrue(RedisServer.installed(), "apt-get install " + RedisServer.PACKAGE);
        Path password = Passwords.file(Files.createDirectories(folder.resolve("rep")));
        var server = RedisServer.start(
                folder.resolve("re"), List.of("protected-mode no", "timeout 0", "save \"\"", "acllog-max-len 0"));
        RUNNING.push(server);
        server.command(
                "default",
                "",
                ReadOnlyAccounts.redis()
                        .strip()
                        .replace(ReadOnlyAccounts.PASSWORD_PLACEHOLDER, Passwords.TEXT)
                        .split(" "));
        var range = new TruthRange(AssetType.REDIS, server.port(), "", password);
        return remedies(
                range,
                client("redis-cli", folder.resolve("re/s").toString()),
                "redis.audit.acl-log",
                "redis.auth.idle-timeout",
                "redis.backup.persistence",
                "redis.net.protected-mode");
    }

    private static Stream<DynamicTest> remedies(TruthRange range, Path programs, String... ids) {
        return Stream.of(ids)
                .map(id -> DynamicTest.dynamicTest(id, () -> {
                    var remedy = range.check(id).remedy();
                    ResultState broken = range.states().get(id);
                    assertTrue(
                            broken == ResultState.FAIL || broken == ResultState.PARTIAL,
                            () -> id + " is " + broken + " on the weak server");
                    run(remedy.script(), programs);
                    assertEquals(ResultState.PASS, settled(range, id, ResultState.PASS), "after the script");
                    run(remedy.undo(), programs);
                    assertEquals(broken, settled(range, id, broken), "after the undo");
                }));
    }

    /// A server takes a moment to read its files again.
    private static ResultState settled(TruthRange range, String id, ResultState expected) throws Exception {
        long deadline = System.nanoTime() + EFFECT_LIMIT.toNanos();
        ResultState seen = range.states().get(id);
        while (seen != expected && System.nanoTime() < deadline) {
            Thread.sleep(100);
            seen = range.states().get(id);
        }
        return seen;
    }

    /// A folder with the client program of this name, which adds where the server's socket is.
    private static Path client(String name, String socket) throws IOException {
        String option = name.equals("redis-cli") ? "-e -s" : name.equals("psql") ? "-v ON_ERROR_STOP=1 -h" : "-S";
        boolean other =
                name.equals("psql") && System.getProperty("user.name", "").equals("root");
        Path programs = Files.createDirectories(folder.resolve(name + ".bin"));
        Path program = Files.writeString(
                programs.resolve(name),
                "#!/bin/sh\nexec " + (other ? "setpriv --reuid=postgres --regid=postgres --clear-groups " : "")
                        + "/usr/bin/" + name + " " + option + " " + socket + " \"$@\"\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return programs;
    }

    private static void run(String script, Path programs) throws Exception {
        assertTrue(!script.isBlank(), "there is no script");
        var builder = new ProcessBuilder("/bin/sh", "-eu", "-c", script).redirectErrorStream(true);
        builder.environment().merge("PATH", programs.toString(), (path, first) -> first + ":" + path);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(SCRIPT_LIMIT.toSeconds(), TimeUnit.SECONDS), "the script does not end");
        assertEquals(0, process.exitValue(), script + said);
    }
}
