package org.tongguan.comply.facts.nginx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.tongguan.comply.facts.Garbled;
import org.tongguan.comply.facts.files.Sections;
import org.tongguan.comply.facts.nginx.NginxSyntax.Directive;

/// What an nginx configuration means: its servers, and what holds in each server and location after inheritance.
///
/// Documented defaults are filled in, but for `ssl_protocols`, whose default moved with the release: it is left
/// out when
/// it is not set. Known limits: `stream` and `mail` servers are only counted; `if` blocks are read for redirects
/// only;
/// variables are not evaluated; one instance, the first found, is read.
final class NginxConfig {

    private static final String COMBINED =
            "$remote_addr - $remote_user [$time_local] \"$request\" $status $body_bytes_sent \"$http_referer\" \"$http_user_agent\"";

    /// Passed down from http to server to location unless set again there; for those that may stand several
    /// times, one
    /// of them on an inner level hides all of the outer.
    private static final Set<String> INHERITED = Set.of(
            "server_tokens",
            "ssl_protocols",
            "ssl_ciphers",
            "ssl_verify_client",
            "add_header",
            "access_log",
            "error_log",
            "autoindex",
            "client_max_body_size",
            "limit_req",
            "limit_conn",
            "allow",
            "deny",
            "auth_basic",
            "auth_request",
            "proxy_ssl_verify",
            "dav_methods",
            "satisfy");

    private static final Set<String> EVERYONE = Set.of("all", "0.0.0.0/0", "::/0");
    private static final Set<String> STATUS =
            Set.of("stub_status", "api", "status", "vhost_traffic_status_display", "check_status");

    private final Map<String, String> formats = new LinkedHashMap<>();
    private final List<Object> servers = new ArrayList<>();
    private final List<Object> scopes = new ArrayList<>();

    private NginxConfig() {}

    static Object parse(String text) throws Garbled {
        var files = new LinkedHashMap<String, String>();
        for (var section : Sections.of(text)) {
            if (!section.name().startsWith("/")) {
                throw new Garbled("section '" + section.name() + "' is no path");
            }
            files.putIfAbsent(section.name(), section.text());
        }
        String main = files.firstEntry().getKey();
        String folder = main.substring(0, Math.max(main.lastIndexOf('/'), 0));
        return new NginxConfig().fact(new NginxSyntax(files, folder).read(main, 0), main);
    }

    private Map<String, Object> fact(List<Directive> top, String main) throws Garbled {
        formats.put("combined", COMBINED);
        Map<String, List<Directive>> base = level(Map.of(), top);
        var http = top.stream().filter(d -> d.name().equals("http")).findFirst();
        if (http.isEmpty() && top.stream().noneMatch(d -> d.name().equals("events"))) {
            throw new Garbled(main + " has neither an http nor an events block");
        }
        if (http.isPresent()) {
            var inner = http.get().block();
            for (Directive directive : inner) {
                if (directive.name().equals("log_format")
                        && !directive.arguments().isEmpty()) {
                    formats.put(
                            directive.argument(0),
                            String.join(
                                    "",
                                    directive
                                            .arguments()
                                            .subList(1, directive.arguments().size())));
                }
            }
            Map<String, List<Directive>> level = level(base, inner);
            for (Directive directive : inner) {
                if (directive.name().equals("server")) {
                    server(directive, level);
                }
            }
        }
        var fact = new LinkedHashMap<String, Object>();
        fact.put("main", main);
        fact.put(
                "user",
                top.stream()
                        .filter(d -> d.name().equals("user"))
                        .map(d -> d.argument(0))
                        .findFirst()
                        .orElse("nobody"));
        fact.put("error_log", errorLog(base));
        fact.put("servers", servers);
        fact.put("scopes", scopes);
        fact.put("stream", top.stream().anyMatch(d -> d.name().equals("stream")));
        return fact;
    }

    private static Map<String, List<Directive>> level(Map<String, List<Directive>> outer, List<Directive> block) {
        var own = new LinkedHashMap<String, List<Directive>>();
        for (Directive directive : block) {
            if (INHERITED.contains(directive.name())) {
                own.computeIfAbsent(directive.name(), any -> new ArrayList<>()).add(directive);
            }
        }
        // allow and deny are one list of rules to nginx
        var level = new LinkedHashMap<>(outer);
        if (own.containsKey("allow") || own.containsKey("deny")) {
            level.remove("allow");
            level.remove("deny");
        }
        level.putAll(own);
        return level;
    }

    private void server(Directive server, Map<String, List<Directive>> outer) throws Garbled {
        var level = level(outer, server.block());
        var listens = new ArrayList<Object>();
        boolean tls = server.block().stream()
                .anyMatch(d -> d.name().equals("ssl") && d.argument(0).equals("on"));
        boolean plain = false;
        boolean secured = tls;
        for (Directive directive : server.block()) {
            if (directive.name().equals("listen")) {
                var listen = listen(directive, tls);
                listens.add(listen);
                boolean reachable = !Boolean.TRUE.equals(listen.get("loopback"));
                plain |= reachable && !Boolean.TRUE.equals(listen.get("ssl"));
                secured |= Boolean.TRUE.equals(listen.get("ssl"));
            }
        }
        if (listens.isEmpty()) {
            listens.add(listen(new Directive("listen", List.of("80"), List.of(), server.place()), tls));
            plain = !tls;
        }
        var names = server.block().stream()
                .filter(d -> d.name().equals("server_name"))
                .flatMap(d -> d.arguments().stream())
                .map(name -> (Object) name)
                .toList();
        boolean refuses = refuses(server.block())
                || (!plain
                        && server.block().stream()
                                .anyMatch(d -> d.name().equals("ssl_reject_handshake")
                                        && d.argument(0).equals("on")));
        boolean redirects = redirects(server.block());
        var fact = new LinkedHashMap<String, Object>();
        fact.put("place", server.place());
        fact.put("name", names.isEmpty() ? "_" : names.getFirst());
        fact.put("names", names);
        fact.put("listens", listens);
        fact.put("tls", secured);
        fact.put("plain", plain);
        fact.put(
                "default",
                listens.stream().anyMatch(l -> l instanceof Map<?, ?> map && Boolean.TRUE.equals(map.get("default"))));
        fact.put("redirects_to_https", redirects);
        fact.put("refuses", refuses);
        servers.add(fact);
        scope("server", "", server, level, fact, redirects || refuses);
        locations(server.block(), level, fact);
    }

    private void locations(List<Directive> block, Map<String, List<Directive>> outer, Map<String, Object> server)
            throws Garbled {
        for (Directive directive : block) {
            if (directive.name().equals("location")) {
                var level = level(outer, directive.block());
                scope(
                        "location",
                        String.join(" ", directive.arguments()),
                        directive,
                        level,
                        server,
                        redirect(directive.block()) || refuses(directive.block()));
                locations(directive.block(), level, server);
            }
        }
    }

    private void scope(
            String kind,
            String path,
            Directive directive,
            Map<String, List<Directive>> level,
            Map<String, Object> server,
            boolean contentless)
            throws Garbled {
        var scope = new LinkedHashMap<String, Object>();
        scope.put("place", directive.place());
        scope.put("kind", kind);
        scope.put("server", server.getOrDefault("name", "_"));
        scope.put("path", path);
        scope.put("what", path.isEmpty() ? "server " + server.getOrDefault("name", "_") : "location " + path);
        scope.put("tls", server.getOrDefault("tls", false));
        scope.put("plain", server.getOrDefault("plain", false));
        scope.put(
                "contentless",
                contentless
                        || Boolean.TRUE.equals(server.get("redirects_to_https"))
                        || Boolean.TRUE.equals(server.get("refuses")));
        scope.put("server_tokens", value(level, "server_tokens", "on"));
        scope.put("autoindex", value(level, "autoindex", "off"));
        scope.put("body_bytes", bytes(value(level, "client_max_body_size", "1m")));
        if (level.containsKey("ssl_protocols")) {
            scope.put(
                    "ssl_protocols",
                    List.<Object>copyOf(level.get("ssl_protocols").getLast().arguments()));
        }
        scope.put("ssl_ciphers", List.<Object>of((Object[])
                value(level, "ssl_ciphers", "HIGH:!aNULL:!MD5").split("[:, ]", -1)));
        scope.put("ssl_verify_client", value(level, "ssl_verify_client", "off"));
        headers(scope, level.getOrDefault("add_header", List.of()));
        accessLog(scope, level.getOrDefault("access_log", List.of()));
        scope.put("error_log", errorLog(level));
        scope.put("allow", arguments(level, "allow"));
        scope.put("deny", arguments(level, "deny"));
        scope.put(
                "restricted",
                arguments(level, "deny").contains("all")
                        && arguments(level, "allow").stream().noneMatch(EVERYONE::contains));
        String basic = value(level, "auth_basic", "off");
        scope.put(
                "authenticated",
                !basic.equals("off") || !value(level, "auth_request", "off").equals("off"));
        scope.put("internal", directive.block().stream().anyMatch(d -> d.name().equals("internal")));
        scope.put("status", directive.block().stream().anyMatch(d -> STATUS.contains(d.name())));
        scope.put("limited", level.containsKey("limit_req") || level.containsKey("limit_conn"));
        scope.put(
                "dav_methods",
                arguments(level, "dav_methods").stream()
                        .filter(m -> !m.equals("off"))
                        .toList());
        String upstream = directive.block().stream()
                .filter(d -> d.name().equals("proxy_pass") || d.name().equals("grpc_pass"))
                .map(d -> d.argument(0))
                .findFirst()
                .orElse("");
        scope.put("proxy_pass", upstream);
        scope.put("proxy_tls", upstream.startsWith("https:") || upstream.startsWith("grpcs:"));
        scope.put("proxy_ssl_verify", value(level, "proxy_ssl_verify", "off"));
        scopes.add(scope);
    }

    private static void headers(Map<String, Object> scope, List<Directive> added) {
        var names = new ArrayList<Object>();
        long hsts = -1;
        for (Directive header : added) {
            String name = header.argument(0).toLowerCase(Locale.ROOT);
            names.add(name);
            if (name.equals("strict-transport-security")) {
                var age = java.util.regex.Pattern.compile("(?i)max-age=\"?([0-9]{1,12})")
                        .matcher(header.argument(1));
                hsts = age.find() ? Long.parseLong(age.group(1)) : 0;
            }
        }
        scope.put("headers", names);
        scope.put("hsts_seconds", hsts);
    }

    private void accessLog(Map<String, Object> scope, List<Directive> logs) throws Garbled {
        var paths = new ArrayList<Object>();
        var texts = new ArrayList<Object>();
        boolean conditional = false;
        for (Directive log : logs) {
            if (log.argument(0).equals("off") || log.argument(0).equals("/dev/null")) {
                continue;
            }
            String format = log.arguments().size() > 1 && !log.argument(1).contains("=") ? log.argument(1) : "combined";
            paths.add(log.argument(0));
            conditional |= log.arguments().stream().anyMatch(a -> a.startsWith("if="));
            String text = formats.get(format);
            if (text == null) {
                throw new Garbled(log.place() + ": log format '" + format + "' is not defined");
            }
            texts.add(text);
        }
        if (logs.isEmpty()) {
            paths.add("logs/access.log");
            texts.add(COMBINED);
        }
        scope.put("access_log", paths);
        scope.put("access_log_formats", texts);
        scope.put("access_log_conditional", conditional);
    }

    private static Map<String, Object> errorLog(Map<String, List<Directive>> level) {
        var logs = level.getOrDefault("error_log", List.of());
        if (logs.isEmpty()) {
            return Map.of("path", "logs/error.log", "level", "error");
        }
        var log = logs.getFirst();
        return Map.of("path", log.argument(0), "level", log.arguments().size() > 1 ? log.argument(1) : "error");
    }

    private static Map<String, Object> listen(Directive directive, boolean ssl) throws Garbled {
        String where = directive.argument(0);
        var listen = new LinkedHashMap<String, Object>();
        boolean socket = where.startsWith("unix:");
        String address = "*";
        String port = "80";
        if (socket) {
            address = where;
        } else if (where.matches("[0-9]{1,5}")) {
            port = where;
        } else {
            int colon = where.startsWith("[")
                    ? where.indexOf(':', Math.max(where.indexOf(']'), 0))
                    : where.lastIndexOf(':');
            address = colon < 0 ? where : where.substring(0, colon);
            port = colon < 0 ? "80" : where.substring(colon + 1);
        }
        if (!port.matches("[0-9]{1,5}(?:-[0-9]{1,5})?")) {
            throw new Garbled(directive.place() + ": cannot read the port to listen on");
        }
        listen.put("address", address);
        listen.put("port", Long.valueOf(port.split("-", -1)[0]));
        listen.put(
                "ssl",
                ssl
                        || directive.arguments().contains("ssl")
                        || directive.arguments().contains("quic"));
        listen.put(
                "default",
                directive.arguments().contains("default_server")
                        || directive.arguments().contains("default"));
        listen.put(
                "loopback",
                socket || address.startsWith("127.") || address.equals("[::1]") || address.equals("localhost"));
        return listen;
    }

    /// Whether nothing but a redirect to https comes from this server: at its top, or from each of its locations
    /// but the
    /// one certificate renewal needs.
    private static boolean redirects(List<Directive> block) {
        if (redirect(block)) {
            return true;
        }
        var locations = block.stream().filter(d -> d.name().equals("location")).toList();
        return locations.stream()
                        .anyMatch(d -> d.argument(d.arguments().size() - 1).equals("/"))
                && locations.stream()
                        .allMatch(d -> redirect(d.block())
                                || d.argument(d.arguments().size() - 1).startsWith("/.well-known/acme-challenge"));
    }

    private static boolean redirect(List<Directive> block) {
        return block.stream().anyMatch(d -> switch (d.name()) {
            case "return" ->
                (d.argument(0).matches("30[1278]") && d.argument(1).startsWith("https://"))
                        || d.argument(0).startsWith("https://");
            case "rewrite" ->
                Set.of("^", "^/", "^(.*)$", "^(.*)", "^/(.*)$", "^/(.*)", "^.*$", "(.*)")
                                .contains(d.argument(0))
                        && d.argument(1).startsWith("https://");
            case "if" ->
                String.join(" ", d.arguments())
                                .matches(
                                        "\\(? ?\\$scheme = \"?http\"? ?\\)?|\\(? ?\\$scheme != \"?https\"? ?\\)?|\\(? ?\\$https != \"?on\"? ?\\)?")
                        && redirect(d.block());
            default -> false;
        });
    }

    private static boolean refuses(List<Directive> block) {
        return block.stream()
                .anyMatch(d -> d.name().equals("return") && d.argument(0).matches("4[0-9][0-9]"));
    }

    private static String value(Map<String, List<Directive>> level, String name, String otherwise) {
        return level.containsKey(name)
                ? String.join(" ", level.get(name).getLast().arguments())
                : otherwise;
    }

    private static List<Object> arguments(Map<String, List<Directive>> level, String name) {
        return level.getOrDefault(name, List.of()).stream()
                .flatMap(directive -> directive.arguments().stream())
                .map(argument -> (Object) argument)
                .toList();
    }

    private static Long bytes(String size) throws Garbled {
        var match = java.util.regex.Pattern.compile("([0-9]{1,12})([kKmMgG]?)").matcher(size);
        if (!match.matches()) {
            throw new Garbled("client_max_body_size is not a size");
        }
        return Long.parseLong(match.group(1))
                << switch (match.group(2).toLowerCase(Locale.ROOT)) {
                    case "k" -> 10;
                    case "m" -> 20;
                    case "g" -> 30;
                    default -> 0;
                };
    }
}
