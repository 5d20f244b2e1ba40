package org.tongguan.comply.gather;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.tongguan.comply.asset.Access;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.facts.Collector;
import org.tongguan.comply.facts.Gathered;
import org.tongguan.comply.facts.Json;
import org.tongguan.comply.facts.Outcome;
import org.tongguan.comply.facts.Source;

/// Looks at a TLS endpoint from outside: says hello in every version and with every group of cipher suites, and
/// reads
/// what the peer chooses. No handshake is finished but one, to see the certificate of a TLS 1.3 endpoint;
/// nothing is sent
/// over it.
///
/// A question without a clear answer leaves its member out of the evidence, and a check that asks for it is
/// undecided.
/// Known limits: one suite per group is found, not all of them; a peer that chooses by client address or time
/// shows us
/// one face only.
final class TlsProbe implements Gatherer {

    private static final int CONNECTIONS_MAX = 40;
    private static final Duration WHOLE = Duration.ofSeconds(10);
    private static final Duration ONE = Duration.ofMillis(2_500);
    private static final long ANSWER_BYTES_MAX = 256 << 10;
    private static final List<TlsVersion> CLASSIC =
            List.of(TlsVersion.TLS12, TlsVersion.TLS11, TlsVersion.TLS10, TlsVersion.SSL3);

    private final SecureRandom random = new SecureRandom();

    @Override
    public void gather(Asset asset, List<Collector> wanted, Duration limit, Consumer<Gathered> sink)
            throws Unreachable, InterruptedException {
        if (!(asset.access() instanceof Access.Tls access)) {
            throw new IllegalArgumentException(asset.id() + " is no TLS endpoint");
        }
        for (Collector collector : wanted) {
            if (collector.source() instanceof Source.Probe(String name) && name.equals("tls")) {
                long start = System.nanoTime();
                sink.accept(new Look(access, start + Math.min(WHOLE.toNanos(), limit.toNanos()))
                        .gathered(collector, start));
            }
        }
    }

    @Override
    public String by(Asset asset) {
        return "anonymous client";
    }

    /// One look at one endpoint.
    private final class Look {

        private final Access.Tls access;
        private final long deadline;
        private final Optional<String> serverName;
        private final Map<String, Object> versions = new LinkedHashMap<>();
        private final List<Object> accepted = new ArrayList<>();
        private final List<Object> unclear = new ArrayList<>();
        private final List<String> hungUp = new ArrayList<>();
        private List<byte[]> chain = List.of();
        private int connections;
        private String lastWords = "";

        Look(Access.Tls access, long deadline) {
            this.access = access;
            this.deadline = deadline;
            this.serverName = Optional.of(access.serverName().orElse(access.host()))
                    .filter(name -> Addresses.literal(name).length == 0)
                    .filter(name -> StandardCharsets.US_ASCII.newEncoder().canEncode(name));
        }

        Gathered gathered(Collector collector, long start) throws Unreachable, InterruptedException {
            reach();
            var members = members();
            long millis = (System.nanoTime() - start) / 1_000_000;
            if (members.isEmpty()) {
                return Gathered.without(
                        collector.id(),
                        Outcome.FAILED,
                        access.host() + ":" + access.port() + " speaks no version of TLS with us: " + lastWords);
            }
            return Gathered.came(collector.id(), Json.write(members.get()).getBytes(StandardCharsets.UTF_8), millis);
        }

        private void reach() throws Unreachable {
            try (var socket = new Socket()) {
                connections++;
                socket.connect(new InetSocketAddress(access.host(), access.port()), (int) ONE.toMillis());
            } catch (IOException | IllegalArgumentException e) {
                throw new Unreachable(
                        "cannot connect to " + access.host() + ":" + access.port() + ": " + e.getMessage(), e);
            }
        }

        /// Empty if the peer spoke no version at all.
        private Optional<Map<String, Object>> members() throws InterruptedException {
            TlsVersion newest = null;
            TlsVersion oldest = null;
            TlsAnswer.Accepted first = null;
            var findings = new LinkedHashMap<String, Object>();
            for (TlsVersion version : CLASSIC) {
                if (version(version, CipherSuites.classic()) instanceof TlsAnswer.Accepted answer) {
                    newest = newest == null ? version : newest;
                    oldest = version;
                    first = first == null ? answer : first;
                    chain = chain.isEmpty() ? answer.chain() : chain;
                }
            }
            var modern = version(TlsVersion.TLS13, both(CipherSuites.TLS13, CipherSuites.TLS13_SM));
            var chinese = version(TlsVersion.TLCP, CipherSuites.TLCP);
            if (newest == null && !(modern instanceof TlsAnswer.Accepted) && !(chinese instanceof TlsAnswer.Accepted)) {
                return Optional.empty();
            }
            var groups = new LinkedHashMap<String, Object>();
            if (newest != null && first != null && oldest != null) {
                findings.put("secure_renegotiation", first.secureRenegotiation());
                findings.put("stapling", first.stapling());
                classicGroups(newest, oldest, groups);
                orderAndCompression(newest, findings);
            } else if (CLASSIC.stream().allMatch(version -> versions.containsKey(version.word()))) {
                // only TLS 1.3 or TLCP: neither knows these groups, compression or renegotiation
                for (var group : CipherSuites.Group.values()) {
                    groups.put(group.key(), false);
                }
                findings.put("secure_renegotiation", true);
                findings.put("compression", false);
                findings.put("dhe", false);
            }
            modern(modern, groups);
            if (chinese instanceof TlsAnswer.Accepted answer) {
                groups.put("sm", true);
                chain = chain.isEmpty() ? answer.chain() : chain;
                findings.put("tlcp_certificates", certificates(answer.chain()));
            } else if (Boolean.FALSE.equals(versions.get(TlsVersion.TLCP.word()))) {
                groups.putIfAbsent("sm", false);
            }
            if (chain.isEmpty() && modern instanceof TlsAnswer.Accepted) {
                chain = finished();
            }
            stillTalking(newest, modern, groups);
            return Optional.of(evidence(groups, findings));
        }

        private Map<String, Object> evidence(Map<String, Object> groups, Map<String, Object> findings) {
            var members = new LinkedHashMap<String, Object>();
            members.put("host", access.host());
            members.put("port", (long) access.port());
            serverName.ifPresent(name -> members.put("server_name", name));
            members.put("versions", versions);
            members.put("groups", groups);
            members.put("accepted", accepted);
            members.putAll(findings);
            members.put("certificates", certificates(chain));
            certificateFindings(members);
            members.put("unclear", unclear);
            members.put("connections", (long) connections);
            return members;
        }

        private TlsAnswer version(TlsVersion version, List<Integer> suites) throws InterruptedException {
            var answer = ask(new TlsHello(version, suites, serverName, false), version.word());
            switch (answer) {
                case TlsAnswer.Accepted came
                when came.version() == version.number() -> {
                    versions.put(version.word(), true);
                    accept(version.word(), "", came);
                    return came;
                }
                case TlsAnswer.Accepted other
                when other.version() < version.number() -> versions.put(version.word(), false);
                case TlsAnswer.Accepted other -> {
                    unclear.add(version.word() + ": chose version " + Integer.toHexString(other.version()));
                    return new TlsAnswer.Unclear("chose a version that was not offered");
                }
                case TlsAnswer.Refused refused -> refuse(versions, version.word(), refused);
                case TlsAnswer.Unclear _ -> {}
            }
            return answer instanceof TlsAnswer.Accepted
                    ? new TlsAnswer.Refused("chose an older version", false)
                    : answer;
        }

        /// Each group in the newest version before 1.3, and the broken ones in the oldest too: an endpoint may
        /// keep
        /// better suites for better versions.
        private void classicGroups(TlsVersion newest, TlsVersion oldest, Map<String, Object> groups)
                throws InterruptedException {
            for (var group : CipherSuites.Group.values()) {
                group(newest, group.key(), group.suites(), groups);
            }
            if (oldest != newest) {
                for (var group : CipherSuites.Group.values()) {
                    switch (group) {
                        case NULL, ANONYMOUS, EXPORT, RC4, SHORT_BLOCK, STATIC_KEY -> {
                            if (!Boolean.TRUE.equals(groups.get(group.key()))) {
                                boolean known = groups.remove(group.key()) != null;
                                group(oldest, group.key(), group.suites(), groups);
                                if (!known && !Boolean.TRUE.equals(groups.get(group.key()))) {
                                    groups.remove(group.key());
                                }
                            }
                        }
                        case EPHEMERAL_CBC, EPHEMERAL_AEAD -> {
                            // good enough in any version; the version itself is judged apart
                        }
                    }
                }
            }
        }

        private Optional<TlsAnswer.Accepted> group(
                TlsVersion version, String key, List<Integer> suites, Map<String, Object> groups)
                throws InterruptedException {
            switch (ask(new TlsHello(version, suites, serverName, false), version.word() + " " + key)) {
                case TlsAnswer.Accepted came -> {
                    groups.put(key, true);
                    accept(version.word(), key, came);
                    return Optional.of(came);
                }
                case TlsAnswer.Refused refused -> refuse(groups, key, refused);
                case TlsAnswer.Unclear _ -> {}
            }
            return Optional.empty();
        }

        private void orderAndCompression(TlsVersion newest, Map<String, Object> findings) throws InterruptedException {
            var ephemeral = new LinkedHashMap<String, Object>();
            group(newest, "dhe", CipherSuites.DHE, ephemeral)
                    .ifPresent(came -> came.primeBits().ifPresent(bits -> findings.put("dh_bits", (long) bits)));
            if (ephemeral.containsKey("dhe")) {
                findings.put("dhe", ephemeral.get("dhe"));
            }
            if (ask(new TlsHello(newest, CipherSuites.classic(), serverName, true), "compression")
                    instanceof TlsAnswer.Accepted came) {
                findings.put("compression", came.compressing());
            }
            var forward = CipherSuites.Group.EPHEMERAL_AEAD.suites();
            if (ask(new TlsHello(newest, forward, serverName, false), "order") instanceof TlsAnswer.Accepted one
                    && ask(new TlsHello(newest, forward.reversed(), serverName, false), "order reversed")
                            instanceof TlsAnswer.Accepted other) {
                findings.put("server_chooses", one.suite() == other.suite());
            }
        }

        private void modern(TlsAnswer modern, Map<String, Object> groups) throws InterruptedException {
            if (modern instanceof TlsAnswer.Accepted) {
                groups.put(CipherSuites.Group.EPHEMERAL_AEAD.key(), true);
                group(TlsVersion.TLS13, "sm", CipherSuites.TLS13_SM, groups);
            }
        }

        /// A peer that bans noisy clients hangs up on everything from some moment on. If it no longer answers
        /// what it
        /// answered before, none of its hang-ups counts as a refusal.
        private void stillTalking(
                @org.jspecify.annotations.Nullable TlsVersion newest, TlsAnswer modern, Map<String, Object> groups)
                throws InterruptedException {
            if (hungUp.isEmpty()) {
                return;
            }
            TlsHello again = newest != null
                    ? new TlsHello(newest, CipherSuites.classic(), serverName, false)
                    : modern instanceof TlsAnswer.Accepted
                            ? new TlsHello(
                                    TlsVersion.TLS13,
                                    both(CipherSuites.TLS13, CipherSuites.TLS13_SM),
                                    serverName,
                                    false)
                            : new TlsHello(TlsVersion.TLCP, CipherSuites.TLCP, serverName, false);
            if (!(ask(again, "once more") instanceof TlsAnswer.Accepted)) {
                hungUp.forEach(key -> {
                    versions.remove(key, false);
                    groups.remove(key, false);
                });
                unclear.add("it stopped answering: what it hung up on is not taken for refused");
            }
        }

        private void refuse(Map<String, Object> into, String key, TlsAnswer.Refused refused) {
            into.put(key, false);
            if (refused.hungUp()) {
                hungUp.add(key);
            }
        }

        private void accept(String version, String group, TlsAnswer.Accepted came) {
            var line = new LinkedHashMap<String, Object>();
            line.put("version", version);
            if (!group.isEmpty()) {
                line.put("group", group);
            }
            line.put("suite", CipherSuites.name(came.suite()));
            accepted.add(line);
        }

        private TlsAnswer ask(TlsHello hello, String question) throws InterruptedException {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            var answer = asked(hello);
            switch (answer) {
                case TlsAnswer.Unclear nothing -> {
                    lastWords = nothing.why();
                    unclear.add(question + ": " + nothing.why());
                }
                case TlsAnswer.Refused refused -> lastWords = refused.why();
                case TlsAnswer.Accepted _ -> {}
            }
            return answer;
        }

        private TlsAnswer asked(TlsHello hello) {
            long now = System.nanoTime();
            if (connections >= CONNECTIONS_MAX || now >= deadline) {
                return new TlsAnswer.Unclear("not asked: out of connections or time");
            }
            connections++;
            try (var socket = new Socket()) {
                long until = Math.min(deadline, now + ONE.toNanos());
                socket.connect(new InetSocketAddress(access.host(), access.port()), (int)
                        Math.max(1, (until - now) / 1_000_000));
                socket.getOutputStream().write(hello.bytes(random));
                socket.getOutputStream().flush();
                return new TlsAnswerReader(new DeadlineStream(socket, until, ANSWER_BYTES_MAX), hello).read();
            } catch (IOException e) {
                return new TlsAnswer.Unclear("the connection failed: " + e.getMessage());
            }
        }

        /// The chain of an endpoint that encrypts it: one whole handshake with the JDK, which trusts nothing and
        /// anything.
        private List<byte[]> finished() {
            if (connections >= CONNECTIONS_MAX || System.nanoTime() >= deadline) {
                unclear.add("certificate: not asked, out of connections or time");
                return List.of();
            }
            connections++;
            try (var plain = new Socket()) {
                long until = Math.min(deadline, System.nanoTime() + ONE.toNanos());
                int millis = (int) Math.max(1, (until - System.nanoTime()) / 1_000_000);
                plain.connect(new InetSocketAddress(access.host(), access.port()), millis);
                plain.setSoTimeout(millis);
                var context = SSLContext.getInstance("TLS");
                context.init(null, new TrustManager[] {new TrustAnything()}, random);
                try (var socket = (SSLSocket)
                        context.getSocketFactory().createSocket(plain, access.host(), access.port(), true)) {
                    var parameters = socket.getSSLParameters();
                    serverName.ifPresent(name -> parameters.setServerNames(List.of(new SNIHostName(name))));
                    socket.setSSLParameters(parameters);
                    socket.startHandshake();
                    var seen = new ArrayList<byte[]>();
                    for (var certificate : socket.getSession().getPeerCertificates()) {
                        seen.add(certificate.getEncoded());
                    }
                    return seen;
                }
            } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
                unclear.add("certificate: " + e.getMessage());
                return List.of();
            }
        }

        private List<Object> certificates(List<byte[]> ders) {
            var certificates = new ArrayList<Object>();
            for (byte[] der : ders) {
                try {
                    certificates.add(SeenCertificate.of(der).members());
                } catch (RuntimeException e) {
                    unclear.add("certificate " + certificates.size() + " cannot be read: " + e.getMessage());
                    break;
                }
            }
            return certificates;
        }

        private void certificateFindings(Map<String, Object> members) {
            if (chain.isEmpty()) {
                return;
            }
            try {
                members.put(
                        "name_matches",
                        SeenCertificate.of(chain.getFirst())
                                .names(access.serverName().orElse(access.host())));
            } catch (RuntimeException e) {
                unclear.add("names: " + e.getMessage());
            }
            trust(members);
        }

        private void trust(Map<String, Object> members) {
            try {
                var factory = CertificateFactory.getInstance("X.509");
                var certificates = new X509Certificate[chain.size()];
                for (int i = 0; i < certificates.length; i++) {
                    certificates[i] =
                            (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(chain.get(i)));
                }
                var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                managers.init((KeyStore) null);
                var manager = (X509TrustManager) Arrays.stream(managers.getTrustManagers())
                        .filter(X509TrustManager.class::isInstance)
                        .findFirst()
                        .orElseThrow();
                try {
                    manager.checkServerTrusted(certificates, "UNKNOWN");
                    members.put("trusted", true);
                } catch (CertificateException e) {
                    members.put("trusted", false);
                    members.put(
                            "trusted_why",
                            // Java puts its class names in front of the reason
                            String.valueOf(e.getMessage()).replaceAll("\\b(?:[a-z]\\w*\\.)+[A-Z]\\w*: ", ""));
                }
            } catch (GeneralSecurityException | RuntimeException e) {
                unclear.add("trust: the JDK does not know such a certificate: " + e.getMessage());
            }
        }
    }

    private static List<Integer> both(List<Integer> one, List<Integer> other) {
        var all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }
}
