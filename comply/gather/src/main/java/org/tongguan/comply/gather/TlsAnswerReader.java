package org.tongguan.comply.gather;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/// Reads a peer's answer to one ClientHello as far as it comes in the clear, and no further. The peer is hostile:
/// lengths are checked before anything is allocated, and the whole answer is bounded.
final class TlsAnswerReader {

    private static final int RECORD_BYTES_MAX = (1 << 14) + 2048;
    private static final int ANSWER_BYTES_MAX = 192 << 10;
    private static final int RECORDS_MAX = 64;
    private static final int CERTIFICATES_MAX = 10;
    private static final int CERTIFICATE_BYTES_MAX = 32 << 10;
    private static final int WARNING = 1;
    private static final int TLS_1_3_VERSIONS_EXTENSION = 0x002B;

    /// Bytes that are no TLS, or TLS that breaks its own rules.
    private static final class NotTls extends Exception {
        private static final long serialVersionUID = 1L;

        NotTls(String message) {
            super(message);
        }
    }

    private final InputStream in;
    private final TlsHello asked;

    private byte[] handshake = new byte[0];
    private int parsed;
    private boolean helloSeen;
    private boolean over;
    private int version;
    private int suite;
    private boolean compressing;
    private boolean secureRenegotiation;
    private boolean stapling;
    private List<byte[]> chain = List.of();
    private OptionalInt primeBits = OptionalInt.empty();

    /// @param in a stream that ends or throws [SocketTimeoutException] by itself
    TlsAnswerReader(InputStream in, TlsHello asked) {
        this.in = in;
        this.asked = asked;
    }

    TlsAnswer read() {
        try {
            for (int records = 0; records < RECORDS_MAX && !over; records++) {
                int type = in.read();
                if (type < 0) {
                    return helloSeen ? accepted() : new TlsAnswer.Refused("hung up without an alert", true);
                }
                if (type < 20 || type > 23) {
                    return new TlsAnswer.Unclear("answered with no TLS record, first byte " + type);
                }
                byte[] head = exactly(4);
                int length = two(head, 2);
                if (head[0] != 3 && head[0] != 1 || length > RECORD_BYTES_MAX) {
                    return new TlsAnswer.Unclear("answered with a record no TLS version allows");
                }
                byte[] content = exactly(length);
                switch (type) {
                    case 21 -> {
                        if (content.length < 2) {
                            return new TlsAnswer.Unclear("sent a torn alert");
                        }
                        if (content[0] != WARNING && !helloSeen) {
                            return new TlsAnswer.Refused("alert " + (content[1] & 0xFF), false);
                        }
                        over = content[0] != WARNING;
                    }
                    case 22 -> take(content);
                    // an encrypted part begins: nothing more to read for us
                    default -> over = true;
                }
            }
            return helloSeen ? accepted() : new TlsAnswer.Unclear("sent records without a ServerHello");
        } catch (NotTls e) {
            return new TlsAnswer.Unclear(String.valueOf(e.getMessage()));
        } catch (EOFException e) {
            return helloSeen ? accepted() : new TlsAnswer.Unclear("hung up in the middle of a record");
        } catch (SocketTimeoutException e) {
            return helloSeen ? accepted() : new TlsAnswer.Unclear("gave no full answer in time");
        } catch (SocketException e) {
            return helloSeen ? accepted() : new TlsAnswer.Refused("reset the connection", true);
        } catch (IOException e) {
            return new TlsAnswer.Unclear("reading its answer failed: " + e.getMessage());
        }
    }

    private TlsAnswer accepted() {
        if (!asked.suites().contains(suite)) {
            return new TlsAnswer.Unclear("chose " + CipherSuites.name(suite) + ", which was not offered");
        }
        return new TlsAnswer.Accepted(version, suite, compressing, secureRenegotiation, stapling, chain, primeBits);
    }

    private void take(byte[] content) throws NotTls {
        if (handshake.length - parsed + content.length > ANSWER_BYTES_MAX) {
            throw new NotTls("answered more than " + ANSWER_BYTES_MAX + " bytes");
        }
        byte[] joined = Arrays.copyOfRange(handshake, parsed, handshake.length + content.length);
        System.arraycopy(content, 0, joined, handshake.length - parsed, content.length);
        handshake = joined;
        parsed = 0;
        while (!over && handshake.length - parsed >= 4) {
            int length = (handshake[parsed + 1] & 0xFF) << 16 | two(handshake, parsed + 2);
            if (length > ANSWER_BYTES_MAX) {
                throw new NotTls("announced a handshake message of " + length + " bytes");
            }
            if (handshake.length - parsed - 4 < length) {
                return;
            }
            message(handshake[parsed], Arrays.copyOfRange(handshake, parsed + 4, parsed + 4 + length));
            parsed += 4 + length;
        }
    }

    private void message(int type, byte[] body) throws NotTls {
        if (!helloSeen && type != 2) {
            throw new NotTls("began with handshake message " + type + " instead of a ServerHello");
        }
        switch (type) {
            case 2 -> hello(body);
            case 11 -> chain = certificates(body);
            case 22 -> stapling = true;
            case 12 -> primeBits = CipherSuites.DHE.contains(suite) ? prime(body) : OptionalInt.empty();
            case 14 -> over = true;
            default -> {
                // CertificateRequest and the like tell us nothing we ask about
            }
        }
    }

    private void hello(byte[] body) throws NotTls {
        if (helloSeen || body.length < 38) {
            throw new NotTls("sent a torn ServerHello");
        }
        version = two(body, 0);
        int at = 35 + (body[34] & 0xFF);
        if (at + 3 > body.length) {
            throw new NotTls("sent a torn ServerHello");
        }
        suite = two(body, at);
        compressing = body[at + 2] != 0;
        at += 3;
        int end = at + 2 <= body.length ? Math.min(body.length, at + 2 + two(body, at)) : at;
        for (at += 2; at + 4 <= end; ) {
            int extension = two(body, at);
            int length = two(body, at + 2);
            at += 4;
            if (at + length > end) {
                throw new NotTls(String.format(Locale.ROOT, "sent a torn extension 0x%04X", extension));
            }
            if (extension == TLS_1_3_VERSIONS_EXTENSION && length == 2) {
                version = two(body, at);
            }
            secureRenegotiation |= extension == 0xFF01;
            at += length;
        }
        helloSeen = true;
        over = version == TlsVersion.TLS13.number();
    }

    private static List<byte[]> certificates(byte[] body) throws NotTls {
        var certificates = new ArrayList<byte[]>();
        int at = 3;
        while (at + 3 <= body.length && certificates.size() < CERTIFICATES_MAX) {
            int length = (body[at] & 0xFF) << 16 | two(body, at + 1);
            if (length > CERTIFICATE_BYTES_MAX || at + 3 + length > body.length) {
                throw new NotTls("sent a torn certificate list");
            }
            certificates.add(Arrays.copyOfRange(body, at + 3, at + 3 + length));
            at += 3 + length;
        }
        return certificates;
    }

    private static OptionalInt prime(byte[] body) throws NotTls {
        if (body.length < 2 || two(body, 0) > body.length - 2) {
            throw new NotTls("sent a torn ServerKeyExchange");
        }
        return OptionalInt.of(new java.math.BigInteger(1, Arrays.copyOfRange(body, 2, 2 + two(body, 0))).bitLength());
    }

    private byte[] exactly(int bytes) throws IOException {
        byte[] read = in.readNBytes(bytes);
        if (read.length < bytes) {
            throw new EOFException();
        }
        return read;
    }

    private static int two(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }
}
