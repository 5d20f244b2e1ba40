package org.tongguan.comply.gather;

/// A version of the protocol and its number on the wire. TLCP is the Chinese one (GB/T 38636), which counts
/// apart.
enum TlsVersion {
    SSL3("SSLv3", 0x0300),
    TLS10("TLSv1.0", 0x0301),
    TLS11("TLSv1.1", 0x0302),
    TLS12("TLSv1.2", 0x0303),
    TLS13("TLSv1.3", 0x0304),
    TLCP("TLCP", 0x0101);

    private final String name;
    private final int number;

    TlsVersion(String name, int number) {
        this.name = name;
        this.number = number;
    }

    /// The name in the evidence.
    String word() {
        return name;
    }

    int number() {
        return number;
    }
}
