package org.tongguan.comply.gather;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.asset.Secret;
import org.tongguan.comply.check.ResultState;
import org.tongguan.comply.facts.ReadOnlyAccounts;
import org.tongguan.testkit.servers.PostgresqlServer;

class PostgresqlTruthTest {

    private static final String[] HBA = {
        "host all postgres all reject",
        "host all tongguan 127.0.0.1/32 scram-sha-256",
        "hostssl app app 10.20.0.0/24 scram-sha-256 clientcert=verify-full"
    };

    private static PostgresqlServer server;
    private static TruthRange range;
    private static Path password;

    @BeforeAll
    static void aSoundServer(@TempDir Path folder) throws Exception {
        assumeTrue(PostgresqlServer.installed(), "apt-get install " + PostgresqlServer.PACKAGE);
        var certificate = Certificate.selfSigned(folder, "postgres");
        password = Passwords.file(folder);
        server = PostgresqlServer.start(
                folder.resolve("pg"),
                true,
                List.of(
                        "ssl = on",
                        "ssl_cert_file = '" + certificate.file() + "'",
                        "ssl_key_file = '" + certificate.key() + "'",
                        "ssl_ca_file = '" + certificate.file() + "'",
                        "shared_preload_libraries = 'auth_delay, passwordcheck'",
                        "auth_delay.milliseconds = 50",
                        "idle_session_timeout = '30min'",
                        "log_connections = on",
                        "log_disconnections = on",
                        "log_statement = 'mod'",
                        "log_line_prefix = '%m [%p] %u@%d %h '",
                        "logging_collector = on",
                        "log_truncate_on_rotation = off",
                        "archive_mode = on",
                        "archive_command = '/bin/true'"),
                List.of(HBA));
        server.sql(ReadOnlyAccounts.postgresql().replace(ReadOnlyAccounts.PASSWORD_PLACEHOLDER, Passwords.TEXT));
        server.sql("""
                CREATE ROLE app LOGIN PASSWORD 'R1de-Payment-x9' VALID UNTIL 'tomorrow';
                REVOKE ALL ON DATABASE postgres FROM PUBLIC;
                """);
        range = new TruthRange(AssetType.POSTGRESQL, server.port(), "postgres", password);
        range.remember();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void theSoundServerIsJudgedAsItIs() throws Exception {
        var expected = new TreeMap<String, ResultState>();
        range.checkIds().forEach(id -> expected.put(id, ResultState.PASS));
        expected.put("postgresql.access.labels", ResultState.FAIL);
        expected.put("postgresql.auth.lockout", ResultState.PARTIAL);
        expected.put("postgresql.auth.password-policy", ResultState.PARTIAL);
        expected.put("postgresql.backup.replica", ResultState.FAIL);
        var seen = new TreeMap<>(range.states());
        // what the calendar and the installed package decide
        expected.remove("postgresql.vuln.version");
        assertTrue(seen.remove("postgresql.vuln.version").decided());
        assertEquals(expected, seen);
    }

    @TestFactory
    Stream<DynamicTest> eachBreakFlipsExactlyItsChecks() {
        String newRole = "VALID UNTIL 'tomorrow'";
        return Stream.of(
                setting("TLS off", "ssl = off", "postgresql.net.tls"),
                setting("TLS 1.0 allowed", "ssl_min_protocol_version = 'TLSv1'", "postgresql.net.tls"),
                setting("MD5 for new passwords", "password_encryption = 'md5'", "postgresql.auth.password-encryption"),
                setting("no idle limit", "idle_session_timeout = 0", "postgresql.auth.idle-timeout"),
                setting("logins not logged", "log_connections = off", "postgresql.audit.sessions"),
                setting("statements not logged", "log_statement = 'none'", "postgresql.audit.statements"),
                setting("no user in the log", "log_line_prefix = '%m '", "postgresql.audit.fields"),
                setting("log open to all", "log_file_mode = '0644'", "postgresql.audit.file-mode"),
                setting("fsync off", "fsync = off", "postgresql.data.checksums"),
                setting("archiving nowhere", "archive_command = ''", "postgresql.backup.archive"),
                setting("no delay after failures", "auth_delay.milliseconds = 0", "postgresql.auth.lockout"),
                range.flips(
                        "weekly log files overwritten",
                        () -> {
                            server.sql("ALTER SYSTEM SET log_truncate_on_rotation = on;"
                                    + "\nALTER SYSTEM SET log_filename = 'postgresql-%a.log';");
                            server.reload();
                        },
                        () -> {
                            server.sql("ALTER SYSTEM RESET ALL");
                            server.reload();
                        },
                        "postgresql.audit.overwrite"),
                sql(
                        "an MD5 hash is kept",
                        "SET password_encryption = 'md5'; CREATE ROLE legacy LOGIN PASSWORD 'R1de-Pay-md5x' " + newRole,
                        "DROP ROLE legacy",
                        "postgresql.auth.stored-hash"),
                sql(
                        "a password without end",
                        "ALTER ROLE app VALID UNTIL 'infinity'",
                        "ALTER ROLE app VALID UNTIL 'tomorrow'",
                        "postgresql.auth.password-expiry"),
                sql(
                        "an expired account",
                        "ALTER ROLE app VALID UNTIL '2020-01-01'",
                        "ALTER ROLE app VALID UNTIL 'tomorrow'",
                        "postgresql.access.stale-accounts"),
                sql(
                        "a second superuser",
                        "CREATE ROLE dba SUPERUSER LOGIN",
                        "DROP ROLE dba",
                        "postgresql.access.superusers"),
                sql(
                        "an application that may turn superuser",
                        "GRANT postgres TO app",
                        "REVOKE postgres FROM app",
                        "postgresql.access.superusers"),
                sql(
                        "an account let off the idle limit",
                        "ALTER ROLE app SET idle_session_timeout = 0",
                        "ALTER ROLE app RESET idle_session_timeout",
                        "postgresql.auth.idle-timeout"),
                setting(
                        "a log that swallows what it should keep",
                        "log_min_messages = 'panic'",
                        "postgresql.audit.sessions",
                        "postgresql.audit.statements"),
                sql("a test account", "CREATE ROLE test LOGIN", "DROP ROLE test", "postgresql.access.default-accounts"),
                sql(
                        "an application that makes roles and databases",
                        "ALTER ROLE app CREATEROLE CREATEDB",
                        "ALTER ROLE app NOCREATEROLE NOCREATEDB",
                        "postgresql.access.role-attributes"),
                sql(
                        "programs on the server",
                        "GRANT pg_execute_server_program TO app",
                        "REVOKE pg_execute_server_program FROM app",
                        "postgresql.access.server-programs"),
                sql(
                        "an open schema",
                        "GRANT CREATE ON SCHEMA public TO PUBLIC",
                        "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
                        "postgresql.access.public-schema"),
                sql(
                        "an open table",
                        "CREATE TABLE passenger (id int); GRANT SELECT ON passenger TO PUBLIC",
                        "DROP TABLE passenger",
                        "postgresql.access.public-tables"),
                sql(
                        "an open database",
                        "GRANT CONNECT ON DATABASE postgres TO PUBLIC",
                        "REVOKE CONNECT ON DATABASE postgres FROM PUBLIC",
                        "postgresql.access.public-connect"),
                sql(
                        "a superuser's function for everyone",
                        "CREATE FUNCTION up() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
                        "DROP FUNCTION up()",
                        "postgresql.access.definer-functions"),
                sql(
                        "an account exempt from auditing",
                        "ALTER ROLE app SET log_statement = 'none'",
                        "ALTER ROLE app RESET log_statement",
                        "postgresql.audit.overrides"),
                sql(
                        "a risky extension",
                        "CREATE EXTENSION file_fdw",
                        "DROP EXTENSION file_fdw",
                        "postgresql.minimal.extensions"),
                hba(
                        "trust for the world",
                        new String[] {HBA[0], HBA[1], HBA[2], "host all all 0.0.0.0/0 trust"},
                        "postgresql.auth.trust",
                        "postgresql.access.any-address",
                        "postgresql.net.tls-required",
                        "postgresql.auth.two-factor"),
                hba(
                        "MD5 without a certificate",
                        new String[] {HBA[0], HBA[1], HBA[2], "hostssl app app 10.30.0.0/16 md5"},
                        "postgresql.auth.weak-method",
                        "postgresql.auth.two-factor"),
                hba(
                        "a remote superuser",
                        new String[] {HBA[1], "hostssl all all 10.20.0.0/24 scram-sha-256 clientcert=verify-full"},
                        "postgresql.access.remote-superuser"),
                hba(
                        "clear text on the wire",
                        new String[] {HBA[0], HBA[1], "host app app 10.20.0.0/24 scram-sha-256"},
                        "postgresql.net.tls-required",
                        "postgresql.auth.two-factor"));
    }

    @Test
    void everyDatabaseIsLookedAtAndAHiddenOneLeavesThingsUnknown() throws Exception {
        server.sql("CREATE DATABASE ride");
        try {
            server.sql("REVOKE ALL ON DATABASE ride FROM PUBLIC; GRANT CONNECT ON DATABASE ride TO tongguan");
            assertEquals(ResultState.PASS, range.states().get("postgresql.access.public-schema"));
            server.sql("\\c ride\nGRANT CREATE ON SCHEMA public TO PUBLIC;\nCREATE EXTENSION file_fdw;"
                    + "\nCREATE TABLE passenger (id int);\nGRANT SELECT ON passenger TO PUBLIC;");
            var states = range.states();
            assertEquals(ResultState.FAIL, states.get("postgresql.access.public-schema"));
            assertEquals(ResultState.FAIL, states.get("postgresql.access.public-tables"));
            assertEquals(ResultState.FAIL, states.get("postgresql.minimal.extensions"));
            server.sql("REVOKE CONNECT ON DATABASE ride FROM tongguan");
            states = range.states();
            assertEquals(ResultState.UNKNOWN, states.get("postgresql.access.public-schema"));
            assertEquals(ResultState.UNKNOWN, states.get("postgresql.minimal.extensions"));
            assertEquals(ResultState.PASS, states.get("postgresql.net.tls"));
        } finally {
            server.sql("DROP DATABASE ride");
        }
    }

    @Test
    void theSessionCannotWriteEvenWhereTheAccountMay() throws Exception {
        server.sql("CREATE TABLE IF NOT EXISTS writable (id int); GRANT INSERT ON writable TO tongguan");
        try {
            var properties = SqlDialect.POSTGRESQL.properties(
                    new org.tongguan.comply.asset.Access.Database(
                            "127.0.0.1", server.port(), "postgres", "tongguan", new Secret.None(), false),
                    5);
            properties.setProperty("user", "tongguan");
            properties.setProperty("password", Passwords.TEXT);
            try (var connection = DriverManager.getConnection(
                            "jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres", properties);
                    var statement = connection.createStatement()) {
                connection.setReadOnly(true);
                SqlDialect.POSTGRESQL.forbidWriting(statement);
                var refused =
                        assertThrows(SQLException.class, () -> statement.execute("INSERT INTO writable VALUES (1)"));
                assertEquals("25006", refused.getSQLState());
            }
        } finally {
            server.sql("DROP TABLE writable");
        }
    }

    @Test
    void noPasswordAndNoHashReachesTheEvidence() throws Exception {
        for (var one : range.gathered().values()) {
            String text = new String(one.bytes(), StandardCharsets.UTF_8);
            assertFalse(text.contains("SCRAM-SHA-256$") || text.contains(Passwords.TEXT), one.collector());
        }
    }

    @Test
    void anAccountWithoutRightsLeavesThingsUnknownAndNothingMet() throws Exception {
        server.sql("CREATE ROLE nobody1 LOGIN PASSWORD 'Tg-Nobody-2026x' VALID UNTIL 'tomorrow';"
                + "\nGRANT CONNECT ON DATABASE postgres TO nobody1;");
        server.hba(HBA[0], HBA[1], HBA[2], "host all nobody1 127.0.0.1/32 scram-sha-256");
        try (var file = Passwords.temporary("Tg-Nobody-2026x")) {
            var asset = TruthRange.asset(
                    AssetType.POSTGRESQL, server.port(), "postgres", "nobody1", new Secret.FromFile(file.path()));
            var states = range.states(TruthRange.gather(asset, Duration.ofSeconds(20)));
            for (String id : List.of(
                    "postgresql.auth.trust",
                    "postgresql.auth.stored-hash",
                    "postgresql.auth.password-policy",
                    "postgresql.access.remote-superuser",
                    "postgresql.net.tls-required")) {
                assertEquals(ResultState.UNKNOWN, states.get(id), id);
            }
        } finally {
            server.hba(HBA);
            server.sql("REVOKE ALL ON DATABASE postgres FROM nobody1; DROP ROLE nobody1;");
        }
    }

    @Test
    void aWrongPasswordIsToldFromAMissingDatabase() throws Exception {
        try (var wrong = Passwords.temporary("not-the-password")) {
            var asset = TruthRange.asset(
                    AssetType.POSTGRESQL, server.port(), "postgres", "tongguan", new Secret.FromFile(wrong.path()));
            var refused = assertThrows(Unreachable.class, () -> TruthRange.gather(asset, Duration.ofSeconds(10)));
            assertEquals("wrong user or password for tongguan at 127.0.0.1:" + server.port(), refused.getMessage());
            assertFalse(String.valueOf(refused.getCause()).contains("not-the-password"));
        }
        var asset = TruthRange.asset(
                AssetType.POSTGRESQL, server.port(), "nowhere", "tongguan", new Secret.FromFile(password));
        var refused = assertThrows(Unreachable.class, () -> TruthRange.gather(asset, Duration.ofSeconds(10)));
        assertTrue(String.valueOf(refused.getMessage()).startsWith("there is no database 'nowhere'"));
    }

    private static DynamicTest setting(String broken, String assignment, String... expected) {
        String name = assignment.substring(0, assignment.indexOf(' '));
        return range.flips(
                broken,
                () -> {
                    server.sql("ALTER SYSTEM SET " + assignment);
                    server.reload();
                },
                () -> {
                    server.sql("ALTER SYSTEM RESET " + name);
                    server.reload();
                },
                expected);
    }

    private static DynamicTest sql(String broken, String breaking, String restoring, String... expected) {
        Executable restore = () -> server.sql(restoring);
        return range.flips(broken, () -> server.sql(breaking), restore, expected);
    }

    private static DynamicTest hba(String broken, String[] lines, String... expected) {
        return range.flips(broken, () -> server.hba(lines), () -> server.hba(HBA), expected);
    }
}
