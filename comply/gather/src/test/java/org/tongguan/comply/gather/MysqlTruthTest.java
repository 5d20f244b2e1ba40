package org.tongguan.comply.gather;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
import org.junit.jupiter.api.io.TempDir;
import org.tongguan.comply.asset.Access;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.asset.Secret;
import org.tongguan.comply.check.ResultState;
import org.tongguan.comply.facts.ReadOnlyAccounts;
import org.tongguan.testkit.servers.MariadbServer;

class MysqlTruthTest {

    private static final String APP_PASSWORD = "R1de-Payment-x9";

    private static MariadbServer server;
    private static TruthRange range;
    private static Path password;

    @BeforeAll
    static void aSoundServer(@TempDir Path folder) throws Exception {
        assumeTrue(MariadbServer.installed(), "apt-get install " + MariadbServer.PACKAGE);
        var certificate = Certificate.selfSigned(folder, "mysql");
        password = Passwords.file(folder);
        Path keys = Files.writeString(folder.resolve("tls/keys"), "1;" + "0123456789abcdef".repeat(4) + "\n");
        Path exchange = Files.createDirectories(folder.resolve("exchange"));
        server = MariadbServer.start(
                folder.resolve("my"),
                false,
                List.of(
                        "ssl_cert = " + certificate.file(),
                        "ssl_key = " + certificate.key(),
                        "tls_version = TLSv1.2,TLSv1.3",
                        "plugin_load_add = server_audit",
                        "plugin_load_add = simple_password_check",
                        "plugin_load_add = auth_ed25519",
                        "plugin_load_add = file_key_management",
                        "loose_file_key_management_filename = " + keys,
                        "innodb_encrypt_tables = FORCE",
                        "innodb_encrypt_log = ON",
                        "server_audit_logging = ON",
                        "server_audit_events = CONNECT,QUERY_DDL,QUERY_DML,QUERY_DCL",
                        "server_audit_output_type = file",
                        "server_audit_file_path = " + folder.resolve("my/audit.log"),
                        "server_audit_file_rotations = 30",
                        "log_warnings = 2",
                        "log_bin = on",
                        "sync_binlog = 1",
                        "default_password_lifetime = 90",
                        "max_password_errors = 5",
                        "wait_timeout = 1800",
                        "interactive_timeout = 1800",
                        "local_infile = OFF",
                        "secure_file_priv = " + exchange));
        server.sql(ReadOnlyAccounts.mariadb()
                .replace(ReadOnlyAccounts.PASSWORD_PLACEHOLDER, Passwords.TEXT)
                .replace(ReadOnlyAccounts.HOST_PLACEHOLDER, "127.0.0.1"));
        server.sql("""
                CREATE DATABASE ride;
                CREATE USER 'app'@'10.20.0.5' IDENTIFIED VIA ed25519 USING PASSWORD('%s') REQUIRE X509;
                GRANT SELECT, INSERT, UPDATE ON ride.* TO 'app'@'10.20.0.5';
                """.formatted(APP_PASSWORD));
        range = new TruthRange(AssetType.MYSQL, server.port(), "", password);
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
        // our own account has MariaDB's default hash; the audit file stays on the host
        expected.put("mysql.auth.plugin", ResultState.PARTIAL);
        expected.put("mysql.audit.kept", ResultState.PARTIAL);
        expected.put("mysql.backup.replica", ResultState.FAIL);
        var seen = new TreeMap<>(range.states());
        // what the calendar and the installed package decide
        expected.remove("mysql.vuln.version");
        assertTrue(seen.remove("mysql.vuln.version").decided());
        assertEquals(expected, seen);
    }

    @TestFactory
    Stream<DynamicTest> eachBreakFlipsExactlyItsChecks() {
        String by = " IDENTIFIED BY '" + APP_PASSWORD + "'";
        return Stream.of(
                variable("no idle limit", "wait_timeout", "28800", "1800", "mysql.auth.idle-timeout"),
                variable("clients idle for a day", "interactive_timeout", "86400", "1800", "mysql.auth.idle-timeout"),
                variable("passwords for ever", "default_password_lifetime", "0", "90", "mysql.auth.password-expiry"),
                variable("guess as often as you like", "max_password_errors", "4294967295", "5", "mysql.auth.lockout"),
                variable(
                        "short passwords",
                        "simple_password_check_minimal_length",
                        "4",
                        "8",
                        "mysql.auth.password-policy"),
                variable("local files", "local_infile", "ON", "OFF", "mysql.minimal.local-infile"),
                variable(
                        "auditing off", "server_audit_logging", "OFF", "ON", "mysql.audit.enabled", "mysql.audit.kept"),
                variable(
                        "only logins audited",
                        "server_audit_events",
                        "'CONNECT'",
                        "'CONNECT,QUERY_DDL,QUERY_DML,QUERY_DCL'",
                        "mysql.audit.enabled"),
                variable("one user not audited", "server_audit_excl_users", "'dba'", "''", "mysql.audit.every-user"),
                variable("failures not logged", "log_warnings", "0", "2", "mysql.audit.failures"),
                variable("commits not flushed", "innodb_flush_log_at_trx_commit", "0", "1", "mysql.data.integrity"),
                variable("binlog without checksums", "binlog_checksum", "'NONE'", "'CRC32'", "mysql.data.integrity"),
                variable("tables in clear", "innodb_encrypt_tables", "'OFF'", "'FORCE'", "mysql.data.encryption"),
                variable("binlog not synced", "sync_binlog", "0", "1", "mysql.backup.binlog"),
                sql(
                        "an anonymous account",
                        "CREATE USER ''@'localhost'" + by,
                        "DROP USER ''@'localhost'",
                        "mysql.auth.anonymous"),
                sql(
                        "an empty password",
                        // no statement sets an empty password past simple_password_check, but an old dump may
                        // hold one
                        "UPDATE mysql.global_priv SET Priv = JSON_SET(Priv, '$.authentication_string', '')"
                                + " WHERE User = 'app'; FLUSH PRIVILEGES",
                        "SET PASSWORD FOR 'app'@'10.20.0.5' = PASSWORD('" + APP_PASSWORD + "')",
                        "mysql.auth.empty-password",
                        "mysql.auth.two-factor"),
                sql(
                        "a password that never expires",
                        "ALTER USER 'app'@'10.20.0.5' PASSWORD EXPIRE NEVER",
                        "ALTER USER 'app'@'10.20.0.5' PASSWORD EXPIRE DEFAULT",
                        "mysql.auth.password-expiry"),
                sql(
                        "root from anywhere",
                        "CREATE USER 'root'@'%' IDENTIFIED VIA ed25519 USING PASSWORD('" + APP_PASSWORD + "')"
                                + " REQUIRE X509",
                        "DROP USER 'root'@'%'",
                        "mysql.access.remote-admin",
                        "mysql.access.any-host"),
                sql(
                        "clear text on the wire",
                        "ALTER USER 'app'@'10.20.0.5' REQUIRE NONE",
                        "ALTER USER 'app'@'10.20.0.5' REQUIRE X509",
                        "mysql.net.tls-required",
                        "mysql.auth.two-factor"),
                sql(
                        "TLS without a client certificate",
                        "ALTER USER 'app'@'10.20.0.5' REQUIRE SSL",
                        "ALTER USER 'app'@'10.20.0.5' REQUIRE X509",
                        "mysql.auth.two-factor"),
                sql(
                        "a test account",
                        "CREATE USER 'test'@'localhost' IDENTIFIED VIA ed25519 USING PASSWORD('" + APP_PASSWORD + "')",
                        "DROP USER 'test'@'localhost'",
                        "mysql.access.default-accounts"),
                sql(
                        "an expired account",
                        "ALTER USER 'app'@'10.20.0.5' PASSWORD EXPIRE",
                        "SET PASSWORD FOR 'app'@'10.20.0.5' = PASSWORD('" + APP_PASSWORD + "')",
                        "mysql.access.stale-accounts"),
                sql("the test database", "CREATE DATABASE test", "DROP DATABASE test", "mysql.access.test-database"),
                sql(
                        "an application that reads everything",
                        "GRANT SELECT ON *.* TO 'app'@'10.20.0.5'",
                        "REVOKE SELECT ON *.* FROM 'app'@'10.20.0.5'",
                        "mysql.access.global-data"),
                sql(
                        "an application that makes accounts",
                        "GRANT CREATE USER ON *.* TO 'app'@'10.20.0.5'",
                        "REVOKE CREATE USER ON *.* FROM 'app'@'10.20.0.5'",
                        "mysql.access.admin-privileges"),
                sql(
                        "an application that reads files",
                        "GRANT FILE ON *.* TO 'app'@'10.20.0.5'",
                        "REVOKE FILE ON *.* FROM 'app'@'10.20.0.5'",
                        "mysql.access.file"),
                sql(
                        "an application that grants",
                        "GRANT SELECT ON ride.* TO 'app'@'10.20.0.5' WITH GRANT OPTION",
                        "REVOKE GRANT OPTION ON ride.* FROM 'app'@'10.20.0.5'",
                        "mysql.access.grant-option"),
                sql(
                        "an engine nobody needs",
                        "INSTALL SONAME 'ha_blackhole'",
                        "UNINSTALL SONAME 'ha_blackhole'",
                        "mysql.minimal.plugins"));
    }

    @Test
    void theSessionCannotWriteEvenWhereTheAccountMay() throws Exception {
        server.sql("CREATE TABLE ride.writable (id int); GRANT INSERT ON ride.writable TO 'tongguan'@'127.0.0.1'");
        try {
            var properties = SqlDialect.MYSQL.properties(
                    new Access.Database("127.0.0.1", server.port(), "", "tongguan", new Secret.None(), false), 5);
            properties.setProperty("user", "tongguan");
            properties.setProperty("password", Passwords.TEXT);
            try (var connection =
                            DriverManager.getConnection("jdbc:mariadb://127.0.0.1:" + server.port() + "/", properties);
                    var statement = connection.createStatement()) {
                SqlDialect.MYSQL.forbidWriting(statement);
                var refused = assertThrows(
                        SQLException.class, () -> statement.execute("INSERT INTO ride.writable VALUES (1)"));
                assertEquals(1792, refused.getErrorCode());
            }
        } finally {
            server.sql("REVOKE INSERT ON ride.writable FROM 'tongguan'@'127.0.0.1'; DROP TABLE ride.writable");
        }
    }

    @Test
    void noPasswordAndNoHashReachesTheEvidence() throws Exception {
        for (var one : range.gathered().values()) {
            String text = new String(one.bytes(), StandardCharsets.UTF_8);
            assertFalse(text.contains(Passwords.TEXT) || text.matches("(?s).*\\*[0-9A-F]{40}.*"), one.collector());
        }
    }

    @Test
    void anAccountWithoutRightsLeavesThingsUnknownAndNothingMet() throws Exception {
        server.sql("CREATE USER 'nobody1'@'127.0.0.1' IDENTIFIED BY 'Tg-Nobody-2026x'");
        try (var file = Passwords.temporary("Tg-Nobody-2026x")) {
            var asset =
                    TruthRange.asset(AssetType.MYSQL, server.port(), "", "nobody1", new Secret.FromFile(file.path()));
            var states = range.states(TruthRange.gather(asset, Duration.ofSeconds(20)));
            for (String id : List.of(
                    "mysql.auth.anonymous",
                    "mysql.auth.empty-password",
                    "mysql.access.file",
                    "mysql.access.remote-admin",
                    "mysql.access.default-accounts",
                    "mysql.net.tls-required")) {
                assertEquals(ResultState.UNKNOWN, states.get(id), id);
            }
        } finally {
            server.sql("DROP USER 'nobody1'@'127.0.0.1'");
        }
    }

    @Test
    void aWrongPasswordIsSaidToBeOne() throws Exception {
        try (var wrong = Passwords.temporary("not-the-password")) {
            var asset =
                    TruthRange.asset(AssetType.MYSQL, server.port(), "", "tongguan", new Secret.FromFile(wrong.path()));
            var refused = assertThrows(Unreachable.class, () -> TruthRange.gather(asset, Duration.ofSeconds(10)));
            assertTrue(String.valueOf(refused.getMessage()).startsWith("wrong user or password for tongguan"));
            assertFalse(String.valueOf(refused.getCause()).contains("not-the-password"));
        }
    }

    private static DynamicTest variable(String broken, String name, String bad, String good, String... expected) {
        return sql(broken, "SET GLOBAL " + name + " = " + bad, "SET GLOBAL " + name + " = " + good, expected);
    }

    private static DynamicTest sql(String broken, String breaking, String restoring, String... expected) {
        return range.flips(broken, () -> server.sql(breaking), () -> server.sql(restoring), expected);
    }
}
