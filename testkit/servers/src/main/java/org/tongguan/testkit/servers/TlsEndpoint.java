package org.tongguan.testkit.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateEntry;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.KeyExchangeAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsServerProtocol;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.DHStandardGroups;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.TlsDHConfig;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedDecryptor;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;

/// A real TLS endpoint on the loopback interface that does what its setting says, however bad: with Bouncy
/// Castle's own protocol, so that nothing of this process's JSSE has to be weakened. It answers a finished
/// handshake with one line and hangs up. For tests and for `./tongguan demo`.
public final class TlsEndpoint implements AutoCloseable {

    /// What the endpoint speaks. Only RSA certificates; `suites` are IANA numbers in the endpoint's order.
    ///
    /// @param shortPrime whether Diffie-Hellman runs in a group of 1024 bits
    public record Setting(
            List<ProtocolVersion> versions, List<Integer> suites, EndpointCertificate certificate, boolean shortPrime) {
        public Setting {
            versions = List.copyOf(versions);
            suites = List.copyOf(suites);
        }

        /// TLS 1.2 and 1.3 with ephemeral keys and authenticated encryption; a certificate of 2048 bits for one
        /// year.
        public static Setting sound(String... names) {
            return new Setting(
                    List.of(ProtocolVersion.TLSv13, ProtocolVersion.TLSv12),
                    List.of(
                            CipherSuite.TLS_AES_128_GCM_SHA256,
                            CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
                            CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256),
                    EndpointCertificate.selfSigned(EndpointCertificate.Kind.RSA_2048_SHA256, 365, List.of(names)),
                    false);
        }

        /// As bad as it gets: TLS 1.0 to 1.2, no encryption, no authentication, 3DES and static keys on offer,
        /// a short prime, and an expired SHA-1 certificate of 1024 bits for another name.
        public static Setting weak() {
            return new Setting(
                    List.of(ProtocolVersion.TLSv12, ProtocolVersion.TLSv11, ProtocolVersion.TLSv10),
                    List.of(
                            CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA,
                            CipherSuite.TLS_DHE_RSA_WITH_AES_128_CBC_SHA,
                            CipherSuite.TLS_RSA_WITH_3DES_EDE_CBC_SHA,
                            CipherSuite.TLS_RSA_WITH_NULL_SHA,
                            CipherSuite.TLS_DH_anon_WITH_AES_128_CBC_SHA),
                    EndpointCertificate.selfSigned(
                            EndpointCertificate.Kind.RSA_1024_SHA1, -10, List.of("old.example.test")),
                    true);
        }

        public Setting versions(ProtocolVersion... other) {
            return new Setting(List.of(other), suites, certificate, shortPrime);
        }

        public Setting suites(Integer... other) {
            return new Setting(versions, List.of(other), certificate, shortPrime);
        }

        /// The same with one suite more.
        public Setting with(int suite) {
            var more = new ArrayList<>(suites);
            more.add(suite);
            return new Setting(versions, more, certificate, shortPrime);
        }

        public Setting certificate(EndpointCertificate other) {
            return new Setting(versions, suites, other, shortPrime);
        }

        public Setting withShortPrime() {
            return new Setting(versions, suites, certificate, true);
        }
    }

    private static final int MILLIS_MAX = 5_000;

    private final ServerSocket door;
    private final Setting setting;
    private final BcTlsCrypto crypto = new BcTlsCrypto(new SecureRandom());

    private TlsEndpoint(ServerSocket door, Setting setting) {
        this.door = door;
        this.setting = setting;
    }

    /// @param port 0 for any free one
    public static TlsEndpoint start(Setting setting, int port) {
        try {
            var endpoint = new TlsEndpoint(new ServerSocket(port, 64, InetAddress.getLoopbackAddress()), setting);
            Thread.ofVirtual().name("tls endpoint").start(endpoint::serve);
            return endpoint;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open port " + port, e);
        }
    }

    public int port() {
        return door.getLocalPort();
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close port " + port(), e);
        }
    }

    private void serve() {
        while (!door.isClosed()) {
            try {
                Socket socket = door.accept();
                Thread.ofVirtual().start(() -> one(socket));
            } catch (IOException e) {
                if (!door.isClosed()) {
                    throw new UncheckedIOException("the TLS endpoint lost its port", e);
                }
            }
        }
    }

    private void one(Socket socket) {
        try (socket) {
            socket.setSoTimeout(MILLIS_MAX);
            var protocol = new TlsServerProtocol(socket.getInputStream(), socket.getOutputStream());
            protocol.accept(new Server());
            protocol.getOutputStream()
                    .write("HTTP/1.0 204 No Content\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            protocol.close();
        } catch (IOException | RuntimeException e) {
            // the usual end: a client that asked for what we do not speak, or one that only looked
        }
    }

    private final class Server extends DefaultTlsServer {

        Server() {
            super(crypto);
        }

        @Override
        protected ProtocolVersion[] getSupportedVersions() {
            return setting.versions().toArray(ProtocolVersion[]::new);
        }

        @Override
        protected int[] getSupportedCipherSuites() {
            return setting.suites().stream()
                    .mapToInt(Integer::intValue)
                    .filter(suite -> TlsUtils.isSupportedCipherSuite(crypto, suite))
                    .toArray();
        }

        @Override
        protected boolean preferLocalCipherSuites() {
            return true;
        }

        @Override
        public TlsDHConfig getDHConfig() throws IOException {
            return setting.shortPrime() ? new TlsDHConfig(DHStandardGroups.rfc2409_1024) : super.getDHConfig();
        }

        @Override
        public @Nullable TlsCredentials getCredentials() throws IOException {
            int exchange = context.getSecurityParametersHandshake().getKeyExchangeAlgorithm();
            var key = PrivateKeyFactory.createKey(
                    setting.certificate().keys().getPrivate().getEncoded());
            return switch (exchange) {
                case KeyExchangeAlgorithm.DH_anon, KeyExchangeAlgorithm.ECDH_anon -> null;
                case KeyExchangeAlgorithm.RSA -> new BcDefaultTlsCredentialedDecryptor(crypto, certificate(false), key);
                case KeyExchangeAlgorithm.NULL ->
                    new BcDefaultTlsCredentialedSigner(
                            new TlsCryptoParameters(context),
                            crypto,
                            key,
                            certificate(true),
                            SignatureAndHashAlgorithm.rsa_pss_rsae_sha256);
                default ->
                    new BcDefaultTlsCredentialedSigner(
                            new TlsCryptoParameters(context),
                            crypto,
                            key,
                            certificate(false),
                            TlsUtils.isTLSv12(context)
                                    ? SignatureAndHashAlgorithm.getInstance(
                                            HashAlgorithm.sha256, SignatureAlgorithm.rsa)
                                    : null);
            };
        }

        private Certificate certificate(boolean modern) throws IOException {
            TlsCertificate leaf = crypto.createCertificate(setting.certificate().der());
            return modern
                    ? new Certificate(TlsUtils.EMPTY_BYTES, new CertificateEntry[] {new CertificateEntry(leaf, null)})
                    : new Certificate(new TlsCertificate[] {leaf});
        }
    }
}
