package org.tongguan.comply.gather;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.tongguan.comply.asset.Access;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.asset.Secret;
import org.tongguan.comply.check.ResultState;
import org.tongguan.comply.facts.Outcome;
import org.tongguan.comply.facts.ReadOnlyAccounts;
import org.tongguan.testkit.servers.RedisServer;

class RedisTruthTest {

    private static final String ADMIN_PASSWORD = "R1de-Admin-x9";

    private static RedisServer server;
    private static TruthRange range;
    private static Path password;

    @BeforeAll
    static void aSoundServer(@TempDir Path folder) throws Exception {
        assumeTrue(RedisServer.installed(), "apt-get install " + RedisServer.PACKAGE);
        var certificate = Certificate.selfSigned(folder, "redis");
        password = Passwords.file(folder);
        server = RedisServer.start(
                folder.resolve("re"),
                List.of(
                        "user default off",
                        "user admin on >" + ADMIN_PASSWORD + " ~* &* +@all",
                        "user app on >R1de-Payment-x9 ~app:* &app:* -@all +@read +@write -@dangerous",
                        "timeout 600",
                        "protected-mode yes",
                        "logfile redis.log",
                        "appendonly yes",
                        "tls-cert-file " + certificate.file(),
                        "tls-key-file " + certificate.key(),
                        "tls-ca-cert-file " + certificate.file()));
        var line = new ArrayList<>(List.of(ReadOnlyAccounts.redis()
                .strip()
                .replace(ReadOnlyAccounts.PASSWORD_PLACEHOLDER, Passwords.TEXT)
                .split(" ")));
        admin(line.toArray(String[]::new));
        range = new TruthRange(AssetType.REDIS, server.port(), "", password);
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
        expected.put("redis.auth.two-factor", ResultState.FAIL);
        expected.put("redis.net.tls", ResultState.PARTIAL);
        expected.put("redis.net.tls-protocols", ResultState.NOT_APPLICABLE);
        expected.put("redis.net.replication-tls", ResultState.NOT_APPLICABLE);
        expected.put("redis.backup.replica", ResultState.FAIL);
        var seen = new TreeMap<>(range.states());
        // what the calendar and the installed package decide; 7.0 is only patched by distributions, so it stays
        // open
        expected.remove("redis.vuln.version");
        seen.remove("redis.vuln.version");
        assertEquals(expected, seen);
    }

    @TestFactory
    Stream<DynamicTest> eachBreakFlipsExactlyItsChecks() {
        int tlsPort = freePort();
        return Stream.of(
                setting("no idle limit", "timeout", "0", "600", "redis.auth.idle-timeout"),
                setting("idle for a day", "timeout", "86400", "600", "redis.auth.idle-timeout"),
                setting("protected mode off", "protected-mode", "no", "yes", "redis.net.protected-mode"),
                setting("failures forgotten", "acllog-max-len", "0", "128", "redis.audit.acl-log"),
                setting("hardly any log", "loglevel", "warning", "notice", "redis.audit.acl-log"),
                range.flips(
                        "nothing kept on disk",
                        () -> {
                            admin("CONFIG", "SET", "save", "");
                            admin("CONFIG", "SET", "appendonly", "no");
                        },
                        () -> {
                            admin("CONFIG", "SET", "save", "3600 1 300 100 60 10000");
                            admin("CONFIG", "SET", "appendonly", "yes");
                        },
                        "redis.backup.persistence"),
                range.flips(
                        "old TLS versions",
                        () -> {
                            admin("CONFIG", "SET", "tls-port", String.valueOf(tlsPort));
                            admin("CONFIG", "SET", "tls-protocols", "TLSv1 TLSv1.2");
                        },
                        () -> {
                            admin("CONFIG", "SET", "tls-protocols", "");
                            admin("CONFIG", "SET", "tls-port", "0");
                        },
                        "redis.net.tls-protocols"),
                range.flips(
                        "the default user let in without a password",
                        () -> admin("ACL", "SETUSER", "default", "on", "nopass"),
                        () -> admin("ACL", "SETUSER", "default", "reset", "sanitize-payload"),
                        "redis.auth.default-password",
                        "redis.access.default-user"),
                range.flips(
                        "the default user as it is delivered, but with a password",
                        () -> admin("ACL", "SETUSER", "default", "on", ">R1de-Default-x9", "allkeys", "+@all"),
                        () -> admin("ACL", "SETUSER", "default", "reset"),
                        "redis.access.default-user",
                        "redis.access.key-scope",
                        "redis.access.least-privilege",
                        "redis.access.dangerous-commands"),
                account("a user without a password", "job", "on nopass ~job:* +@read", "redis.auth.user-passwords"),
                account(
                        "an application that may do all",
                        "job",
                        "on >R1de-Job-x9 ~job:* +@all",
                        "redis.access.least-privilege",
                        "redis.access.dangerous-commands"),
                account(
                        "an application with every key",
                        "job",
                        "on >R1de-Job-x9 ~* +@read -@dangerous",
                        "redis.access.key-scope"),
                account(
                        "an application that may flush",
                        "job",
                        "on >R1de-Job-x9 ~job:* +get +flushall",
                        "redis.access.dangerous-commands"),
                range.flips(
                        "no user for the application",
                        () -> {
                            admin("ACL", "SETUSER", "app", "off");
                            admin("ACL", "SETUSER", "admin", "on");
                        },
                        () -> admin("ACL", "SETUSER", "app", "on")),
                setting("a password in clear", "requirepass", "R1de-Clear-x9", "", "redis.auth.plain-password"));
    }

    @Test
    void noPasswordAndNoHashReachesTheEvidence() throws Exception {
        admin("CONFIG", "SET", "masterauth", "R1de-Master-x9");
        try {
            for (var one : range.gathered().values()) {
                String text = new String(one.bytes(), StandardCharsets.UTF_8);
                assertFalse(
                        text.contains("R1de-")
                                || text.contains(Passwords.TEXT)
                                || text.matches("(?s).*#[0-9a-f]{64}.*"),
                        one.collector());
            }
        } finally {
            admin("CONFIG", "SET", "masterauth", "");
        }
    }

    @Test
    void anAccountWithoutRightsLeavesThingsUnknownAndNothingMet() throws Exception {
        try (var file = Passwords.temporary("R1de-Payment-x9")) {
            var asset = TruthRange.asset(AssetType.REDIS, server.port(), "", "app", new Secret.FromFile(file.path()));
            var gathered = TruthRange.gather(asset, Duration.ofSeconds(10));
            assertEquals(Outcome.DENIED, gathered.get("redis_config").outcome());
            range.states(gathered)
                    .forEach((id, state) -> assertTrue(
                            state == ResultState.UNKNOWN || id.equals("redis.minimal.modules"), id + " is " + state));
        }
    }

    @Test
    void aWrongPasswordIsToldFromAMissingOne() throws Exception {
        try (var wrong = Passwords.temporary("not-the-password")) {
            var asset =
                    TruthRange.asset(AssetType.REDIS, server.port(), "", "tongguan", new Secret.FromFile(wrong.path()));
            var refused = assertThrows(Unreachable.class, () -> TruthRange.gather(asset, Duration.ofSeconds(10)));
            assertEquals("wrong user or password for tongguan at 127.0.0.1:" + server.port(), refused.getMessage());
        }
        var asset = TruthRange.asset(AssetType.REDIS, server.port(), "", "", new Secret.None());
        var refused = assertThrows(Unreachable.class, () -> TruthRange.gather(asset, Duration.ofSeconds(10)));
        assertTrue(String.valueOf(refused.getMessage()).contains("asks for a password"));
    }

    @Test
    void anEncryptedPortIsReadTheSameWay() throws Exception {
        int port = freePort();
        admin("CONFIG", "SET", "tls-auth-clients", "no");
        admin("CONFIG", "SET", "tls-port", String.valueOf(port));
        try {
            var access = new Access.Database("127.0.0.1", port, "", "tongguan", new Secret.FromFile(password), true);
            var asset = new Asset("db", AssetType.REDIS, "db", "", 2, false, access, Optional.empty(), Map.of());
            assertEquals(
                    Outcome.CAME,
                    TruthRange.gather(asset, Duration.ofSeconds(10))
                            .get("redis_info")
                            .outcome());
        } finally {
            admin("CONFIG", "SET", "tls-port", "0");
            admin("CONFIG", "SET", "tls-auth-clients", "yes");
        }
    }

    private static DynamicTest setting(String broken, String name, String bad, String good, String... expected) {
        return range.flips(
                broken, () -> admin("CONFIG", "SET", name, bad), () -> admin("CONFIG", "SET", name, good), expected);
    }

    private static DynamicTest account(String broken, String user, String rules, String... expected) {
        var words = new ArrayList<>(List.of("ACL", "SETUSER", user));
        words.addAll(List.of(rules.split(" ")));
        return range.flips(
                broken, () -> admin(words.toArray(String[]::new)), () -> admin("ACL", "DELUSER", user), expected);
    }

    private static void admin(String... words) {
        server.command("admin", ADMIN_PASSWORD, words);
    }

    private static int freePort() {
        try (var socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
