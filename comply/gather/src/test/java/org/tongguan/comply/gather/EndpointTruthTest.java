package org.tongguan.comply.gather;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ProtocolVersion;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.tongguan.comply.asset.Access;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.asset.SystemProfile;
import org.tongguan.comply.catalog.Catalog;
import org.tongguan.comply.check.CheckPack;
import org.tongguan.comply.check.Judge;
import org.tongguan.comply.check.ResultState;
import org.tongguan.comply.facts.Snapshot;
import org.tongguan.comply.facts.SnapshotHead;
import org.tongguan.comply.facts.SnapshotWriter;
import org.tongguan.testkit.servers.EndpointCertificate;
import org.tongguan.testkit.servers.EndpointCertificate.Kind;
import org.tongguan.testkit.servers.TlsEndpoint;
import org.tongguan.testkit.servers.TlsEndpoint.Setting;
import org.tongguan.testkit.servers.WeakWebApp;
import org.tongguan.testkit.servers.WeakWebApp.Flaw;

/// Real endpoints, sound but for one thing: exactly the checks of that thing must fall, and no other may move.
class EndpointTruthTest {

    private static final Path CONTENT = Path.of(System.getProperty("tongguan.home"), "content");
    private static final CheckPack PACK = CheckPack.read(Catalog.read(CONTENT), List.of(CONTENT.resolve("checks")));
    private static final SystemProfile PROFILE = new SystemProfile("truth", "", 3, 3, false, List.of(), true, "", "");

    static {
        // the JDK's server otherwise waits 40 ms for each answer's second packet
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    @TempDir
    Path folder;

    @Test
    void aSoundTlsEndpointPassesAllButTheTrustItsOwnSignatureCannotEarn() {
        var states = tls(Setting.sound("localhost"));
        assertEquals(Set.of("tls.certificate.trusted"), in(states, ResultState.FAIL));
        assertEquals(Set.of("tls.sm.consistent"), in(states, ResultState.NOT_APPLICABLE));
        assertEquals(Set.of(), in(states, ResultState.UNKNOWN, ResultState.NOT_RUN, ResultState.PARTIAL));
    }

    @TestFactory
    Stream<DynamicTest> eachTlsFlawFellsItsOwnChecks() {
        var sound = Setting.sound("localhost");
        var before = tls(sound);
        return Stream.of(
                flaw(
                        "TLS 1.0",
                        before,
                        sound.versions(ProtocolVersion.TLSv13, ProtocolVersion.TLSv12, ProtocolVersion.TLSv10)
                                .with(CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA),
                        "tls.version.legacy"),
                flaw(
                        "TLS 1.1",
                        before,
                        sound.versions(ProtocolVersion.TLSv12, ProtocolVersion.TLSv11)
                                .with(CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA),
                        "tls.version.legacy"),
                flaw(
                        "only TLS 1.0",
                        before,
                        sound.versions(ProtocolVersion.TLSv10).suites(CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA),
                        "tls.version.legacy",
                        "tls.version.modern",
                        "tls.suite.integrity",
                        "tls.exchange.prime"),
                flaw(
                        "3DES",
                        before,
                        sound.with(CipherSuite.TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA),
                        "tls.suite.weak-cipher"),
                flaw("NULL", before, sound.with(CipherSuite.TLS_ECDHE_RSA_WITH_NULL_SHA), "tls.suite.unprotected"),
                flaw(
                        "anonymous",
                        before,
                        sound.with(CipherSuite.TLS_DH_anon_WITH_AES_128_GCM_SHA256),
                        "tls.suite.unprotected"),
                flaw(
                        "static RSA",
                        before,
                        sound.with(CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256),
                        "tls.suite.forward-secrecy"),
                flaw(
                        "CBC only",
                        before,
                        sound.versions(ProtocolVersion.TLSv12)
                                .suites(CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256),
                        "tls.suite.integrity",
                        "tls.exchange.prime"),
                flaw("short prime", before, sound.withShortPrime(), "tls.exchange.prime"),
                flaw(
                        "expired",
                        before,
                        sound.certificate(certificate(Kind.RSA_2048_SHA256, -1, "localhost")),
                        "tls.certificate.valid-now",
                        "tls.certificate.expiry"),
                flaw(
                        "expires in ten days",
                        before,
                        sound.certificate(certificate(Kind.RSA_2048_SHA256, 10, "localhost")),
                        "tls.certificate.expiry"),
                flaw(
                        "short key",
                        before,
                        sound.certificate(certificate(Kind.RSA_1024_SHA256, 365, "localhost")),
                        "tls.certificate.key-length"),
                flaw(
                        "SHA-1",
                        before,
                        sound.certificate(certificate(Kind.RSA_2048_SHA1, 365, "localhost")),
                        "tls.certificate.signature-hash"),
                flaw(
                        "another name",
                        before,
                        sound.certificate(certificate(Kind.RSA_2048_SHA256, 365, "other.example.test")),
                        "tls.certificate.name"));
    }

    @Test
    void anEndpointOfTls13AloneIsSeenWhole() {
        var states = tls(Setting.sound("localhost").versions(ProtocolVersion.TLSv13));
        assertEquals(Set.of(), in(states, ResultState.UNKNOWN, ResultState.NOT_RUN));
        assertEquals(Set.of("tls.certificate.trusted"), in(states, ResultState.FAIL));
    }

    @Test
    void aSoundWebApplicationPassesEverything() {
        var states = web(Set.of());
        assertEquals(
                Set.of(), in(states, ResultState.FAIL, ResultState.PARTIAL, ResultState.UNKNOWN, ResultState.NOT_RUN));
        assertEquals(Set.of("web.transport.http-redirect"), in(states, ResultState.NOT_APPLICABLE));
    }

    @TestFactory
    Stream<DynamicTest> eachWebFlawFellsItsOwnChecks() {
        var before = web(Set.of());
        return Stream.of(Flaw.values())
                .map(flaw -> DynamicTest.dynamicTest(
                        flaw.name(),
                        () -> assertEquals(
                                Set.copyOf(falling(flaw)), Set.copyOf(moved(before, web(EnumSet.of(flaw)))))));
    }

    /// No default arm: a new flaw of the application does not compile until its checks are named here.
    private static List<String> falling(Flaw flaw) {
        return switch (flaw) {
            case PLAIN_HTTP ->
                List.of(
                        "web.transport.https",
                        "web.transport.http-redirect",
                        "web.transport.hsts",
                        "web.transport.mixed-content",
                        "web.login.encrypted");
            case NO_HSTS -> List.of("web.transport.hsts");
            case NO_CSP -> List.of("web.header.content-security-policy");
            case NO_FRAME_PROTECTION -> List.of("web.header.frame-protection");
            case NO_NOSNIFF -> List.of("web.header.nosniff");
            case NO_REFERRER_POLICY -> List.of("web.header.referrer-policy");
            case NO_CACHE_CONTROL -> List.of("web.cache.login-page");
            case COOKIE_NOT_SECURE -> List.of("web.session.cookie-secure");
            case COOKIE_NOT_HTTP_ONLY -> List.of("web.session.cookie-httponly");
            case COOKIE_NO_SAME_SITE -> List.of("web.session.cookie-samesite");
            case LOGIN_OVER_HTTP -> List.of("web.login.encrypted", "web.transport.mixed-content");
            case LOGIN_BY_GET -> List.of("web.login.in-body");
            case MIXED_CONTENT -> List.of("web.transport.mixed-content");
            case UNPINNED_SCRIPT -> List.of("web.script.integrity");
            case NO_PRIVACY_NOTICE -> List.of("web.privacy.notice");
            case IDENTITY_NUMBERS_SHOWN -> List.of("web.privacy.numbers-shown");
            case STACK_TRACE -> List.of("web.error.inner-trace");
            case VERSION_BANNER -> List.of("web.banner.version");
            case TRACE_METHOD -> List.of("web.method.trace");
            case RISKY_METHODS -> List.of("web.method.needless");
            case DIRECTORY_LISTING -> List.of("web.exposed.listing");
            case ACTUATOR_ENV -> List.of("web.exposed.unauthenticated");
            case GIT_FOLDER -> List.of("web.exposed.file");
            case TOMCAT_MANAGER -> List.of("web.exposed.console");
            case API_DOCUMENT -> List.of("web.exposed.api-document");
            case FOREIGN_ORIGINS -> List.of("web.cors.stranger");
        };
    }

    private DynamicTest flaw(String name, Map<String, ResultState> before, Setting setting, String... checks) {
        return DynamicTest.dynamicTest(name, () -> assertEquals(Set.of(checks), moved(before, tls(setting))));
    }

    private static EndpointCertificate certificate(Kind kind, int validDays, String name) {
        return EndpointCertificate.selfSigned(kind, validDays, List.of(name));
    }

    private Map<String, ResultState> tls(Setting setting) {
        try (var endpoint = TlsEndpoint.start(setting, 0)) {
            return judged(AssetType.TLS, new Access.Tls("127.0.0.1", endpoint.port(), Optional.of("localhost")));
        }
    }

    private Map<String, ResultState> web(Set<Flaw> flaws) {
        try (var app = WeakWebApp.start(flaws, 0)) {
            return judged(AssetType.WEB, new Access.Web(app.address()));
        }
    }

    private Map<String, ResultState> judged(AssetType type, Access access) {
        var asset = new Asset("endpoint", type, "endpoint", "", 2, true, access, Optional.empty(), Map.of());
        Path place = folder.resolve(UUID.randomUUID().toString());
        var head = new SnapshotHead("test", Instant.now(), PROFILE, List.of(asset));
        try (var writer = SnapshotWriter.create(place, head, Clock.systemUTC())) {
            new Gathering(writer, Progress.silent(), 1, Duration.ofSeconds(60)).run(List.of(asset));
            writer.seal();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        try (var snapshot = Snapshot.open(place)) {
            var sheet = snapshot.sheets().stream()
                    .filter(one -> one.asset().id().equals("endpoint"))
                    .findFirst()
                    .orElseThrow();
            return new TreeMap<>(new Judge(PACK.checks(), head.started())
                    .observe(sheet).stream()
                            .collect(Collectors.toMap(one -> one.check().id(), one -> one.state())));
        }
    }

    private static Set<String> in(Map<String, ResultState> states, ResultState... wanted) {
        var ids = new TreeSet<String>();
        states.forEach((id, state) -> {
            if (List.of(wanted).contains(state)) {
                ids.add(id);
            }
        });
        return ids;
    }

    private static Set<String> moved(Map<String, ResultState> before, Map<String, ResultState> after) {
        var ids = new TreeSet<String>();
        after.forEach((id, state) -> {
            if (before.get(id) != state) {
                ids.add(id);
            }
        });
        return ids;
    }
}
