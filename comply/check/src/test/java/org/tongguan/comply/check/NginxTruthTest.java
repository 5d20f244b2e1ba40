package org.tongguan.comply.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.facts.Outcome;
import org.tongguan.testkit.servers.NginxServer;

/// A sound nginx configuration, found sound by the real `nginx -t`, meets every check; each setting broken
/// alone (and still accepted by nginx) flips exactly the checks it concerns. The evidence comes from the host
/// script itself, run over a root folder.
class NginxTruthTest {

    @TempDir
    static Path root;

    private static final String MAIN = """
            user www-data;
            error_log /var/log/nginx/error.log warn;
            events { worker_connections 64; }
            http {
                TEMPORARY
                server_tokens off;
                log_format main '$time_iso8601 $remote_addr $remote_user "$request" $status $upstream_addr';
                access_log access.log main;
                client_max_body_size 10m;
                ssl_protocols TLSv1.2 TLSv1.3;
                ssl_ciphers ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384;
                include conf.d/*.conf;
            }
            """;

    private static final String SITE = """
            server {
                listen 80 default_server;
                listen 443 ssl default_server;
                server_name _;
                ssl_reject_handshake on;
                return 444;
            }
            server {
                listen 80;
                server_name ride.example;
                return 301 https://$host$request_uri;
            }
            server {
                listen 443 ssl;
                server_name ride.example;
                ssl_certificate tls/ride.pem;
                ssl_certificate_key tls/ride.key;
                add_header Strict-Transport-Security "max-age=31536000" always;
                add_header X-Content-Type-Options nosniff always;
                add_header X-Frame-Options DENY always;
                location / {
                    proxy_pass https://127.0.0.1:8443;
                    proxy_ssl_verify on;
                    proxy_ssl_trusted_certificate tls/ride.pem;
                }
                location = /nginx_status {
                    stub_status;
                    allow 10.20.0.0/16;
                    deny all;
                }
            }
            """;

    private record Break(String what, String before, String after, String... flips) {}

    private static final List<Break> BREAKS = List.of(
            new Break("user root", "user www-data", "user root", "nginx.process.user"),
            new Break("error_log emerg", "error.log warn", "error.log emerg", "nginx.audit.error-log"),
            new Break(
                    "error_log /dev/null",
                    "error_log /var/log/nginx/error.log warn",
                    "error_log /dev/null",
                    "nginx.audit.error-log"),
            new Break("server_tokens on", "server_tokens off", "server_tokens on", "nginx.headers.server-tokens"),
            new Break("no time in the log format", "$time_iso8601 ", "", "nginx.audit.log-fields"),
            new Break("no result in the log format", "\" $status ", "\" ", "nginx.audit.log-fields"),
            new Break("access_log off", "access_log access.log main", "access_log off", "nginx.audit.access-log"),
            new Break(
                    "access_log off in one location",
                    "proxy_ssl_verify on;",
                    "proxy_ssl_verify on; access_log off;",
                    "nginx.audit.access-log"),
            new Break(
                    "unlimited bodies", "client_max_body_size 10m", "client_max_body_size 0", "nginx.input.body-size"),
            new Break("TLS 1.0", "ssl_protocols TLSv1.2", "ssl_protocols TLSv1 TLSv1.2", "nginx.tls.protocols"),
            new Break("3DES", "ssl_ciphers ECDHE", "ssl_ciphers DES-CBC3-SHA:ECDHE", "nginx.tls.ciphers"),
            new Break(
                    "ALL ciphers", "ssl_ciphers ECDHE-ECDSA-AES256-GCM-SHA384", "ssl_ciphers ALL", "nginx.tls.ciphers"),
            new Break(
                    "plain content",
                    "return 301 https://$host$request_uri;",
                    "root /srv/www;",
                    "nginx.transport.redirect-to-https",
                    "nginx.headers.content-protection"),
            new Break(
                    "redirect to http",
                    "return 301 https://$host",
                    "return 301 http://$host",
                    "nginx.transport.redirect-to-https",
                    "nginx.headers.content-protection"),
            new Break("short HSTS", "max-age=31536000", "max-age=600", "nginx.tls.hsts"),
            new Break(
                    "no nosniff",
                    "add_header X-Content-Type-Options nosniff always;",
                    "",
                    "nginx.headers.content-protection"),
            new Break(
                    "the add_header trap",
                    "proxy_ssl_verify on;",
                    "proxy_ssl_verify on; add_header X-Trace 1;",
                    "nginx.headers.content-protection",
                    "nginx.tls.hsts"),
            new Break(
                    "upstream not verified",
                    "proxy_ssl_verify on",
                    "proxy_ssl_verify off",
                    "nginx.tls.upstream-verify"),
            new Break("status page for everyone", "deny all;", "", "nginx.access.admin-locations"),
            new Break(
                    "autoindex",
                    "proxy_ssl_verify on;",
                    "proxy_ssl_verify on; autoindex on;",
                    "nginx.access.directory-listing"),
            new Break(
                    "WebDAV",
                    "proxy_ssl_verify on;",
                    "proxy_ssl_verify on; dav_methods PUT DELETE;",
                    "nginx.service.dav-methods"),
            new Break(
                    "default server serves",
                    "return 444;",
                    "return 302 /elsewhere;",
                    "nginx.access.default-server",
                    "nginx.transport.redirect-to-https",
                    "nginx.headers.content-protection",
                    "nginx.tls.hsts"));

    @BeforeAll
    static void layOut() throws IOException, InterruptedException {
        assertTrue(NginxServer.installed(), "nginx is not installed: install the package " + NginxServer.PACKAGE);
        Path tls = Files.createDirectories(root.resolve("etc/nginx/tls"));
        Files.createDirectories(root.resolve("etc/nginx/conf.d"));
        int exit = new ProcessBuilder(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=ride.example",
                        "-keyout",
                        tls.resolve("ride.key").toString(),
                        "-out",
                        tls.resolve("ride.pem").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        assertEquals(0, exit, "openssl could not make a certificate: install the package openssl");
        Files.setPosixFilePermissions(tls.resolve("ride.key"), PosixFilePermissions.fromString("rw-------"));
    }

    /// Lets nginx itself test the configuration, then reads it with the host script.
    private static Map<String, ResultState> states(ComponentRange range, String before, String after)
            throws IOException {
        Path nginx = root.resolve("etc/nginx");
        String main = broken(MAIN.replace("TEMPORARY", NginxServer.temporaryFolders()), before, after);
        Files.writeString(nginx.resolve("conf.d/site.conf"), broken(SITE, before, after));
        // nginx would open the log of the real host: the copy it tests logs into the folder
        Files.writeString(
                nginx.resolve("tested.conf"),
                main.replace(
                        "/var/log/nginx/error.log", root.resolve("error.log").toString()));
        assertEquals("", NginxServer.complaints(nginx.resolve("tested.conf"), root));
        Files.delete(nginx.resolve("tested.conf"));
        Files.writeString(nginx.resolve("nginx.conf"), main);
        var gathered = ComponentRange.gather(root);
        var evidence = new LinkedHashMap<String, String>();
        for (String id : List.of("nginx_config", "nginx_files")) {
            var one = gathered.get(id);
            assertEquals(Outcome.CAME, one.outcome(), one.message());
            evidence.put(id, new String(one.bytes(), StandardCharsets.UTF_8));
        }
        return range.states(evidence);
    }

    private static String broken(String text, String before, String after) {
        return before.isEmpty() ? text : text.replace(before, after);
    }

    private static Map<String, ResultState> configured(Map<String, ResultState> states) {
        var kept = new LinkedHashMap<>(states);
        // files.logs has no log file to look at, files.* depend on who runs the test
        kept.keySet().removeIf(id -> id.startsWith("nginx.files."));
        return kept;
    }

    @Test
    void aSoundConfigurationMeetsEveryCheck() throws IOException {
        configured(states(new ComponentRange(AssetType.NGINX), "", ""))
                .forEach((id, state) -> assertEquals(ResultState.PASS, state, id));
    }

    @TestFactory
    Stream<DynamicTest> eachBreakFlipsExactlyItsChecks() throws IOException {
        var range = new ComponentRange(AssetType.NGINX);
        var sound = configured(states(range, "", ""));
        return BREAKS.stream()
                .map(broken -> DynamicTest.dynamicTest(
                        broken.what(),
                        () -> assertEquals(
                                new TreeSet<>(Set.of(broken.flips())),
                                ComponentRange.flipped(
                                        sound, configured(states(range, broken.before(), broken.after()))))));
    }

    @Test
    void aStartedServerAnswersOnLoopbackAndStops(@TempDir Path folder) throws IOException {
        try (var server = NginxServer.start(folder, port -> "server { listen 127.0.0.1:" + port + "; return 204; }")
                        .orElseThrow();
                var socket = new java.net.Socket("127.0.0.1", server.port())) {
            socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertTrue(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .startsWith("HTTP/1.1 204"));
        }
    }
}
