package org.tongguan.comply.gather;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The cipher suites the TLS probe offers, in groups by what an acceptance would mean. Numbers: IANA TLS
/// registry; SM suites of TLS 1.3: RFC 8998; TLCP: GB/T 38636. Pre-shared-key and Kerberos suites are left out:
/// nothing can be learned of them without a key.
final class CipherSuites {

    private CipherSuites() {}

    /// What an endpoint that takes one of its suites shows of itself.
    enum Group {
        /// No encryption at all.
        NULL("null"),
        /// Nobody is authenticated: anyone in between can read along.
        ANONYMOUS("anonymous"),
        EXPORT("export"),
        RC4("rc4"),
        /// Block ciphers of 64 bits or less than 112 bits of strength: DES, 3DES, IDEA.
        SHORT_BLOCK("short_block"),
        /// Static key exchange: who gets the key later reads what was recorded before.
        STATIC_KEY("static_key"),
        /// Ephemeral keys, block chaining with a MAC.
        EPHEMERAL_CBC("ephemeral_cbc"),
        /// Ephemeral keys, authenticated encryption.
        EPHEMERAL_AEAD("ephemeral_aead");

        private final String key;

        Group(String key) {
            this.key = key;
        }

        /// The group's name in the evidence.
        String key() {
            return key;
        }

        List<Integer> suites() {
            return switch (this) {
                case NULL -> NULL_SUITES;
                case ANONYMOUS -> ANONYMOUS_SUITES;
                case EXPORT -> EXPORT_SUITES;
                case RC4 -> RC4_SUITES;
                case SHORT_BLOCK -> SHORT_BLOCK_SUITES;
                case STATIC_KEY -> STATIC_KEY_SUITES;
                case EPHEMERAL_CBC -> EPHEMERAL_CBC_SUITES;
                case EPHEMERAL_AEAD -> EPHEMERAL_AEAD_SUITES;
            };
        }
    }

    private static final Map<Integer, String> NAMES = new HashMap<>();

    private static final List<Integer> NULL_SUITES = named("""
            0001 RSA_WITH_NULL_MD5
            0002 RSA_WITH_NULL_SHA
            003B RSA_WITH_NULL_SHA256
            C001 ECDH_ECDSA_WITH_NULL_SHA
            C006 ECDHE_ECDSA_WITH_NULL_SHA
            C00B ECDH_RSA_WITH_NULL_SHA
            C010 ECDHE_RSA_WITH_NULL_SHA""");
    private static final List<Integer> ANONYMOUS_SUITES = named("""
            0018 DH_anon_WITH_RC4_128_MD5
            001A DH_anon_WITH_DES_CBC_SHA
            001B DH_anon_WITH_3DES_EDE_CBC_SHA
            0034 DH_anon_WITH_AES_128_CBC_SHA
            003A DH_anon_WITH_AES_256_CBC_SHA
            006C DH_anon_WITH_AES_128_CBC_SHA256
            006D DH_anon_WITH_AES_256_CBC_SHA256
            00A6 DH_anon_WITH_AES_128_GCM_SHA256
            00A7 DH_anon_WITH_AES_256_GCM_SHA384
            C015 ECDH_anon_WITH_NULL_SHA
            C016 ECDH_anon_WITH_RC4_128_SHA
            C017 ECDH_anon_WITH_3DES_EDE_CBC_SHA
            C018 ECDH_anon_WITH_AES_128_CBC_SHA
            C019 ECDH_anon_WITH_AES_256_CBC_SHA""");
    private static final List<Integer> EXPORT_SUITES = named("""
            0003 RSA_EXPORT_WITH_RC4_40_MD5
            0006 RSA_EXPORT_WITH_RC2_CBC_40_MD5
            0008 RSA_EXPORT_WITH_DES40_CBC_SHA
            0011 DHE_DSS_EXPORT_WITH_DES40_CBC_SHA
            0014 DHE_RSA_EXPORT_WITH_DES40_CBC_SHA
            0017 DH_anon_EXPORT_WITH_RC4_40_MD5
            0019 DH_anon_EXPORT_WITH_DES40_CBC_SHA
            0062 RSA_EXPORT1024_WITH_DES_CBC_SHA
            0064 RSA_EXPORT1024_WITH_RC4_56_SHA""");
    private static final List<Integer> RC4_SUITES = named("""
            0004 RSA_WITH_RC4_128_MD5
            0005 RSA_WITH_RC4_128_SHA
            C002 ECDH_ECDSA_WITH_RC4_128_SHA
            C007 ECDHE_ECDSA_WITH_RC4_128_SHA
            C00C ECDH_RSA_WITH_RC4_128_SHA
            C011 ECDHE_RSA_WITH_RC4_128_SHA""");
    private static final List<Integer> SHORT_BLOCK_SUITES = named("""
            0007 RSA_WITH_IDEA_CBC_SHA
            0009 RSA_WITH_DES_CBC_SHA
            000A RSA_WITH_3DES_EDE_CBC_SHA
            0012 DHE_DSS_WITH_DES_CBC_SHA
            0013 DHE_DSS_WITH_3DES_EDE_CBC_SHA
            0015 DHE_RSA_WITH_DES_CBC_SHA
            0016 DHE_RSA_WITH_3DES_EDE_CBC_SHA
            C003 ECDH_ECDSA_WITH_3DES_EDE_CBC_SHA
            C008 ECDHE_ECDSA_WITH_3DES_EDE_CBC_SHA
            C00D ECDH_RSA_WITH_3DES_EDE_CBC_SHA
            C012 ECDHE_RSA_WITH_3DES_EDE_CBC_SHA""");
    private static final List<Integer> STATIC_KEY_SUITES = named("""
            002F RSA_WITH_AES_128_CBC_SHA
            0035 RSA_WITH_AES_256_CBC_SHA
            003C RSA_WITH_AES_128_CBC_SHA256
            003D RSA_WITH_AES_256_CBC_SHA256
            0041 RSA_WITH_CAMELLIA_128_CBC_SHA
            0084 RSA_WITH_CAMELLIA_256_CBC_SHA
            0096 RSA_WITH_SEED_CBC_SHA
            009C RSA_WITH_AES_128_GCM_SHA256
            009D RSA_WITH_AES_256_GCM_SHA384
            C004 ECDH_ECDSA_WITH_AES_128_CBC_SHA
            C005 ECDH_ECDSA_WITH_AES_256_CBC_SHA
            C00E ECDH_RSA_WITH_AES_128_CBC_SHA
            C00F ECDH_RSA_WITH_AES_256_CBC_SHA
            C02D ECDH_ECDSA_WITH_AES_128_GCM_SHA256
            C02E ECDH_ECDSA_WITH_AES_256_GCM_SHA384
            C031 ECDH_RSA_WITH_AES_128_GCM_SHA256
            C032 ECDH_RSA_WITH_AES_256_GCM_SHA384
            C09C RSA_WITH_AES_128_CCM
            C09D RSA_WITH_AES_256_CCM""");
    private static final List<Integer> EPHEMERAL_CBC_SUITES = named("""
            C009 ECDHE_ECDSA_WITH_AES_128_CBC_SHA
            C00A ECDHE_ECDSA_WITH_AES_256_CBC_SHA
            C013 ECDHE_RSA_WITH_AES_128_CBC_SHA
            C014 ECDHE_RSA_WITH_AES_256_CBC_SHA
            C023 ECDHE_ECDSA_WITH_AES_128_CBC_SHA256
            C024 ECDHE_ECDSA_WITH_AES_256_CBC_SHA384
            C027 ECDHE_RSA_WITH_AES_128_CBC_SHA256
            C028 ECDHE_RSA_WITH_AES_256_CBC_SHA384
            0032 DHE_DSS_WITH_AES_128_CBC_SHA
            0038 DHE_DSS_WITH_AES_256_CBC_SHA
            0033 DHE_RSA_WITH_AES_128_CBC_SHA
            0039 DHE_RSA_WITH_AES_256_CBC_SHA
            0067 DHE_RSA_WITH_AES_128_CBC_SHA256
            006B DHE_RSA_WITH_AES_256_CBC_SHA256
            0045 DHE_RSA_WITH_CAMELLIA_128_CBC_SHA
            0088 DHE_RSA_WITH_CAMELLIA_256_CBC_SHA
            009A DHE_RSA_WITH_SEED_CBC_SHA""");
    private static final List<Integer> EPHEMERAL_AEAD_SUITES = named("""
            C02B ECDHE_ECDSA_WITH_AES_128_GCM_SHA256
            C02C ECDHE_ECDSA_WITH_AES_256_GCM_SHA384
            C02F ECDHE_RSA_WITH_AES_128_GCM_SHA256
            C030 ECDHE_RSA_WITH_AES_256_GCM_SHA384
            CCA8 ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256
            CCA9 ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256
            009E DHE_RSA_WITH_AES_128_GCM_SHA256
            009F DHE_RSA_WITH_AES_256_GCM_SHA384
            CCAA DHE_RSA_WITH_CHACHA20_POLY1305_SHA256
            C09E DHE_RSA_WITH_AES_128_CCM
            C09F DHE_RSA_WITH_AES_256_CCM
            C0AC ECDHE_ECDSA_WITH_AES_128_CCM
            C0AD ECDHE_ECDSA_WITH_AES_256_CCM""");

    static final List<Integer> TLS13 = named("""
            1301 AES_128_GCM_SHA256
            1302 AES_256_GCM_SHA384
            1303 CHACHA20_POLY1305_SHA256
            1304 AES_128_CCM_SHA256
            1305 AES_128_CCM_8_SHA256""");
    static final List<Integer> TLS13_SM = named("""
            00C6 SM4_GCM_SM3
            00C7 SM4_CCM_SM3""");
    static final List<Integer> TLCP = named("""
            E011 ECDHE_SM4_CBC_SM3
            E013 ECC_SM4_CBC_SM3
            E019 RSA_SM4_CBC_SM3
            E051 ECDHE_SM4_GCM_SM3
            E053 ECC_SM4_GCM_SM3
            E059 RSA_SM4_GCM_SM3""");
    /// Finite-field Diffie-Hellman with ephemeral keys: the prime's length shows in the answer.
    static final List<Integer> DHE =
            List.of(0x009F, 0x009E, 0xCCAA, 0x006B, 0x0067, 0x0039, 0x0033, 0x0088, 0x0045, 0x0016, 0x0015, 0x0014);

    /// Every suite of the versions before 1.3, strong ones first.
    static List<Integer> classic() {
        return List.of(
                        Group.EPHEMERAL_AEAD,
                        Group.EPHEMERAL_CBC,
                        Group.STATIC_KEY,
                        Group.SHORT_BLOCK,
                        Group.RC4,
                        Group.EXPORT,
                        Group.ANONYMOUS,
                        Group.NULL)
                .stream()
                .flatMap(group -> group.suites().stream())
                .toList();
    }

    static String name(int suite) {
        return NAMES.getOrDefault(suite, String.format(Locale.ROOT, "0x%04X", suite));
    }

    private static List<Integer> named(String table) {
        return table.lines()
                .map(line -> {
                    int suite = Integer.parseInt(line.substring(0, 4), 16);
                    NAMES.put(suite, "TLS_" + line.substring(5));
                    return suite;
                })
                .toList();
    }
}
