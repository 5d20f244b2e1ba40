package org.tongguan.comply.facts.tomcat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.tongguan.comply.facts.Garbled;
import org.tongguan.comply.facts.files.Permissions;
import org.tongguan.comply.facts.files.Sections;

/// One map for each Tomcat found, from its server.xml, tomcat-users.xml, web.xml and context.xml, with the
/// defaults the Tomcat documentation gives. What stands in a file that could not be read is left out.
///
/// Known limits: passwords are masked before this reads them, so their strength is not judged; settings of
/// single web applications (their own web.xml) are not read; a setting written as `${property}` is left out.
final class TomcatConfig {

    private static final Pattern VERSION =
            Pattern.compile("(?:Apache Tomcat Version |catalina-)([0-9]{1,3}(?:\\.[0-9]{1,4}){1,3})");

    private String base = "";
    private String uid = "";
    private final Map<String, String> files = new LinkedHashMap<>();
    private final Set<String> denied = new LinkedHashSet<>();

    private TomcatConfig() {}

    static Object parse(String text) throws Garbled {
        var found = new ArrayList<TomcatConfig>();
        for (var section : Sections.of(text)) {
            if (section.name().startsWith("base ")) {
                var one = new TomcatConfig();
                int end = section.name().lastIndexOf(" uid=");
                if (end < 0) {
                    throw new Garbled("a base without uid=");
                }
                one.base = section.name().substring("base ".length(), end);
                one.uid = section.name().substring(end + " uid=".length());
                found.add(one);
            } else if (found.isEmpty()) {
                throw new Garbled("section '" + section.name() + "' stands before any base");
            } else if (section.name().startsWith("denied ")) {
                found.getLast().denied.add(section.name().substring("denied ".length()));
            } else {
                found.getLast().files.put(section.name(), section.text());
            }
        }
        var instances = new ArrayList<Object>();
        for (TomcatConfig one : found) {
            instances.add(one.fact());
        }
        return instances;
    }

    private Map<String, Object> fact() throws Garbled {
        var fact = new LinkedHashMap<String, Object>();
        fact.put("base", base);
        fact.put("packaged", base.startsWith("/var/lib/tomcat") || base.startsWith("/usr/share/tomcat"));
        if (uid.matches("[0-9]{1,10}")) {
            fact.put("uid", Long.valueOf(uid));
        }
        String path = base + "/conf/server.xml";
        if (files.containsKey(path)) {
            server(fact, Element.read(path, files.getOrDefault(path, "")));
        } else if (!denied.contains(path)) {
            throw new Garbled("no server.xml for " + base);
        }
        users(fact);
        web(fact);
        context(fact);
        apps(fact);
        var version = VERSION.matcher(files.getOrDefault("version", ""));
        if (version.find()) {
            fact.put("version", version.group(1));
        }
        fact.put("files", Permissions.parse(files.getOrDefault("files", "")));
        return fact;
    }

    private static void server(Map<String, Object> fact, Element server) throws Garbled {
        if (!server.name().equals("Server")) {
            throw new Garbled("server.xml starts with <" + server.name() + ">, not <Server>");
        }
        putWhole(fact, "shutdown_port", server.attribute("port", "8005"));
        fact.put("shutdown_command", server.attribute("shutdown", "SHUTDOWN"));
        var connectors = new ArrayList<Object>();
        for (Element connector : server.all("Connector").toList()) {
            connectors.add(connector(connector));
        }
        fact.put("connectors", connectors);
        fact.put(
                "auto_deploy",
                server.all("Host")
                        .anyMatch(host -> !host.attribute("autoDeploy", "true").equals("false")));
        var logs = new ArrayList<Object>();
        long hosts = 0;
        long logged = 0;
        for (Element engine : server.all("Engine").toList()) {
            boolean engineLogs = engine.children().stream().anyMatch(TomcatConfig::accessLog);
            for (Element host : engine.children().stream()
                    .filter(child -> child.name().equals("Host"))
                    .toList()) {
                hosts++;
                logged += engineLogs || host.children().stream().anyMatch(TomcatConfig::accessLog) ? 1 : 0;
            }
        }
        for (Element valve : server.all("Valve").filter(TomcatConfig::accessLog).toList()) {
            var log = new LinkedHashMap<String, Object>();
            log.put("pattern", valve.attribute("pattern", ""));
            putWhole(log, "max_days", valve.attribute("maxDays", "-1"));
            log.put("enabled", !valve.attribute("enabled", "true").equals("false"));
            logs.add(log);
        }
        fact.put("hosts", hosts);
        fact.put("hosts_logged", logged);
        fact.put("access_logs", logs);
        fact.put(
                "error_report_plain",
                hosts > 0
                        && server.all("Engine")
                                .allMatch(engine -> plainErrors(engine)
                                        || engine.children().stream()
                                                .filter(child -> child.name().equals("Host"))
                                                .allMatch(TomcatConfig::plainErrors)));
        var lockout = server.all("Realm")
                .filter(realm -> realm.type().equals("LockOutRealm"))
                .findFirst();
        fact.put("lockout", lockout.isPresent());
        if (lockout.isPresent()) {
            putWhole(fact, "lockout_failures", lockout.get().attribute("failureCount", "5"));
            putWhole(fact, "lockout_seconds", lockout.get().attribute("lockOutTime", "300"));
        }
        fact.put(
                "realms",
                server.all("Realm").map(realm -> (Object) realm.type()).toList());
        fact.put(
                "user_database",
                server.all("Realm")
                        .anyMatch(realm -> realm.type().equals("UserDatabaseRealm")
                                || realm.type().equals("MemoryRealm")));
        fact.put(
                "credential_handler",
                server.all("CredentialHandler")
                        .map(Element::type)
                        .findFirst()
                        .orElse(
                                server.all("Realm")
                                                .anyMatch(realm -> !realm.attribute("digest", "")
                                                        .isEmpty())
                                        ? "digest"
                                        : ""));
        fact.put(
                "credential_algorithm",
                server.all("CredentialHandler")
                        .map(handler -> handler.attribute("algorithm", ""))
                        .findFirst()
                        .orElse(""));
    }

    private static boolean plainErrors(Element scope) {
        return scope.children().stream()
                .anyMatch(valve -> valve.name().equals("Valve")
                        && valve.type().equals("ErrorReportValve")
                        && valve.attribute("showServerInfo", "true").equals("false")
                        && valve.attribute("showReport", "true").equals("false"));
    }

    private static boolean accessLog(Element element) {
        return element.name().equals("Valve")
                && element.type().endsWith("AccessLogValve")
                && !element.attribute("enabled", "true").equals("false");
    }

    private static Map<String, Object> connector(Element connector) throws Garbled {
        var fact = new LinkedHashMap<String, Object>();
        String protocol = connector.attribute("protocol", "HTTP/1.1");
        String address = connector.attribute("address", "");
        boolean ajp = protocol.toUpperCase(java.util.Locale.ROOT).startsWith("AJP") || protocol.contains(".ajp.");
        boolean tls = connector.attribute("SSLEnabled", "false").equalsIgnoreCase("true");
        fact.put("port", connector.attribute("port", "?"));
        fact.put("protocol", protocol);
        fact.put("ajp", ajp);
        // an AJP connector without an address has listened on loopback only since 7.0.100, 8.5.51 and 9.0.31:
        // not assumed
        fact.put(
                "loopback",
                address.startsWith("127.")
                        || address.equals("::1")
                        || address.equals("0:0:0:0:0:0:0:1")
                        || address.equals("localhost"));
        fact.put(
                "secret",
                !connector
                                .attribute("secret", connector.attribute("requiredSecret", ""))
                                .isEmpty()
                        && !connector.attribute("secretRequired", "true").equals("false"));
        fact.put("tls", tls);
        var protocols = new LinkedHashSet<Object>();
        for (String given : connector
                .all()
                .flatMap(element -> element.attributes().entrySet().stream())
                .filter(entry ->
                        entry.getKey().equals("protocols") || entry.getKey().equals("sslEnabledProtocols"))
                .map(Map.Entry::getValue)
                .toList()) {
            Arrays.stream(given.split("[,+\\s]+"))
                    .filter(word -> !word.isBlank())
                    .forEach(protocols::add);
        }
        fact.put("tls_protocols", List.copyOf(protocols));
        fact.put("trace", connector.attribute("allowTrace", "false").equalsIgnoreCase("true"));
        fact.put("powered_by", connector.attribute("xpoweredBy", "false").equalsIgnoreCase("true"));
        return fact;
    }

    private void users(Map<String, Object> fact) throws Garbled {
        String path = base + "/conf/tomcat-users.xml";
        if (denied.contains(path)) {
            return;
        }
        var users = new ArrayList<Object>();
        if (files.containsKey(path)) {
            for (Element user :
                    Element.read(path, files.getOrDefault(path, "")).all("user").toList()) {
                var one = new LinkedHashMap<String, Object>();
                one.put("name", user.attribute("username", user.attribute("name", "")));
                one.put(
                        "roles",
                        Arrays.stream(user.attribute("roles", "").split(","))
                                .map(String::strip)
                                .filter(role -> !role.isEmpty())
                                .map(role -> (Object) role)
                                .toList());
                one.put("empty_password", user.attribute("password", "").isEmpty());
                users.add(one);
            }
        }
        fact.put("users", users);
    }

    private void web(Map<String, Object> fact) throws Garbled {
        String path = base + "/conf/web.xml";
        if (!files.containsKey(path)) {
            return;
        }
        Element web = Element.read(path, files.getOrDefault(path, ""));
        putWhole(fact, "session_minutes", web.textOf("session-timeout", "30"));
        fact.put("listings", parameter(web, "listings", "false").equals("true"));
        fact.put("writable", parameter(web, "readonly", "true").equals("false"));
        fact.put(
                "cookie_secure",
                web.all("cookie-config")
                        .anyMatch(config -> config.textOf("secure", "false").equals("true")));
        fact.put(
                "cookie_http_only",
                web.all("cookie-config")
                        .noneMatch(config -> config.textOf("http-only", "true").equals("false")));
        fact.put("error_pages", web.all("error-page").count());
    }

    private static String parameter(Element web, String name, String otherwise) {
        return web.all("servlet")
                .filter(servlet -> servlet.textOf("servlet-class", "").endsWith("DefaultServlet"))
                .flatMap(servlet -> servlet.all("init-param"))
                .filter(parameter -> parameter.textOf("param-name", "").equals(name))
                .map(parameter -> parameter.textOf("param-value", otherwise))
                .findFirst()
                .orElse(otherwise);
    }

    private void context(Map<String, Object> fact) throws Garbled {
        String path = base + "/conf/context.xml";
        if (files.containsKey(path)) {
            Element context = Element.read(path, files.getOrDefault(path, ""));
            fact.put("use_http_only", !context.attribute("useHttpOnly", "true").equals("false"));
        } else if (!denied.contains(path)) {
            fact.put("use_http_only", true);
        }
    }

    private void apps(Map<String, Object> fact) throws Garbled {
        var apps = new LinkedHashSet<Object>();
        for (String list : List.of("webapps", "descriptors")) {
            for (String name : files.getOrDefault(list, "").lines().toList()) {
                String app = name.strip().replaceFirst("\\.(?:war|xml)$", "");
                if (!app.isEmpty()) {
                    apps.add(app);
                }
            }
        }
        fact.put("apps", List.copyOf(apps));
        var managers = new ArrayList<Object>();
        for (String app : List.of("manager", "host-manager")) {
            if (apps.contains(app)) {
                var one = new LinkedHashMap<String, Object>();
                one.put("name", app);
                one.put("allow", allow(app));
                managers.add(one);
            }
        }
        fact.put("managers", managers);
    }

    /// The address pattern of the application's own valve; empty where anyone may come.
    private String allow(String app) throws Garbled {
        for (String path : List.of(
                base + "/conf/Catalina/localhost/" + app + ".xml",
                base + "/webapps/" + app + "/META-INF/context.xml")) {
            if (files.containsKey(path)) {
                var valve = Element.read(path, files.getOrDefault(path, ""))
                        .all("Valve")
                        .filter(one -> one.type().equals("RemoteAddrValve")
                                || one.type().equals("RemoteCIDRValve"))
                        .map(one -> one.attribute("allow", ""))
                        .findFirst();
                if (valve.isPresent()) {
                    return valve.get();
                }
            }
        }
        return "";
    }

    private static void putWhole(Map<String, Object> fact, String key, String value) throws Garbled {
        if (value.strip().matches("-?[0-9]{1,9}")) {
            fact.put(key, Long.valueOf(value.strip()));
        } else if (!value.contains("${")) {
            throw new Garbled(key + " is not a number");
        }
    }
}
