package org.tongguan.comply.gather;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.tongguan.comply.facts.Reading;

/// One HTTP/1.1 request on a connection of its own (RFC 9112), written and read by ourselves: a library would
/// hide the odd answers we came to see, and would let a hostile server decide how long we wait and how much we
/// keep.
final class HttpOnce {

    static final String AGENT = "Tongguan/0.1 (MLPS assessment; read-only)";

    private static final int HEAD_BYTES_MAX = 64 << 10;
    private static final int HEADERS_MAX = 100;
    private static final int BODY_BYTES_MAX = 256 << 10;
    private static final int INTERIM_REPLIES_MAX = 5;
    private static final Duration CONNECT_MAX = Duration.ofSeconds(3);

    private final String scheme;
    private final String host;
    private final int port;
    private final long deadlineNanos;

    /// @param deadlineNanos a moment of [System#nanoTime] by which the answer has to be there
    HttpOnce(URI address, long deadlineNanos) {
        this.scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        this.host = String.valueOf(address.getHost());
        this.port = port(address);
        this.deadlineNanos = deadlineNanos;
    }

    static int port(URI address) {
        return address.getPort() > 0 ? address.getPort() : "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
    }

    /// @param target the request target as it goes on the wire, wrong ones included; no spaces or control
    ///     characters
    HttpReply ask(String method, String target, Map<String, String> headers) throws IOException {
        try (var plain = new Socket()) {
            long left = (deadlineNanos - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new SocketTimeoutException("the time for this answer is up");
            }
            String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
            plain.setTcpNoDelay(true);
            plain.connect(new InetSocketAddress(bare, port), (int) Math.min(left, CONNECT_MAX.toMillis()));
            if (!scheme.equals("https")) {
                return over(plain, method, target, headers);
            }
            try (var secured = secured(plain, bare, (int) left)) {
                return over(secured, method, target, headers);
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("cannot connect to " + host + ":" + port, e);
        }
    }

    private static SSLSocket secured(Socket plain, String host, int millis) throws IOException {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new TrustAnything()}, null);
            plain.setSoTimeout(millis);
            var secured = (SSLSocket) context.getSocketFactory().createSocket(plain, host, plain.getPort(), true);
            if (Addresses.literal(host).length == 0) {
                var parameters = secured.getSSLParameters();
                parameters.setServerNames(List.of(new SNIHostName(host)));
                secured.setSSLParameters(parameters);
            }
            secured.startHandshake();
            return secured;
        } catch (GeneralSecurityException e) {
            throw new IOException("this JDK has no TLS", e);
        }
    }

    private HttpReply over(Socket socket, String method, String target, Map<String, String> headers)
            throws IOException {
        boolean usual = port == (scheme.equals("https") ? 443 : 80);
        var request = new StringBuilder(256)
                .append(method)
                .append(' ')
                .append(target)
                .append(" HTTP/1.1\r\nHost: ")
                .append(host)
                .append(usual ? "" : ":" + port)
                .append("\r\nUser-Agent: ")
                .append(AGENT)
                .append("\r\nAccept: text/html,application/json;q=0.9,*/*;q=0.5\r\nAccept-Encoding: identity\r\n")
                .append("Connection: close\r\n");
        headers.forEach(
                (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        var in = new DeadlineStream(socket, deadlineNanos, HEAD_BYTES_MAX + 2L * BODY_BYTES_MAX);
        for (int interim = 0; interim < INTERIM_REPLIES_MAX; interim++) {
            int status = status(line(in));
            var fields = fields(in);
            if (status >= 200) {
                boolean bare = method.equals("HEAD") || status == 204 || status == 304;
                return bare ? new HttpReply(status, fields, "", true) : withBody(in, status, fields);
            }
        }
        throw new IOException("only interim answers came");
    }

    private static int status(String line) throws IOException {
        if (line.startsWith("HTTP/1.")
                && line.length() >= 12
                && line.substring(9, 12).matches("[1-9][0-9]{2}")) {
            return Integer.parseInt(line.substring(9, 12));
        }
        throw new IOException("the answer is not HTTP/1");
    }

    private static Map<String, List<String>> fields(InputStream in) throws IOException {
        var fields = new LinkedHashMap<String, List<String>>();
        int bytes = 0;
        for (int count = 0; count <= HEADERS_MAX; count++) {
            String line = line(in);
            bytes += line.length();
            if (line.isEmpty()) {
                return fields;
            }
            if (bytes > HEAD_BYTES_MAX) {
                break;
            }
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.computeIfAbsent(
                                line.substring(0, colon).strip().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                        .add(line.substring(colon + 1).strip());
            }
        }
        throw new IOException("the answer has more than " + HEADERS_MAX + " header lines");
    }

    private static HttpReply withBody(InputStream in, int status, Map<String, List<String>> fields) {
        var body = new ByteArrayOutputStream();
        boolean whole;
        try {
            String coding = String.join(",", fields.getOrDefault("transfer-encoding", List.of()));
            whole = coding.toLowerCase(Locale.ROOT).contains("chunked")
                    ? chunked(in, body)
                    : counted(in, body, length(fields));
        } catch (IOException e) {
            // what came before the trouble still counts, marked as not the whole
            whole = false;
        }
        return new HttpReply(status, fields, Reading.text(body.toByteArray()), whole);
    }

    private static long length(Map<String, List<String>> fields) {
        var lengths = fields.getOrDefault("content-length", List.of());
        return lengths.size() == 1 && lengths.getFirst().matches("[0-9]{1,15}")
                ? Long.parseLong(lengths.getFirst())
                : Long.MAX_VALUE;
    }

    private static boolean counted(InputStream in, ByteArrayOutputStream body, long length) throws IOException {
        long left = Math.min(length, BODY_BYTES_MAX - body.size());
        byte[] buffer = new byte[8192];
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                return length == Long.MAX_VALUE;
            }
            body.write(buffer, 0, read);
            left -= read;
        }
        return length <= BODY_BYTES_MAX;
    }

    private static boolean chunked(InputStream in, ByteArrayOutputStream body) throws IOException {
        while (true) {
            String size = line(in).split(";", 2)[0].strip();
            if (!size.matches("[0-9A-Fa-f]{1,8}")) {
                return false;
            }
            long length = Long.parseLong(size, 16);
            if (length == 0) {
                return true;
            }
            if (length > BODY_BYTES_MAX - body.size()) {
                counted(in, body, BODY_BYTES_MAX - body.size());
                return false;
            }
            counted(in, body, length);
            line(in);
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream(80);
        while (true) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the answer ended in its head");
            }
            if (next == '\n') {
                String text = Reading.text(line.toByteArray());
                return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            }
            if (line.size() == HEAD_BYTES_MAX) {
                throw new IOException("a header line is longer than " + HEAD_BYTES_MAX + " bytes");
            }
            line.write(next);
        }
    }
}
