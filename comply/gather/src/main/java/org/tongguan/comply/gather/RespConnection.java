package org.tongguan.comply.gather;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// The Redis serialization protocol, version 2 (redis.io/docs/reference/protocol-spec), as far as reading needs
/// it. Every length the peer names is checked before it is believed, and every answer has one deadline as a
/// whole.
///
/// With TLS the peer's certificate is not verified: the `tls` asset type judges certificates.
final class RespConnection implements AutoCloseable {

    static final int BULK_BYTES_MAX = 1 << 20;
    static final int ELEMENTS_MAX = 10_000;
    static final int DEPTH_MAX = 8;
    private static final int LINE_BYTES_MAX = 4096;

    /// The server's `-CODE message`.
    record Refusal(String code, String message) {}

    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;

        TooLarge(String message) {
            super(message);
        }
    }

    static final class NotResp extends IOException {
        private static final long serialVersionUID = 1L;

        NotResp(String message) {
            super(message);
        }
    }

    private final Socket socket;
    private final InputStream in;
    private long deadline;
    private int bytesLeft;

    private RespConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(new Timed(socket.getInputStream()), 8192);
    }

    static RespConnection open(String host, int port, boolean tls, Duration limit) throws IOException {
        var address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new UnknownHostException(host);
        }
        var plain = new Socket();
        try {
            plain.connect(address, (int) limit.toMillis());
            plain.setSoTimeout((int) limit.toMillis());
            return new RespConnection(tls ? encrypted(plain, host, port) : plain);
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    private static Socket encrypted(Socket plain, String host, int port) throws IOException {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Anyone()}, null);
            return context.getSocketFactory().createSocket(plain, host, port, true);
        } catch (GeneralSecurityException e) {
            throw new IOException("this Java has no TLS", e);
        }
    }

    /// @return `String`, `Long`, `List` of these, [Refusal], or null
    @Nullable
    Object ask(List<String> words, Duration limit, int bytesMax) throws IOException {
        deadline = System.nanoTime() + limit.toNanos();
        bytesLeft = bytesMax;
        var request = new ByteArrayOutputStream();
        request.write(("*" + words.size() + "\r\n").getBytes(StandardCharsets.US_ASCII));
        for (String word : words) {
            byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
            request.write(("$" + bytes.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
            request.write(bytes);
            request.write('\r');
            request.write('\n');
        }
        socket.getOutputStream().write(request.toByteArray());
        socket.getOutputStream().flush();
        return reply(0);
    }

    private @Nullable Object reply(int depth) throws IOException {
        if (depth > DEPTH_MAX) {
            throw new TooLarge("nested deeper than " + DEPTH_MAX);
        }
        String line = line();
        if (line.isEmpty()) {
            throw new NotResp("an empty line where a reply should be");
        }
        String rest = line.substring(1);
        return switch (line.charAt(0)) {
            case '+' -> rest;
            case '-' -> {
                int space = rest.indexOf(' ');
                yield space < 0
                        ? new Refusal(rest, "")
                        : new Refusal(rest.substring(0, space), rest.substring(space + 1));
            }
            case ':' -> number(rest);
            case '$' -> bulk(number(rest));
            case '*' -> array(number(rest), depth);
            default -> throw new NotResp("a reply cannot start with byte " + (int) line.charAt(0));
        };
    }

    private @Nullable String bulk(long length) throws IOException {
        if (length == -1) {
            return null;
        }
        if (length < 0 || length > BULK_BYTES_MAX) {
            throw new TooLarge("a string of " + length + " bytes, at most " + BULK_BYTES_MAX + " are read");
        }
        spend((int) length);
        byte[] bytes = in.readNBytes((int) length);
        if (bytes.length < length || in.read() != '\r' || in.read() != '\n') {
            throw new NotResp("a string does not end where it says");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private @Nullable List<@Nullable Object> array(long length, int depth) throws IOException {
        if (length == -1) {
            return null;
        }
        if (length < 0 || length > ELEMENTS_MAX) {
            throw new TooLarge("a list of " + length + ", at most " + ELEMENTS_MAX + " are read");
        }
        var list = new ArrayList<@Nullable Object>();
        for (long i = 0; i < length; i++) {
            list.add(reply(depth + 1));
        }
        return list;
    }

    private static long number(String digits) throws NotResp {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw new NotResp("a number is expected");
        }
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        while (true) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (next == '\r') {
                if (in.read() != '\n') {
                    throw new NotResp("a line does not end in CR LF");
                }
                spend(line.length() + 2);
                return line.toString();
            }
            if (line.length() == LINE_BYTES_MAX || next == '\n') {
                throw new NotResp("no reply line within " + LINE_BYTES_MAX + " bytes");
            }
            line.append((char) next);
        }
    }

    private void spend(int bytes) throws TooLarge {
        bytesLeft -= bytes;
        if (bytesLeft < 0) {
            throw new TooLarge("the whole reply is larger than its limit");
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /// Gives each read what is left of the answer's time, so that a trickling peer cannot stretch it.
    private final class Timed extends InputStream {

        private final InputStream raw;

        Timed(InputStream raw) {
            this.raw = raw;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            long millis = (deadline - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                throw new SocketTimeoutException("no whole answer in time");
            }
            socket.setSoTimeout((int) Math.min(millis, Integer.MAX_VALUE));
            return raw.read(bytes, offset, length);
        }
    }

    /// Accepts every certificate: the encryption is wanted here, the identity is judged elsewhere.
    private static final class Anyone extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket peer) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket peer) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
