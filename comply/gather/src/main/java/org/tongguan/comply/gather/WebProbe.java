package org.tongguan.comply.gather;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.tongguan.comply.asset.Access;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.facts.Collector;
import org.tongguan.comply.facts.Gathered;
import org.tongguan.comply.facts.Json;
import org.tongguan.comply.facts.Outcome;
import org.tongguan.comply.facts.Source;

/// Looks at a web application as a stranger would: some two dozen requests, one after the other, none of which
/// changes anything, tries a password or exploits a fault. Redirects are followed on the same host only; the
/// heap dump is asked for with HEAD. Pages and cookie values are never kept, only what was seen of them.
///
/// A question without a clear answer leaves its member out of the evidence. Known limits: nothing behind a
/// login is seen, nor what scripts build in a browser.
final class WebProbe implements Gatherer {

    private static final int REQUESTS_MAX = 25;
    private static final int REDIRECTS_MAX = 2;
    private static final Duration WHOLE = Duration.ofSeconds(60);
    private static final Duration ONE = Duration.ofSeconds(6);
    private static final int SHOWN_CHARACTERS_MAX = 500;
    private static final int COOKIES_MAX = 50;
    private static final List<String> HEADERS = List.of(
            "content-type",
            "strict-transport-security",
            "content-security-policy",
            "x-frame-options",
            "x-content-type-options",
            "referrer-policy",
            "permissions-policy",
            "cache-control",
            "server",
            "x-powered-by",
            "x-aspnet-version",
            "x-generator");
    private static final List<String> BANNERS = List.of("server", "x-powered-by", "x-aspnet-version", "x-generator");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{1,40}[ /]v?[0-9]+(?:\\.[0-9]+)+");
    private static final Pattern PAGE_VERSION = Pattern.compile(
            "(?:Apache Tomcat|nginx|Apache|Jetty|openresty|PHP|IIS|JBoss[^/<]{0,20}|WebLogic[^/<]{0,20})/[0-9]+(?:\\.[0-9]+)+");
    private static final Pattern SESSION_COOKIE =
            Pattern.compile("(?i)sess|sid$|^sid|token|auth|jwt|passport|remember");
    private static final Pattern CROSS_SITE_COOKIE = Pattern.compile("(?i)[cx]srf");
    private static final Pattern MAX_AGE = Pattern.compile("(?i)max-age\\s{0,3}=\\s{0,3}\"?([0-9]{1,12})");
    private static final String FOREIGN_ORIGIN = "https://stranger.invalid";

    private final SecureRandom random = new SecureRandom();

    @Override
    public void gather(Asset asset, List<Collector> wanted, Duration limit, Consumer<Gathered> sink)
            throws Unreachable, InterruptedException {
        if (!(asset.access() instanceof Access.Web access)) {
            throw new IllegalArgumentException(asset.id() + " is no web application");
        }
        for (Collector collector : wanted) {
            if (collector.source() instanceof Source.Probe(String name) && name.equals("web")) {
                long start = System.nanoTime();
                sink.accept(new Look(access.address(), start + Math.min(WHOLE.toNanos(), limit.toNanos()))
                        .gathered(collector, start));
            }
        }
    }

    @Override
    public String by(Asset asset) {
        return "anonymous client";
    }

    /// One look at one application.
    private final class Look {

        private final URI given;
        private final long deadline;
        private final Map<String, Object> members = new LinkedHashMap<>();
        private final Map<String, Object> cookies = new LinkedHashMap<>();
        private final Set<String> versions = new LinkedHashSet<>();
        private final List<Object> unclear = new ArrayList<>();
        private int requests;

        Look(URI given, long deadline) {
            this.given = given;
            this.deadline = deadline;
        }

        Gathered gathered(Collector collector, long start) throws Unreachable, InterruptedException {
            reach();
            URI home = given;
            HttpReply reply;
            try {
                reply = ask(home, "GET", target(home), Map.of());
                for (int i = 0; i < REDIRECTS_MAX && reply.status() / 100 == 3; i++) {
                    note(home, reply);
                    var next = sameHost(home, reply.header("location"));
                    if (next.isEmpty()) {
                        break;
                    }
                    home = next.get();
                    reply = ask(home, "GET", target(home), Map.of());
                }
            } catch (IOException e) {
                return Gathered.without(
                        collector.id(), Outcome.FAILED, "no usable answer from " + shown(home) + ": " + e.getMessage());
            }
            note(home, reply);
            home(home, reply);
            plainHttp(home);
            methods(home);
            errors(home);
            strangers(home);
            folder(home, reply);
            exposures(home, reply);
            members.put("cookies", new ArrayList<>(cookies.values()));
            members.put("versions", new ArrayList<Object>(versions));
            members.put("unclear", unclear);
            members.put("requests", (long) requests);
            return Gathered.came(
                    collector.id(),
                    Json.write(members).getBytes(StandardCharsets.UTF_8),
                    (System.nanoTime() - start) / 1_000_000);
        }

        private void reach() throws Unreachable {
            try (var socket = new java.net.Socket()) {
                String host = String.valueOf(given.getHost());
                String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
                socket.connect(new java.net.InetSocketAddress(bare, HttpOnce.port(given)), 3_000);
            } catch (IOException | IllegalArgumentException e) {
                throw new Unreachable("cannot connect to " + shown(given) + ": " + e.getMessage(), e);
            }
        }

        private HttpReply ask(URI at, String method, String target, Map<String, String> headers)
                throws IOException, InterruptedException {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            long now = System.nanoTime();
            if (requests >= REQUESTS_MAX || now >= deadline) {
                throw new IOException("not asked: out of requests or time");
            }
            requests++;
            return new HttpOnce(at, Math.min(deadline, now + ONE.toNanos())).ask(method, target, headers);
        }

        /// Empty, and noted, if there was no answer.
        private Optional<HttpReply> tried(
                String question, URI at, String method, String target, Map<String, String> headers)
                throws InterruptedException {
            try {
                return Optional.of(ask(at, method, target, headers));
            } catch (IOException e) {
                unclear.add(question + ": " + e.getMessage());
                return Optional.empty();
            }
        }

        private void note(URI at, HttpReply reply) {
            for (String cookie : reply.headers().getOrDefault("set-cookie", List.of())) {
                if (cookies.size() < COOKIES_MAX) {
                    cookie(at, cookie);
                }
            }
            for (String banner : BANNERS) {
                var version = VERSION.matcher(shortened(reply.header(banner)));
                while (version.find() && versions.size() < 20) {
                    versions.add(version.group());
                }
            }
        }

        /// Name and attributes; the value is never kept.
        private void cookie(URI at, String cookie) {
            String name = shortened(cookie.split("[=;]", 2)[0].strip());
            int attributesAt = cookie.indexOf(';');
            String attributes = attributesAt < 0 ? "" : cookie.substring(attributesAt);
            var seen = new LinkedHashMap<String, Object>();
            seen.put("name", name);
            seen.put("secure", attribute(attributes, "secure").isPresent());
            seen.put("httponly", attribute(attributes, "httponly").isPresent());
            seen.put("samesite", attribute(attributes, "samesite").orElse(""));
            seen.put(
                    "session",
                    SESSION_COOKIE.matcher(name).find()
                            && !CROSS_SITE_COOKIE.matcher(name).find());
            seen.put("over_https", "https".equals(at.getScheme()));
            cookies.put(name, seen);
        }

        private void home(URI home, HttpReply reply) {
            members.put("address", shown(home));
            members.put("https", "https".equals(home.getScheme()));
            members.put("status", (long) reply.status());
            var headers = new LinkedHashMap<String, Object>();
            for (String name : HEADERS) {
                if (!reply.header(name).isEmpty()) {
                    headers.put(
                            name, shortened(String.join(", ", reply.headers().getOrDefault(name, List.of()))));
                }
            }
            members.put("headers", headers);
            var age = MAX_AGE.matcher(reply.header("strict-transport-security"));
            members.put("hsts_seconds", age.find() ? Long.parseLong(age.group(1)) : 0L);
            boolean html = reply.header("content-type").contains("html")
                    || reply.lowerBody().contains("<html");
            members.put("html", html);
            var content = new PageContent(home, reply.body());
            var forms = content.loginForms();
            if (reply.whole() || !forms.isEmpty()) {
                members.put("login_forms", forms);
            }
            counted("identity_numbers", content.identityNumbers(), reply);
            counted("mobile_numbers", content.mobileNumbers(), reply);
            counted("mixed_content", content.mixedContent(), reply);
            if (reply.whole()) {
                members.put("unpinned_script_hosts", new ArrayList<Object>(content.unpinnedScriptHosts()));
                members.put("privacy_notice", content.privacyNotice());
            } else {
                unclear.add("home page: only its beginning was read");
            }
            pageVersions(reply);
        }

        /// A number above zero is worth knowing even of half a page; zero is not.
        private void counted(String key, long number, HttpReply reply) {
            if (number > 0 || reply.whole()) {
                members.put(key, number);
            }
        }

        private void pageVersions(HttpReply reply) {
            var version = PAGE_VERSION.matcher(reply.body());
            while (version.find() && versions.size() < 20) {
                versions.add(version.group());
            }
        }

        /// Whether the same host serves, without encryption, anything but the way to HTTPS. Asked at the
        /// address given, or, for HTTPS on its usual port, at port 80.
        private void plainHttp(URI home) throws InterruptedException {
            if (!"https".equals(home.getScheme())) {
                members.put("plain_http", "served");
            } else if ("http".equals(given.getScheme())) {
                members.put("plain_http", "redirected");
            } else if (HttpOnce.port(home) == 443) {
                var plain = URI.create("http://" + home.getHost() + "/");
                try {
                    var reply = ask(plain, "GET", "/", Map.of());
                    note(plain, reply);
                    boolean away = reply.status() / 100 == 3
                            && reply.header("location").startsWith("https://");
                    members.put("plain_http", away ? "redirected" : reply.status() / 100 == 2 ? "served" : "refused");
                } catch (java.net.ConnectException e) {
                    members.put("plain_http", "closed");
                } catch (IOException e) {
                    unclear.add("plain HTTP: " + e.getMessage());
                }
            } else {
                members.put("plain_http", "another port");
            }
        }

        private void methods(URI home) throws InterruptedException {
            tried("OPTIONS", home, "OPTIONS", "/", Map.of()).ifPresent(reply -> {
                var allowed = new ArrayList<Object>();
                for (String method :
                        (reply.header("allow") + "," + reply.header("access-control-allow-methods")).split(",")) {
                    String word = method.strip().toUpperCase(Locale.ROOT);
                    if (word.matches("[A-Z-]{2,20}") && !allowed.contains(word) && allowed.size() < 30) {
                        allowed.add(word);
                    }
                }
                members.put("allowed_methods", allowed);
            });
            String mark = HexFormat.of().toHexDigits(random.nextLong());
            tried("TRACE", home, "TRACE", "/", Map.of("X-Tongguan", mark))
                    .ifPresent(reply -> members.put(
                            "trace", reply.status() == 200 && reply.body().contains(mark)));
        }

        private void errors(URI home) throws InterruptedException {
            var traces = new ArrayList<Object>();
            String nowhere = "/" + HexFormat.of().toHexDigits(random.nextLong());
            boolean answered = true;
            for (String target : List.of(nowhere, "/%ZZ?id=%00%27%22")) {
                try {
                    var reply = ask(home, "GET", target, Map.of());
                    note(home, reply);
                    pageVersions(reply);
                    Exposure.innerTrace(reply.body())
                            .ifPresent(trace -> traces.add("状态 " + reply.status() + "：" + trace));
                    if (target.equals(nowhere)) {
                        members.put("answers_200_to_anything", reply.status() == 200);
                    }
                } catch (java.io.EOFException | java.net.SocketException e) {
                    // hanging up on a malformed request shows nothing of the inside
                    answered &= !target.equals(nowhere);
                } catch (IOException e) {
                    unclear.add("error page: " + e.getMessage());
                    answered = false;
                }
            }
            members.put("error_traces", traces);
            if (answered) {
                members.put("error_pages_seen", true);
            }
        }

        private void strangers(URI home) throws InterruptedException {
            tried("CORS", home, "GET", target(home), Map.of("Origin", FOREIGN_ORIGIN))
                    .ifPresent(reply -> {
                        String allowed = reply.header("access-control-allow-origin");
                        boolean credentials =
                                reply.header("access-control-allow-credentials").equalsIgnoreCase("true");
                        members.put(
                                "strangers_origin",
                                allowed.equals(FOREIGN_ORIGIN) ? "reflected" : allowed.equals("*") ? "any" : "refused");
                        members.put("strangers_credentials", credentials && allowed.equals(FOREIGN_ORIGIN));
                    });
        }

        private void folder(URI home, HttpReply reply) throws InterruptedException {
            var content = new PageContent(home, reply.body());
            if (content.listing()) {
                members.put("listing", true);
                return;
            }
            var folder = content.folder();
            if (folder.isEmpty()) {
                if (reply.whole()) {
                    members.put("listing", false);
                }
                return;
            }
            members.put("listing_asked", folder.get());
            tried("folder", home, "GET", folder.get(), Map.of())
                    .ifPresent(answer -> members.put("listing", new PageContent(home, answer.body()).listing()));
        }

        private void exposures(URI home, HttpReply first) throws InterruptedException {
            var exposed = new ArrayList<Object>();
            var asked = new ArrayList<Object>();
            for (Exposure exposure : Exposure.all()) {
                var reply = tried(exposure.path(), home, exposure.method(), exposure.path(), Map.of());
                if (reply.isPresent()) {
                    asked.add(exposure.path());
                    if (exposure.seenIn(reply.get())) {
                        var seen = new LinkedHashMap<String, Object>();
                        seen.put("path", exposure.path());
                        seen.put("kind", exposure.kind().key());
                        seen.put("status", (long) reply.get().status());
                        seen.put("what", exposure.what());
                        exposed.add(seen);
                    }
                }
            }
            members.put("exposed", exposed);
            members.put("asked", asked);
            // a guard that has banned us meanwhile would make everything look closed
            boolean still = tried("home page once more", home, "GET", target(home), Map.of())
                    .filter(again -> again.status() == first.status())
                    .isPresent();
            if (still && asked.size() == Exposure.all().size()) {
                members.put("asked_all", true);
            }
        }
    }

    private static Optional<URI> sameHost(URI from, String location) {
        try {
            URI next = from.resolve(location);
            boolean same = next.getHost() != null
                    && next.getHost().equalsIgnoreCase(from.getHost())
                    && ("https".equals(next.getScheme())
                            || "http".equals(next.getScheme()) && "http".equals(from.getScheme()));
            return same ? Optional.of(next) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String target(URI address) {
        String path = address.getRawPath() == null || address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        return address.getRawQuery() == null ? path : path + "?" + address.getRawQuery();
    }

    /// Without query and user: those may hold secrets.
    private static String shown(URI address) {
        return address.getScheme() + "://" + address.getHost() + ":" + HttpOnce.port(address)
                + target(address).split("\\?", 2)[0];
    }

    private static Optional<String> attribute(String attributes, String name) {
        for (String attribute : attributes.split(";")) {
            String[] parts = attribute.strip().split("=", 2);
            if (parts[0].strip().equalsIgnoreCase(name)) {
                return Optional.of(parts.length == 2 ? shortened(parts[1].strip()) : "");
            }
        }
        return Optional.empty();
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN_CHARACTERS_MAX ? text : text.substring(0, SHOWN_CHARACTERS_MAX);
    }
}
