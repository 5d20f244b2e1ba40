package org.tongguan.comply.gather;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.tongguan.comply.asset.Access;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.facts.Collectors;
import org.tongguan.comply.facts.Gathered;
import org.tongguan.comply.facts.Json;
import org.tongguan.comply.facts.Outcome;
import org.tongguan.testkit.servers.EndpointCertificate;
import org.tongguan.testkit.servers.EndpointCertificate.Kind;
import org.tongguan.testkit.servers.TlsEndpoint;
import org.tongguan.testkit.servers.WeakWebApp;

/// The probes hold their limits against peers that mean no good, and see what is rare.
class EndpointProbeTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration IMPATIENCE = Duration.ofSeconds(2);
    private static final long HOSTILE_MILLIS_MAX = 6_000;
    private static final byte[] HTTP = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>".getBytes(US_ASCII);

    private static Gathered tls(int port) throws Unreachable, InterruptedException {
        return tls(port, PATIENCE);
    }

    private static Gathered tls(int port, Duration limit) throws Unreachable, InterruptedException {
        var access = new Access.Tls("127.0.0.1", port, Optional.of("pay.example.test"));
        return gathered(AssetType.TLS, access, new TlsProbe(), limit);
    }

    private static Gathered web(URI address) throws Unreachable, InterruptedException {
        return web(address, PATIENCE);
    }

    private static Gathered web(URI address, Duration limit) throws Unreachable, InterruptedException {
        return gathered(AssetType.WEB, new Access.Web(address), new WebProbe(), limit);
    }

    private static Gathered gathered(AssetType type, Access access, Gatherer gatherer, Duration limit)
            throws Unreachable, InterruptedException {
        var asset = new Asset("endpoint", type, "endpoint", "", 2, true, access, Optional.empty(), Map.of());
        var came = new ArrayList<Gathered>();
        gatherer.gather(asset, Collectors.of(type), limit, came::add);
        assertEquals(1, came.size());
        return came.getFirst();
    }

    private static Map<String, Object> members(Gathered gathered) throws Exception {
        assertEquals(Outcome.CAME, gathered.outcome(), gathered.message());
        return Json.parseMap(new String(gathered.bytes(), java.nio.charset.StandardCharsets.UTF_8));
    }

    @TestFactory
    Stream<DynamicTest> aHostileTlsPeerIsFailedWithinTheLimit() {
        return Stream.of(
                hostileTls("silent", HostilePeer::silent),
                hostileTls("hangs up", HostilePeer::hangingUp),
                hostileTls("speaks HTTP", () -> HostilePeer.saying(HTTP)),
                hostileTls("garbage", () -> HostilePeer.saying(new byte[5000])),
                hostileTls("announces a huge record", () -> HostilePeer.saying(bytes(22, 3, 3, 0xFF, 0xFF))),
                hostileTls(
                        "announces a huge message",
                        () -> HostilePeer.saying(bytes(22, 3, 3, 0, 4, 2, 0xFF, 0xFF, 0xFF))),
                hostileTls("torn ServerHello", () -> HostilePeer.saying(bytes(22, 3, 3, 0, 6, 2, 0, 0, 2, 3, 3))),
                hostileTls("endless records", () -> HostilePeer.endless(new byte[0], bytes(22, 3, 3, 0, 2, 0, 0))),
                hostileTls("endless warnings", () -> HostilePeer.endless(new byte[0], bytes(21, 3, 3, 0, 2, 1, 112))),
                hostileTls("drips", () -> HostilePeer.dripping(serverHello(0x0303, 0xC02F))),
                hostileTls("chooses what was not offered", () -> HostilePeer.saying(serverHello(0x0303, 0xFEFE))));
    }

    private static DynamicTest hostileTls(String name, java.util.function.Supplier<HostilePeer> peer) {
        return DynamicTest.dynamicTest(name, () -> {
            long start = System.nanoTime();
            try (var started = peer.get()) {
                var gathered = tls(started.port(), IMPATIENCE);
                assertEquals(Outcome.FAILED, gathered.outcome(), new String(gathered.bytes(), US_ASCII));
                assertEquals(0, gathered.bytes().length);
            }
            assertTrue((System.nanoTime() - start) / 1_000_000 < HOSTILE_MILLIS_MAX);
        });
    }

    @TestFactory
    Stream<DynamicTest> aHostileWebPeerIsFailedWithinTheLimit() {
        return Stream.of(
                hostileWeb("silent", HostilePeer::silent),
                hostileWeb("hangs up", HostilePeer::hangingUp),
                hostileWeb("garbage", () -> HostilePeer.saying(new byte[5000])),
                hostileWeb(
                        "endless header",
                        () -> HostilePeer.endless("HTTP/1.1 200 OK\r\nA: ".getBytes(US_ASCII), new byte[] {'a'})),
                hostileWeb(
                        "endless headers",
                        () -> HostilePeer.endless(
                                "HTTP/1.1 200 OK\r\n".getBytes(US_ASCII), "A: b\r\n".getBytes(US_ASCII))),
                hostileWeb(
                        "endless interim answers",
                        () -> HostilePeer.endless(new byte[0], "HTTP/1.1 100 Continue\r\n\r\n".getBytes(US_ASCII))),
                hostileWeb(
                        "drips",
                        () -> HostilePeer.dripping(
                                "HTTP/1.1 200 OK\r\nServer: very slow one, indeed, and it goes on and on for longer than anybody waits"
                                        .getBytes(US_ASCII))));
    }

    private static DynamicTest hostileWeb(String name, java.util.function.Supplier<HostilePeer> peer) {
        return DynamicTest.dynamicTest(name, () -> {
            long start = System.nanoTime();
            try (var started = peer.get()) {
                assertEquals(
                        Outcome.FAILED,
                        web(URI.create("http://127.0.0.1:" + started.port() + "/"), IMPATIENCE)
                                .outcome());
            }
            assertTrue((System.nanoTime() - start) / 1_000_000 < HOSTILE_MILLIS_MAX);
        });
    }

    @Test
    void anEndlessPageIsReadInPartAndNothingIsConcludedFromTheRest() throws Exception {
        try (var peer = HostilePeer.endless(HTTP, "<p>more</p>".getBytes(US_ASCII))) {
            var members = members(web(URI.create("http://127.0.0.1:" + peer.port() + "/")));
            assertFalse(members.containsKey("identity_numbers"));
            assertFalse(members.containsKey("login_forms"));
        }
    }

    @Test
    void aClosedPortIsUnreachable() throws Exception {
        int port;
        try (var once = new ServerSocket(0)) {
            port = once.getLocalPort();
        }
        assertThrows(Unreachable.class, () -> tls(port));
        assertThrows(Unreachable.class, () -> web(URI.create("https://127.0.0.1:" + port + "/")));
    }

    @Test
    void aPeerThatHangsUpOnEverythingButOneHelloIsNotTakenToRefuseTheRest() throws Exception {
        var count = new java.util.concurrent.atomic.AtomicInteger();
        try (var peer = new HostilePeer(socket -> {
            // the first connection only tests the door, the second is the hello for TLS 1.2
            if (count.incrementAndGet() == 2) {
                socket.getInputStream().read(new byte[4096]);
                socket.getOutputStream().write(serverHello(0x0303, 0xC02F));
                socket.getOutputStream().flush();
            }
        })) {
            var members = members(tls(peer.port()));
            assertEquals(Map.of("TLSv1.2", true), members.get("versions"));
        }
    }

    @Test
    void theChineseProtocolIsRecognisedWithItsCertificates() throws Exception {
        var certificate = EndpointCertificate.selfSigned(Kind.SM2_SM3, 365, List.of("pay.example.test"));
        try (var peer = new HostilePeer(socket -> {
            byte[] hello = new byte[4096];
            int length = socket.getInputStream().read(hello);
            if (length > 11 && hello[9] == 1 && hello[10] == 1) {
                socket.getOutputStream().write(serverHello(0x0101, 0xE013));
                socket.getOutputStream().write(certificates(certificate.der()));
                socket.getOutputStream().write(bytes(22, 1, 1, 0, 4, 14, 0, 0, 0));
            } else {
                socket.getOutputStream().write(bytes(21, 3, 1, 0, 2, 2, 70));
            }
            socket.getOutputStream().flush();
        })) {
            var members = members(tls(peer.port()));
            assertEquals(true, ((Map<?, ?>) members.get("versions")).get("TLCP"));
            assertEquals(true, ((Map<?, ?>) members.get("groups")).get("sm"));
            var leaf = (Map<?, ?>) ((List<?>) members.get("certificates")).getFirst();
            assertEquals("SM2", leaf.get("key"));
            assertEquals("SM3", leaf.get("signature_hash"));
            assertEquals(true, members.get("name_matches"));
        }
    }

    @Test
    void smSuitesOfTls13AndSslThreeAreRecognised() throws Exception {
        try (var peer = new HostilePeer(socket -> {
            byte[] hello = new byte[4096];
            int length = socket.getInputStream().read(hello);
            boolean modern = length > 100 && contains(hello, length, bytes(0, 0x2B, 0, 3, 2, 3, 4));
            boolean sm = modern && contains(hello, length, bytes(0x00, 0xC6, 0x00, 0xC7));
            boolean old = length > 11 && hello[9] == 3 && hello[10] == 0;
            socket.getOutputStream()
                    .write(
                            sm
                                    ? serverHello13(0x00C6)
                                    : old ? serverHello(0x0300, 0x002F) : bytes(21, 3, 1, 0, 2, 2, 70));
            socket.getOutputStream().flush();
        })) {
            var members = members(tls(peer.port()));
            var versions = (Map<?, ?>) members.get("versions");
            assertEquals(true, versions.get("TLSv1.3"));
            assertEquals(true, versions.get("SSLv3"));
            assertEquals(false, versions.get("TLSv1.2"));
            assertEquals(true, ((Map<?, ?>) members.get("groups")).get("sm"));
            assertEquals(List.of(), members.get("certificates"));
        }
    }

    @Test
    void theDemoEndpointsShowTheirFlaws() throws Exception {
        try (var endpoint = TlsEndpoint.start(TlsEndpoint.Setting.weak(), 0)) {
            var members = members(tls(endpoint.port()));
            assertEquals(true, ((Map<?, ?>) members.get("versions")).get("TLSv1.0"));
            assertEquals(true, ((Map<?, ?>) members.get("groups")).get("null"));
            assertEquals(1024L, members.get("dh_bits"));
        }
        try (var app = WeakWebApp.weak(0)) {
            var gathered = web(app.address());
            String evidence = new String(gathered.bytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertFalse(evidence.contains("0A1B2C3D"), "a cookie's value is never kept");
            assertFalse(evidence.contains("199001011238"), "an identity number is never kept");
            assertEquals(1L, members(gathered).get("identity_numbers"));
            assertTrue((Long) members(gathered).get("requests") <= 25);
        }
    }

    /// Another maker's endpoint: openssl's, with everything its library still has.
    @Test
    void opensslIsSeenAsItWasStarted() throws Exception {
        var where = List.of("/usr/bin/openssl", "/usr/local/bin/openssl").stream()
                .map(java.nio.file.Path::of)
                .filter(java.nio.file.Files::isExecutable)
                .findFirst();
        org.junit.jupiter.api.Assumptions.assumeTrue(where.isPresent(), "openssl is not installed");
        var certificate = EndpointCertificate.selfSigned(Kind.RSA_2048_SHA256, 365, List.of("pay.example.test"));
        var folder = java.nio.file.Files.createTempDirectory("openssl");
        var pem = folder.resolve("server.pem");
        var lines = java.util.Base64.getMimeEncoder(64, new byte[] {'\n'});
        java.nio.file.Files.writeString(
                pem,
                "-----BEGIN PRIVATE KEY-----\n"
                        + lines.encodeToString(certificate.keys().getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n-----BEGIN CERTIFICATE-----\n"
                        + lines.encodeToString(certificate.der()) + "\n-----END CERTIFICATE-----\n");
        int port;
        try (var once = new ServerSocket(0)) {
            port = once.getLocalPort();
        }
        var server = new ProcessBuilder(
                        where.get().toString(),
                        "s_server",
                        "-accept",
                        "127.0.0.1:" + port,
                        "-cert",
                        pem.toString(),
                        "-www",
                        "-no_tls1_3",
                        "-cipher",
                        "AES128-SHA:AECDH-AES128-SHA:NULL-SHA256:@SECLEVEL=0")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            Gathered gathered = null;
            for (int i = 0; i < 50 && gathered == null; i++) {
                try {
                    gathered = tls(port);
                } catch (Unreachable e) {
                    Thread.sleep(100);
                }
            }
            var members = members(java.util.Objects.requireNonNull(gathered, "openssl did not start"));
            assertEquals(
                    Map.of(
                            "SSLv3", false, "TLSv1.0", true, "TLSv1.1", true, "TLSv1.2", true, "TLSv1.3", false, "TLCP",
                            false),
                    members.get("versions"));
            var groups = (Map<?, ?>) members.get("groups");
            assertEquals(true, groups.get("null"));
            assertEquals(true, groups.get("anonymous"));
            assertEquals(true, groups.get("static_key"));
            assertEquals(false, groups.get("ephemeral_cbc"));
            assertEquals(false, groups.get("ephemeral_aead"));
            assertEquals(true, members.get("name_matches"));
        } finally {
            server.destroy();
            server.waitFor();
            java.nio.file.Files.delete(pem);
            java.nio.file.Files.delete(folder);
        }
    }

    private static boolean contains(byte[] bytes, int length, byte[] wanted) {
        for (int i = 0; i + wanted.length <= length; i++) {
            if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                return true;
            }
        }
        return false;
    }

    private static byte[] serverHello(int version, int suite) {
        var body = new ByteArrayOutputStream();
        body.writeBytes(bytes(version >> 8, version));
        body.writeBytes(new byte[32]);
        body.writeBytes(bytes(0, suite >> 8, suite, 0));
        return record(version, 2, body.toByteArray());
    }

    private static byte[] serverHello13(int suite) {
        var body = new ByteArrayOutputStream();
        body.writeBytes(bytes(3, 3));
        body.writeBytes(new byte[32]);
        body.writeBytes(bytes(0, suite >> 8, suite, 0, 0, 6, 0, 0x2B, 0, 2, 3, 4));
        return record(0x0303, 2, body.toByteArray());
    }

    private static byte[] certificates(byte[] der) {
        var body = new ByteArrayOutputStream();
        int one = der.length + 3;
        body.writeBytes(bytes(one >> 16, one >> 8, one, der.length >> 16, der.length >> 8, der.length));
        body.writeBytes(der);
        return record(0x0101, 11, body.toByteArray());
    }

    private static byte[] record(int version, int type, byte[] body) {
        var record = new ByteArrayOutputStream();
        int length = body.length + 4;
        record.writeBytes(
                bytes(22, version >> 8, version, length >> 8, length, type, 0, body.length >> 8, body.length));
        record.writeBytes(body);
        return record.toByteArray();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
