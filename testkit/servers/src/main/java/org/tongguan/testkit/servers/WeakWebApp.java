package org.tongguan.testkit.servers;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A small web application on the loopback interface: sound, but for the flaws it is told to have. It does
/// nothing and keeps nothing; the names and numbers it shows are made up. For tests and for `./tongguan demo`.
public final class WeakWebApp implements AutoCloseable {

    /// One thing wrong with it.
    public enum Flaw {
        /// Served without encryption; the others stay as they are.
        PLAIN_HTTP,
        NO_HSTS,
        NO_CSP,
        NO_FRAME_PROTECTION,
        NO_NOSNIFF,
        NO_REFERRER_POLICY,
        NO_CACHE_CONTROL,
        COOKIE_NOT_SECURE,
        COOKIE_NOT_HTTP_ONLY,
        COOKIE_NO_SAME_SITE,
        LOGIN_OVER_HTTP,
        LOGIN_BY_GET,
        MIXED_CONTENT,
        UNPINNED_SCRIPT,
        NO_PRIVACY_NOTICE,
        IDENTITY_NUMBERS_SHOWN,
        STACK_TRACE,
        VERSION_BANNER,
        TRACE_METHOD,
        RISKY_METHODS,
        DIRECTORY_LISTING,
        ACTUATOR_ENV,
        GIT_FOLDER,
        TOMCAT_MANAGER,
        API_DOCUMENT,
        FOREIGN_ORIGINS
    }

    private static final String SESSION = "JSESSIONID=0A1B2C3D4E5F60718293A4B5C6D7E8F9; Path=/";

    /// Made once for all applications of the process, when the first one needs it.
    private static final class Lazy {
        private static final EndpointCertificate CERTIFICATE = EndpointCertificate.selfSigned(
                EndpointCertificate.Kind.EC_P256_SHA256, 365, List.of("127.0.0.1", "localhost"));
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final Set<Flaw> flaws;

    private WeakWebApp(HttpServer server, ExecutorService threads, Set<Flaw> flaws) {
        this.server = server;
        this.threads = threads;
        this.flaws = flaws;
    }

    /// Every flaw at once, over plain HTTP: the application of the demo.
    public static WeakWebApp weak(int port) {
        return start(EnumSet.allOf(Flaw.class), port);
    }

    /// @param port 0 for any free one
    public static WeakWebApp start(Set<Flaw> flaws, int port) {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try {
            HttpServer server;
            if (flaws.contains(Flaw.PLAIN_HTTP)) {
                server = HttpServer.create(address, 0);
            } else {
                var secured = HttpsServer.create(address, 0);
                secured.setHttpsConfigurator(new HttpsConfigurator(tls()));
                server = secured;
            }
            var threads = Executors.newVirtualThreadPerTaskExecutor();
            server.setExecutor(threads);
            var app = new WeakWebApp(server, threads, flaws.isEmpty() ? Set.of() : EnumSet.copyOf(flaws));
            server.createContext("/", app::answer);
            server.start();
            return app;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot start the web application on port " + port, e);
        }
    }

    public URI address() {
        return URI.create((has(Flaw.PLAIN_HTTP) ? "http" : "https") + "://127.0.0.1:"
                + server.getAddress().getPort() + "/");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private boolean has(Flaw flaw) {
        return flaws.contains(flaw);
    }

    private void answer(HttpExchange exchange) {
        try (exchange) {
            headers(exchange.getResponseHeaders(), exchange.getRequestHeaders());
            switch (exchange.getRequestMethod()) {
                case "GET" -> get(exchange);
                case "HEAD" -> exchange.sendResponseHeaders(404, -1);
                case "OPTIONS" -> {
                    exchange.getResponseHeaders()
                            .set(
                                    "Allow",
                                    has(Flaw.RISKY_METHODS)
                                            ? "GET, HEAD, POST, PUT, DELETE, OPTIONS"
                                            : "GET, HEAD, POST, OPTIONS");
                    exchange.sendResponseHeaders(204, -1);
                }
                case "TRACE" -> {
                    if (has(Flaw.TRACE_METHOD)) {
                        var echo = new StringBuilder("TRACE / HTTP/1.1\r\n");
                        exchange.getRequestHeaders()
                                .forEach((name, values) -> values.forEach(value -> echo.append(name)
                                        .append(": ")
                                        .append(value)
                                        .append("\r\n")));
                        send(exchange, 200, "message/http", echo.toString());
                    } else {
                        exchange.sendResponseHeaders(405, -1);
                    }
                }
                default -> exchange.sendResponseHeaders(405, -1);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the client went away", e);
        }
    }

    private void headers(Headers headers, Headers asked) {
        unless(Flaw.NO_HSTS, headers, "Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        unless(
                Flaw.NO_CSP,
                headers,
                "Content-Security-Policy",
                has(Flaw.NO_FRAME_PROTECTION) ? "default-src 'self'" : "default-src 'self'; frame-ancestors 'none'");
        unless(Flaw.NO_FRAME_PROTECTION, headers, "X-Frame-Options", "DENY");
        unless(Flaw.NO_NOSNIFF, headers, "X-Content-Type-Options", "nosniff");
        unless(Flaw.NO_REFERRER_POLICY, headers, "Referrer-Policy", "strict-origin-when-cross-origin");
        unless(Flaw.NO_CACHE_CONTROL, headers, "Cache-Control", "no-store");
        headers.set("Server", has(Flaw.VERSION_BANNER) ? "nginx/1.14.0" : "web");
        if (has(Flaw.FOREIGN_ORIGINS) && asked.containsKey("Origin")) {
            headers.set("Access-Control-Allow-Origin", asked.getFirst("Origin"));
            headers.set("Access-Control-Allow-Credentials", "true");
        }
        headers.add(
                "Set-Cookie",
                SESSION
                        + (has(Flaw.COOKIE_NOT_SECURE) ? "" : "; Secure")
                        + (has(Flaw.COOKIE_NOT_HTTP_ONLY) ? "" : "; HttpOnly")
                        + (has(Flaw.COOKIE_NO_SAME_SITE) ? "" : "; SameSite=Lax"));
    }

    private void unless(Flaw flaw, Headers headers, String name, String value) {
        if (!has(flaw)) {
            headers.set(name, value);
        }
    }

    private void get(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        switch (path) {
            case "/" -> send(exchange, 200, "text/html; charset=utf-8", home());
            case "/static/" ->
                page(
                        exchange,
                        Flaw.DIRECTORY_LISTING,
                        "text/html",
                        "<html><title>Index of /static/</title><body><h1>Index of /static/</h1><a href=\"app.js\">app.js</a></body></html>");
            case "/actuator" ->
                page(
                        exchange,
                        Flaw.ACTUATOR_ENV,
                        "application/json",
                        "{\"_links\":{\"self\":{\"href\":\"/actuator\"},\"env\":{\"href\":\"/actuator/env\"}}}");
            case "/actuator/env" ->
                page(
                        exchange,
                        Flaw.ACTUATOR_ENV,
                        "application/json",
                        "{\"activeProfiles\":[],\"propertySources\":[{\"name\":\"systemProperties\",\"properties\":{}}]}");
            case "/.git/HEAD" -> page(exchange, Flaw.GIT_FOLDER, "text/plain", "ref: refs/heads/main\n");
            case "/v3/api-docs" ->
                page(exchange, Flaw.API_DOCUMENT, "application/json", "{\"openapi\":\"3.0.1\",\"paths\":{}}");
            case "/manager/html" -> {
                if (has(Flaw.TOMCAT_MANAGER)) {
                    exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"Tomcat Manager Application\"");
                    send(exchange, 401, "text/html", "<html>401</html>");
                } else {
                    missing(exchange);
                }
            }
            default -> missing(exchange);
        }
    }

    private void page(HttpExchange exchange, Flaw flaw, String type, String text) throws IOException {
        if (has(flaw)) {
            send(exchange, 200, type, text);
        } else {
            missing(exchange);
        }
    }

    private void missing(HttpExchange exchange) throws IOException {
        if (has(Flaw.STACK_TRACE)) {
            send(exchange, 500, "text/html", """
                    <html><body><h1>500</h1><pre>java.lang.IllegalStateException: no handler
                        at test.example.ride.Dispatcher.find(Dispatcher.java:42)
                        at test.example.ride.Dispatcher.serve(Dispatcher.java:17)</pre></body></html>""");
        } else {
            send(exchange, 404, "text/html", "<html><body>404</body></html>");
        }
    }

    private String home() {
        String action = has(Flaw.LOGIN_OVER_HTTP) ? "http://127.0.0.1/login" : "/login";
        return """
                <!DOCTYPE html><html><head><title>乘车码运营后台</title>
                <script src="/static/app.js"></script>%s%s</head><body>
                <form action="%s" method="%s"><input name="account"><input type="password" name="password"></form>
                %s%s</body></html>""".formatted(
                has(Flaw.MIXED_CONTENT) ? "<img src=\"http://pictures.example.test/logo.png\">" : "",
                has(Flaw.UNPINNED_SCRIPT) ? "<script src=\"https://scripts.example.test/lib.js\"></script>" : "",
                action,
                has(Flaw.LOGIN_BY_GET) ? "get" : "post",
                // made up, with a right check digit; the region code 999999 is not given out
                has(Flaw.IDENTITY_NUMBERS_SHOWN) ? "<p>乘客 999999199001011238</p>" : "",
                has(Flaw.NO_PRIVACY_NOTICE) ? "" : "<a href=\"/privacy\">隐私政策</a>");
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static SSLContext tls() throws GeneralSecurityException, IOException {
        var certificate = Lazy.CERTIFICATE;
        var keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        char[] unlock = {'t', 'e', 's', 't'};
        keys.setKeyEntry("server", certificate.keys().getPrivate(), unlock, new Certificate[] {
            CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate.der()))
        });
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, unlock);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
