package org.tongguan.comply.facts.springboot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.tongguan.comply.facts.Garbled;
import org.tongguan.comply.facts.files.Permissions;
import org.tongguan.comply.facts.files.Sections;

/// One map for each Spring Boot service, from its packaged and external configuration, environment, system
/// properties and arguments, in Spring's order of precedence.
///
/// A default of the Spring documentation is only filled in where every source could be read (`complete`); else
/// what is not set is left out. Known limits: configuration servers (Nacos, Apollo, Spring Cloud Config) are
/// only named in `remote_config` and make the picture incomplete; profile groups and imports are not followed;
/// what the code sets is not seen; property placeholders are not resolved.
final class SpringBootConfig {

    private static final Set<String> SENSITIVE = Set.of(
            "env",
            "heapdump",
            "threaddump",
            "loggers",
            "logfile",
            "configprops",
            "mappings",
            "beans",
            "shutdown",
            "jolokia",
            "gateway",
            "httptrace",
            "httpexchanges",
            "trace",
            "sessions",
            "scheduledtasks",
            "refresh",
            "caches",
            "flyway",
            "liquibase",
            "auditevents",
            "conditions",
            "restart",
            "nacosdiscovery",
            "busenv");

    /// An exposed endpoint of this kind hands over secrets or control.
    private static final Pattern SECRET_KEY = Pattern.compile(
            "(?:.*\\.)?[a-z0-9]{0,40}(?:password|passwd|pwd|secret|secretkey|accesskey|accesskeysecret|apikey|privatekey|token|keypass)");

    private static final Pattern DURATION = Pattern.compile("(?i)(?:PT)?([0-9]{1,9})(ms|s|m|h|d)?");

    private String jar = "";
    private String pid = "";
    private String uid = "";
    private String manifest = "";
    private final List<Sections.Section> sections = new ArrayList<>();

    private SpringBootConfig() {}

    static Object parse(String text) throws Garbled {
        var found = new ArrayList<SpringBootConfig>();
        var head = Pattern.compile("app (\\S.{0,400}) pid=([0-9-]{1,10}) uid=([0-9-]{1,10})");
        for (var section : Sections.of(text)) {
            var match = head.matcher(section.name());
            if (match.matches()) {
                var one = new SpringBootConfig();
                one.jar = match.group(1);
                one.pid = match.group(2);
                one.uid = match.group(3);
                one.manifest = section.text();
                found.add(one);
            } else if (found.isEmpty()) {
                throw new Garbled("section '" + section.name() + "' stands before any 'app'");
            } else {
                found.getLast().sections.add(section);
            }
        }
        var apps = new ArrayList<Object>();
        for (SpringBootConfig one : found) {
            apps.add(one.fact());
        }
        return apps;
    }

    private Map<String, Object> fact() throws Garbled {
        var fact = new LinkedHashMap<String, Object>();
        fact.put("jar", jar);
        fact.put("running", !pid.equals("-"));
        if (uid.matches("[0-9]{1,10}")) {
            fact.put("uid", Long.valueOf(uid));
        }
        var version = Pattern.compile("Spring-Boot-Version:\\s*([0-9][0-9A-Za-z.-]{0,30})")
                .matcher(manifest);
        if (version.find()) {
            fact.put("version", version.group(1));
        }
        var arguments = new ArrayList<String>();
        var libraries = new ArrayList<String>();
        boolean complete = true;
        boolean listed = false;
        for (var section : sections) {
            if (section.name().startsWith("denied ")) {
                complete = false;
            } else if (section.name().equals("arguments")) {
                section.text()
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .forEach(arguments::add);
            } else if (section.name().equals("libraries")) {
                listed = true;
                section.text()
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .forEach(libraries::add);
            }
        }
        complete &= listed;
        var set = settings(arguments);
        var remote = new ArrayList<Object>();
        for (String source : List.of("nacos", "apollo", "springcloudconfig", "consul", "zookeeper")) {
            boolean used = switch (source) {
                case "nacos" -> libraries.stream().anyMatch(l -> l.contains("nacos-config"));
                case "apollo" -> libraries.stream().anyMatch(l -> l.contains("apollo-client"));
                case "consul" -> libraries.stream().anyMatch(l -> l.contains("consul-config"));
                case "zookeeper" -> libraries.stream().anyMatch(l -> l.contains("zookeeper-config"));
                default -> libraries.stream().anyMatch(l -> l.contains("spring-cloud-config-client"));
            };
            if (used) {
                remote.add(source);
            }
        }
        complete &= remote.isEmpty();
        fact.put("remote_config", remote);
        fact.put("complete", complete);
        if (listed) {
            fact.put(
                    "libraries",
                    libraries.stream()
                            .filter(l -> l.startsWith("lib/"))
                            .map(l -> (Object) l.substring(4))
                            .toList());
            libraries(fact, libraries, set);
        }
        new Reader(fact, set, complete).derive();
        process(fact, arguments);
        fact.put("files", files());
        return fact;
    }

    private List<Object> files() throws Garbled {
        for (var section : sections) {
            if (section.name().equals("files")) {
                return Permissions.parse(section.text());
            }
        }
        return List.of();
    }

    private Map<String, String> settings(List<String> arguments) throws Garbled {
        var environment = new LinkedHashMap<String, String>();
        var system = new LinkedHashMap<String, String>();
        var program = new LinkedHashMap<String, String>();
        for (var section : sections) {
            if (section.name().equals("environment")) {
                section.text()
                        .lines()
                        .filter(line -> line.indexOf('=') > 0)
                        .forEach(line -> environment.put(
                                Properties.fromEnvironment(line.substring(0, line.indexOf('='))),
                                line.substring(line.indexOf('=') + 1)));
            }
        }
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (argument.startsWith("--")) {
                program.put(
                        Properties.loose(argument.substring(2, equals < 0 ? argument.length() : equals)),
                        equals < 0 ? "true" : argument.substring(equals + 1));
            } else if (argument.startsWith("-D") && equals > 2) {
                system.put(Properties.loose(argument.substring(2, equals)), argument.substring(equals + 1));
            }
        }
        var over = new LinkedHashMap<>(environment);
        over.putAll(system);
        over.putAll(program);
        var profiles = profiles(over);
        var layers = new TreeMap<Integer, Map<String, String>>();
        for (var section : sections) {
            boolean packaged = section.name().startsWith("packaged ");
            if (packaged || section.name().startsWith("external ")) {
                String path = section.name().substring(9);
                String name = path.substring(path.lastIndexOf('/') + 1);
                var profile = Pattern.compile("(?:application|bootstrap)-([^.]{1,80})\\.[a-z]{1,12}")
                        .matcher(name);
                boolean own = profile.matches();
                if (!own || profiles.contains(profile.group(1))) {
                    int rank = (packaged ? 0 : 2) + (own ? 1 : 0) - (name.startsWith("bootstrap") ? 10 : 0);
                    layers.computeIfAbsent(rank, any -> new LinkedHashMap<>())
                            .putAll(Properties.read(path, section.text(), profiles));
                }
            }
        }
        var set = new LinkedHashMap<String, String>();
        layers.values().forEach(set::putAll);
        set.putAll(over);
        return set;
    }

    /// The active profiles: from outside if given there, else from the files that belong to no profile.
    private Set<String> profiles(Map<String, String> over) throws Garbled {
        String active = over.getOrDefault("spring.profiles.active", "");
        String include = over.getOrDefault("spring.profiles.include", "");
        for (var section : sections) {
            if (section.name().matches("(?:packaged|external) (?:.{0,400}/)?(?:application|bootstrap)\\.[a-z]{1,12}")) {
                var base = Properties.read(section.name(), section.text(), Set.of());
                active = over.containsKey("spring.profiles.active")
                        ? active
                        : base.getOrDefault("spring.profiles.active", active);
                include = include + "," + base.getOrDefault("spring.profiles.include", "");
            }
        }
        var profiles = new LinkedHashSet<>(Arrays.asList((active + "," + include).split("[,\\s]+")));
        profiles.remove("");
        return profiles.isEmpty() ? Set.of("default") : profiles;
    }

    private static void libraries(Map<String, Object> fact, List<String> libraries, Map<String, String> set) {
        fact.put("actuator", libraries.stream().anyMatch(l -> l.startsWith("lib/spring-boot-actuator")));
        fact.put(
                "security",
                libraries.stream()
                        .anyMatch(l -> l.startsWith("lib/spring-security-web")
                                || l.startsWith("lib/shiro-")
                                || l.startsWith("lib/sa-token-")));
        fact.put("devtools", libraries.stream().anyMatch(l -> l.startsWith("lib/spring-boot-devtools")));
        boolean springdoc = libraries.stream().anyMatch(l -> l.startsWith("lib/springdoc-openapi"));
        boolean springfox = libraries.stream()
                .anyMatch(l -> l.startsWith("lib/springfox-") || l.startsWith("lib/swagger-bootstrap-ui"));
        boolean production = set.getOrDefault("knife4j.production", "false").equals("true");
        fact.put(
                "api_docs",
                !production
                        && ((springdoc
                                        && !set.getOrDefault("springdoc.apidocs.enabled", "true")
                                                .equals("false"))
                                || (springfox
                                        && !set.getOrDefault("springfox.documentation.enabled", "true")
                                                .equals("false")
                                        && !set.getOrDefault(
                                                        "swagger.enabled", set.getOrDefault("swagger.enable", "true"))
                                                .equals("false"))));
        fact.put(
                "own_logging",
                libraries.stream().anyMatch(l -> l.matches("classes/(?:config/)?(?:logback|log4j).{0,80}"))
                        || set.containsKey("logging.config"));
    }

    private static void process(Map<String, Object> fact, List<String> arguments) {
        var ports = new ArrayList<Object>();
        for (String argument : arguments) {
            boolean debugger = argument.startsWith("-agentlib:jdwp") || argument.startsWith("-Xrunjdwp");
            boolean loopback = argument.matches(".*address=(?:127\\.0\\.0\\.1|localhost):.*");
            if (debugger && !loopback) {
                ports.add(argument);
            }
            if (argument.startsWith("-Dcom.sun.management.jmxremote.port=")
                    && (arguments.contains("-Dcom.sun.management.jmxremote.authenticate=false")
                            || arguments.contains("-Dcom.sun.management.jmxremote.ssl=false"))
                    && arguments.stream().noneMatch(a -> a.equals("-Dcom.sun.management.jmxremote.host=127.0.0.1"))) {
                ports.add(argument);
            }
        }
        fact.put("debug_ports", ports);
    }

    /// Puts what the settings say into the fact; a default only where all sources were read.
    private record Reader(Map<String, Object> fact, Map<String, String> set, boolean complete) {

        void derive() throws Garbled {
            words("exposed", "management.endpoints.web.exposure.include", "health");
            words("hidden", "management.endpoints.web.exposure.exclude", "");
            if (fact.get("exposed") instanceof List<?> exposed && fact.get("hidden") instanceof List<?> hidden) {
                fact.put(
                        "sensitive_endpoints",
                        exposed.stream()
                                .map(String::valueOf)
                                .filter(name -> (name.equals("*") || SENSITIVE.contains(Properties.loose(name)))
                                        && !hidden.contains(name)
                                        && !hidden.contains("*"))
                                .map(name -> (Object) name)
                                .toList());
            }
            text("health_details", "management.endpoint.health.showdetails", "never");
            boolean shutdown = set.getOrDefault("management.endpoint.shutdown.enabled", "false")
                    .equals("true");
            fact.put(
                    "shutdown_endpoint",
                    shutdown
                            || set.getOrDefault("management.endpoint.shutdown.access", "none")
                                    .equals("unrestricted"));
            text("management_port", "management.server.port", "");
            text("management_address", "management.server.address", "");
            text("address", "server.address", "");
            boolean tls = !set.getOrDefault("server.ssl.enabled", "true").equals("false")
                    && (set.containsKey("server.ssl.keystore")
                            || set.containsKey("server.ssl.certificate")
                            || set.containsKey("server.ssl.bundle"));
            if (tls || complete) {
                fact.put("tls", tls);
                String protocols = set.getOrDefault("server.ssl.enabledprotocols", "");
                fact.put("tls_protocols", split(protocols));
            }
            String address = set.getOrDefault("server.address", "");
            fact.put("loopback", local(address));
            text("error_stacktrace", "server.error.includestacktrace", "never");
            text("error_message", "server.error.includemessage", "never");
            text("error_exception", "server.error.includeexception", "false");
            session();
            text("cookie_secure", "server.servlet.session.cookie.secure", "false");
            text("cookie_http_only", "server.servlet.session.cookie.httponly", "true");
            text("access_log", "server.tomcat.accesslog.enabled", "false");
            text(
                    "log_file",
                    "logging.file.name",
                    set.getOrDefault("logging.file.path", set.getOrDefault("logging.file", "")));
            String history = set.getOrDefault(
                    "logging.logback.rollingpolicy.maxhistory",
                    set.getOrDefault("logging.file.maxhistory", complete ? "7" : ""));
            if (!Boolean.TRUE.equals(fact.get("own_logging")) && history.matches("[0-9]{1,6}")) {
                fact.put("log_days", Long.valueOf(history));
            }
            fact.put(
                    "debug",
                    List.of("debug", "trace").stream()
                            .anyMatch(key -> List.of("true", "").contains(set.getOrDefault(key, "false"))));
            fact.put("consoles", consoles());
            text("user_name", "spring.security.user.name", "");
            fact.put("plain_connections", plain());
            fact.put("clear_secrets", clear());
        }

        private void text(String name, String key, String otherwise) {
            if (set.containsKey(key) || complete) {
                fact.put(name, set.getOrDefault(key, otherwise).toLowerCase(Locale.ROOT));
            }
        }

        private void words(String name, String key, String otherwise) {
            if (set.containsKey(key) || complete) {
                fact.put(name, split(set.getOrDefault(key, otherwise)));
            }
        }

        private static List<Object> split(String text) {
            return Arrays.stream(text.split("[,\\s]+"))
                    .filter(word -> !word.isEmpty())
                    .map(word -> (Object) word)
                    .toList();
        }

        private void session() throws Garbled {
            String timeout = set.getOrDefault("server.servlet.session.timeout", complete ? "30m" : "");
            var match = DURATION.matcher(timeout);
            if (match.matches()) {
                String unit = match.group(2) == null ? "s" : match.group(2).toLowerCase(Locale.ROOT);
                fact.put(
                        "session_seconds",
                        Long.parseLong(match.group(1))
                                * switch (unit) {
                                    case "d" -> 86_400;
                                    case "h" -> 3600;
                                    case "m" -> 60;
                                    case "ms" -> 0;
                                    default -> 1;
                                });
            } else if (timeout.startsWith("-")) {
                fact.put("session_seconds", -1L);
            } else if (!timeout.isEmpty() && !timeout.contains("${")) {
                throw new Garbled("server.servlet.session.timeout is not a duration");
            }
        }

        private List<Object> consoles() {
            var consoles = new ArrayList<Object>();
            for (String key : List.of(
                    "spring.h2.console.enabled",
                    "spring.datasource.druid.statviewservlet.enabled",
                    "spring.datasource.druid.druid.statviewservlet.enabled")) {
                if (set.getOrDefault(key, "false").equals("true")) {
                    consoles.add(key);
                }
            }
            return consoles;
        }

        /// Connections to other hosts that are not, or not surely, encrypted.
        private List<Object> plain() {
            var plain = new ArrayList<Object>();
            set.forEach((key, value) -> {
                String url = value.toLowerCase(Locale.ROOT);
                if (url.startsWith("jdbc:")
                        && !url.matches("jdbc:[a-z0-9:]{1,40}//(?:localhost|127\\.0\\.0\\.1|\\[::1\\])[:/].*")) {
                    boolean mysql = url.startsWith("jdbc:mysql:") || url.startsWith("jdbc:mariadb:");
                    boolean postgresql = url.startsWith("jdbc:postgresql:")
                            || url.startsWith("jdbc:opengauss:")
                            || url.startsWith("jdbc:kingbase");
                    boolean sure = url.matches(
                            ".*[?&;](?:sslmode=(?:require|required|verify[-_a-z]*)|usessl=true|ssl=true|requiressl=true)(?:&.*|;.*)?");
                    if ((mysql || postgresql) && !sure) {
                        plain.add(key);
                    }
                }
            });
            for (String redis : List.of("spring.redis", "spring.data.redis")) {
                boolean ssl = set.getOrDefault(redis + ".ssl.enabled", set.getOrDefault(redis + ".ssl", "false"))
                                .equals("true")
                        || set.containsKey(redis + ".ssl.bundle")
                        || set.getOrDefault(redis + ".url", "").startsWith("rediss:");
                String host = set.getOrDefault(
                        redis + ".host",
                        set.getOrDefault(redis + ".url", set.getOrDefault(redis + ".cluster.nodes", "")));
                if (!host.isEmpty() && !local(host) && !ssl) {
                    plain.add(redis);
                }
            }
            String rabbit = set.getOrDefault("spring.rabbitmq.host", set.getOrDefault("spring.rabbitmq.addresses", ""));
            if (!rabbit.isEmpty()
                    && !local(rabbit)
                    && !rabbit.startsWith("amqps:")
                    && !set.getOrDefault("spring.rabbitmq.ssl.enabled", "false").equals("true")) {
                plain.add("spring.rabbitmq");
            }
            String kafka = set.getOrDefault("spring.kafka.bootstrapservers", "");
            String protocol = set.getOrDefault(
                    "spring.kafka.security.protocol",
                    set.getOrDefault("spring.kafka.properties.security.protocol", ""));
            if (!kafka.isEmpty() && !local(kafka) && !protocol.endsWith("SSL")) {
                plain.add("spring.kafka");
            }
            return plain;
        }

        /// Keys of secrets that stand in clear: neither a placeholder nor encrypted.
        private List<Object> clear() {
            var clear = new ArrayList<Object>();
            set.forEach((key, value) -> {
                boolean protects = value.contains("{") && !value.contains(":default}") && !value.contains(":<masked>");
                if (SECRET_KEY.matcher(key).matches() && !value.isEmpty() && !protects) {
                    clear.add(key);
                }
            });
            return clear;
        }

        private static boolean local(String host) {
            String name = host.toLowerCase(Locale.ROOT)
                    .replaceFirst("^[a-z]{1,10}://", "")
                    .replaceFirst("^[^@]{0,200}@", "");
            return name.equals("127.0.0.1")
                    || name.equals("localhost")
                    || name.equals("::1")
                    || name.startsWith("127.0.0.1:")
                    || name.startsWith("localhost:");
        }
    }
}
