package org.tongguan.comply.gather;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/// The bytes of one ClientHello (RFC 5246 and RFC 8446, 4.1.2; SSL 3.0: RFC 6101). We write it ourselves
/// because no current TLS library will offer what an assessment has to ask for.
///
/// @param serverName sent as SNI; empty for an IP address
/// @param compression whether to offer DEFLATE beside none
record TlsHello(TlsVersion version, List<Integer> suites, Optional<String> serverName, boolean compression) {

    private static final int SUITES_MAX = 200;
    private static final int NAME_CHARACTERS_MAX = 255;
    /// x25519, secp256r1, secp384r1, secp521r1, curveSM2, ffdhe2048, ffdhe3072
    private static final int[] NAMED_GROUPS = {0x001D, 0x0017, 0x0018, 0x0019, 0x0029, 0x0100, 0x0101};
    /// ECDSA, RSA-PSS, RSA, EdDSA, SM2, and the old SHA-1 ones: an old endpoint must still be able to answer
    private static final int[] SIGNATURES = {
        0x0403, 0x0503, 0x0603, 0x0804, 0x0805, 0x0806, 0x0809, 0x080A, 0x080B, 0x0401, 0x0501, 0x0601, 0x0807, 0x0808,
        0x0708, 0x0203, 0x0201, 0x0202, 0x0402, 0x0101
    };

    TlsHello {
        suites = List.copyOf(suites);
        if (suites.isEmpty() || suites.size() > SUITES_MAX) {
            throw new IllegalArgumentException("a hello offers 1 to " + SUITES_MAX + " suites, not " + suites.size());
        }
    }

    /// The whole record.
    byte[] bytes(SecureRandom random) {
        var body = new ByteArrayOutputStream(512);
        two(body, version == TlsVersion.TLS13 ? TlsVersion.TLS12.number() : version.number());
        random(body, random, 32);
        if (version == TlsVersion.TLS13) {
            // a session id makes the hello look like 1.2 to boxes on the way (RFC 8446, D.4)
            body.write(32);
            random(body, random, 32);
        } else {
            body.write(0);
        }
        boolean announcing = version != TlsVersion.TLS13 && version != TlsVersion.TLCP;
        two(body, 2 * (suites.size() + (announcing ? 1 : 0)));
        suites.forEach(suite -> two(body, suite));
        if (announcing) {
            two(body, 0x00FF);
        }
        if (compression) {
            body.write(2);
            body.write(1);
        } else {
            body.write(1);
        }
        body.write(0);
        switch (version) {
            case SSL3, TLCP -> {}
            case TLS10, TLS11, TLS12, TLS13 -> {
                byte[] extensions = extensions(random);
                two(body, extensions.length);
                body.writeBytes(extensions);
            }
        }
        var message = new ByteArrayOutputStream(body.size() + 9);
        message.write(22);
        two(message, recordVersion());
        two(message, body.size() + 4);
        message.write(1);
        message.write(0);
        two(message, body.size());
        message.writeBytes(body.toByteArray());
        return message.toByteArray();
    }

    private int recordVersion() {
        return switch (version) {
            case SSL3 -> TlsVersion.SSL3.number();
            case TLCP -> TlsVersion.TLCP.number();
            case TLS10, TLS11, TLS12, TLS13 -> TlsVersion.TLS10.number();
        };
    }

    private byte[] extensions(SecureRandom random) {
        var all = new ByteArrayOutputStream(256);
        serverName.filter(name -> name.length() <= NAME_CHARACTERS_MAX).ifPresent(name -> {
            byte[] host = name.getBytes(StandardCharsets.US_ASCII);
            var list = new ByteArrayOutputStream();
            two(list, host.length + 3);
            list.write(0);
            two(list, host.length);
            list.writeBytes(host);
            extension(all, 0x0000, list.toByteArray());
        });
        extension(all, 0x000A, prefixed(NAMED_GROUPS));
        extension(all, 0x000B, new byte[] {1, 0});
        if (version == TlsVersion.TLS12 || version == TlsVersion.TLS13) {
            extension(all, 0x000D, prefixed(SIGNATURES));
        }
        extension(all, 0x0005, new byte[] {1, 0, 0, 0, 0});
        if (version == TlsVersion.TLS13) {
            extension(all, 0x002B, new byte[] {2, 3, 4});
            extension(all, 0x002D, new byte[] {1, 1});
            var shares = new ByteArrayOutputStream();
            two(shares, 36);
            two(shares, 0x001D);
            two(shares, 32);
            random(shares, random, 32);
            extension(all, 0x0033, shares.toByteArray());
        } else {
            extension(all, 0x0017, new byte[0]);
        }
        return all.toByteArray();
    }

    private static byte[] prefixed(int[] numbers) {
        var list = new ByteArrayOutputStream();
        two(list, 2 * numbers.length);
        for (int number : numbers) {
            two(list, number);
        }
        return list.toByteArray();
    }

    private static void extension(ByteArrayOutputStream out, int type, byte[] content) {
        two(out, type);
        two(out, content.length);
        out.writeBytes(content);
    }

    private static void two(ByteArrayOutputStream out, int number) {
        out.write(number >>> 8);
        out.write(number);
    }

    private static void random(ByteArrayOutputStream out, SecureRandom random, int bytes) {
        byte[] fresh = new byte[bytes];
        random.nextBytes(fresh);
        out.writeBytes(fresh);
    }
}
