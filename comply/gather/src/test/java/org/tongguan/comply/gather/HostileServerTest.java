package org.tongguan.comply.gather;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.asset.Secret;
import org.tongguan.comply.facts.Gathered;
import org.tongguan.comply.facts.Outcome;

/// What listens on the port may be anything. Whatever it does, the gatherer ends within its limit and nothing
/// came.
@Timeout(30)
class HostileServerTest {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    private interface Behaviour {
        void answer(OutputStream out) throws IOException, InterruptedException;
    }

    /// Accepts connections on loopback and behaves badly on each.
    private record Hostile(ServerSocket socket) implements AutoCloseable {

        static Hostile that(Behaviour behaviour) throws IOException {
            var socket = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(() -> {
                while (!socket.isClosed()) {
                    try {
                        var peer = socket.accept();
                        Thread.ofVirtual().start(() -> {
                            try (peer) {
                                behaviour.answer(peer.getOutputStream());
                            } catch (IOException | InterruptedException e) {
                                // the client has gone, as it should
                                Thread.currentThread().interrupt();
                            }
                        });
                    } catch (IOException e) {
                        return;
                    }
                }
            });
            return new Hostile(socket);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static void nothingComesFrom(AssetType type, Behaviour behaviour) throws Exception {
        try (var gatherers = new Gatherers();
                var hostile = Hostile.that(behaviour);
                var password = Passwords.temporary(Passwords.TEXT)) {
            var asset = TruthRange.asset(
                    type, hostile.socket().getLocalPort(), "db", "tongguan", new Secret.FromFile(password.path()));
            var gathered = new ArrayList<Gathered>();
            long start = System.nanoTime();
            var lost = assertThrows(
                    Unreachable.class,
                    () -> gatherers
                            .of(asset)
                            .orElseThrow()
                            .gather(asset, org.tongguan.comply.facts.Collectors.of(type), LIMIT, gathered::add));
            long seconds = (System.nanoTime() - start) / 1_000_000_000;
            assertTrue(seconds < 15, "took " + seconds + " s");
            assertFalse(String.valueOf(lost.getMessage()).isBlank());
            assertFalse(String.valueOf(lost.getMessage()).contains(Passwords.TEXT));
            assertEquals(
                    List.of(),
                    gathered.stream()
                            .filter(one -> one.outcome() == Outcome.CAME)
                            .toList());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MYSQL", "REDIS"})
    void garbageIsRefused(AssetType type) throws Exception {
        byte[] garbage = new byte[4096];
        new Random(7).nextBytes(garbage);
        nothingComesFrom(type, out -> out.write(garbage));
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MYSQL", "REDIS"})
    void aWebServerIsRefused(AssetType type) throws Exception {
        nothingComesFrom(
                type,
                out -> out.write(
                        "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MYSQL", "REDIS"})
    void silenceIsGivenUpOn(AssetType type) throws Exception {
        nothingComesFrom(type, out -> Thread.sleep(60_000));
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MYSQL", "REDIS"})
    void endlessDataIsGivenUpOn(AssetType type) throws Exception {
        byte[] much = "N".repeat(65536).getBytes(StandardCharsets.US_ASCII);
        nothingComesFrom(type, out -> {
            while (true) {
                out.write(much);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MYSQL", "REDIS"})
    void aTrickleIsGivenUpOn(AssetType type) throws Exception {
        nothingComesFrom(type, out -> {
            while (true) {
                out.write('+');
                out.flush();
                Thread.sleep(200);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MYSQL", "REDIS"})
    void aClosedPortIsNamed(AssetType type) throws Exception {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var asset = TruthRange.asset(type, port, "db", "tongguan", new Secret.None());
        var lost = assertThrows(Unreachable.class, () -> TruthRange.gather(asset, LIMIT));
        assertEquals(
                "nothing listens at 127.0.0.1:" + port + " (connection refused), or a firewall drops it",
                lost.getMessage());
    }

    @Test
    void redisLengthsAreCheckedBeforeTheyAreBelieved() throws Exception {
        nothingComesFrom(
                AssetType.REDIS,
                out -> out.write("+OK\r\n+PONG\r\n$2000000000\r\nx".getBytes(StandardCharsets.US_ASCII)));
        nothingComesFrom(
                AssetType.REDIS,
                out -> out.write("+OK\r\n+PONG\r\n*2000000000\r\n".getBytes(StandardCharsets.US_ASCII)));
        nothingComesFrom(
                AssetType.REDIS,
                out -> out.write(("+OK\r\n+PONG\r\n" + "*1\r\n".repeat(5000)).getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void redisErrorsAreToldApart() throws Exception {
        String answers = "+OK\r\n+PONG\r\n-NOPERM no permissions\r\n-ERR unknown command 'CONFIG'\r\n"
                + "-ERR something broke\r\n-LOADING wait\r\n*0\r\n$-1\r\n";
        try (var hostile = Hostile.that(out -> {
                    out.write(answers.getBytes(StandardCharsets.US_ASCII));
                    Thread.sleep(3000);
                });
                var password = Passwords.temporary(Passwords.TEXT)) {
            var asset = TruthRange.asset(
                    AssetType.REDIS, hostile.socket().getLocalPort(), "", "", new Secret.FromFile(password.path()));
            var gathered = TruthRange.gather(asset, LIMIT);
            assertEquals(Outcome.DENIED, gathered.get("redis_info").outcome());
            assertEquals(Outcome.ABSENT, gathered.get("redis_config").outcome());
            assertEquals(Outcome.FAILED, gathered.get("redis_accounts").outcome());
            assertEquals(Outcome.FAILED, gathered.get("redis_modules").outcome());
        }
    }

    @Test
    void aPasswordOthersCanReadIsRefused(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("pw"), "secret\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        var refused = assertThrows(Unreachable.class, () -> Secrets.password(new Secret.FromFile(file)));
        assertEquals(
                "the password file pw can be read or changed by others than its owner: run chmod 600 on it",
                refused.getMessage());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertEquals(
                "secret", new String(Secrets.password(new Secret.FromFile(file)).orElseThrow()));
    }

    @Test
    void aMissingVariableIsNamed() {
        var refused =
                assertThrows(Unreachable.class, () -> Secrets.password(new Secret.FromEnvironment("TONGGUAN_NOT_SET")));
        assertTrue(String.valueOf(refused.getMessage()).contains("TONGGUAN_NOT_SET is not set"));
    }
}
