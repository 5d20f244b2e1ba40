package org.tongguan.comply.gather;

import java.util.List;
import java.util.OptionalInt;

/// What a peer made of one ClientHello.
sealed interface TlsAnswer {

    /// The peer chose.
    ///
    /// @param version number on the wire
    /// @param chain certificates as DER, the peer's own first; empty in TLS 1.3, which encrypts them
    /// @param primeBits length of the Diffie-Hellman prime, where the peer sent one
    record Accepted(
            int version,
            int suite,
            boolean compressing,
            boolean secureRenegotiation,
            boolean stapling,
            List<byte[]> chain,
            OptionalInt primeBits)
            implements TlsAnswer {
        public Accepted {
            chain = List.copyOf(chain);
        }
    }

    /// The peer said no: an alert, or it hung up.
    ///
    /// @param hungUp true without an alert: a peer that has had enough of us does the same
    record Refused(String why, boolean hungUp) implements TlsAnswer {}

    /// Nothing to conclude from: silence, garbage, a limit.
    record Unclear(String why) implements TlsAnswer {}
}
