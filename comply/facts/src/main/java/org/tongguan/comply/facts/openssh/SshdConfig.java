package org.tongguan.comply.facts.openssh;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.tongguan.comply.facts.Garbled;
import org.tongguan.comply.facts.files.Glob;
import org.tongguan.comply.facts.files.Sections;

/// sshd_config(5) with its includes, and the output of `sshd -T`.
///
/// The fact is one map by keyword in lower case. Where `sshd -T` came, its values count; else those of the
/// files, with the defaults sshd_config(5) documents. Defaults that depend on the build (root login,
/// algorithms) are left out then. `matched` holds what Match blocks set, by keyword; `source` says where the
/// values are from.
///
/// Known limits: `sshd -T` shows what a new sshd would use, not the options a running one was started with;
/// Match blocks are read, not evaluated; `Ciphers +x` and its kin are left out unless `sshd -T` came.
final class SshdConfig {

    private static final int INCLUDE_DEPTH_MAX = 16;
    private static final int LINES_MAX = 20_000;
    private static final String EFFECTIVE = "sshd -T";
    private static final Set<String> WHOLE = Set.of("maxauthtries", "maxsessions", "clientalivecountmax");
    private static final Set<String> SECONDS = Set.of("logingracetime", "clientaliveinterval");
    private static final Set<String> ALGORITHMS =
            Set.of("ciphers", "macs", "kexalgorithms", "hostkeyalgorithms", "pubkeyacceptedalgorithms");
    private static final Set<String> WORDS = Set.of(
            "port",
            "listenaddress",
            "hostkey",
            "acceptenv",
            "allowusers",
            "allowgroups",
            "denyusers",
            "denygroups",
            "authenticationmethods",
            "subsystem");
    private static final Map<String, String> ALIASES = Map.of(
            "challengeresponseauthentication", "kbdinteractiveauthentication",
            "pubkeyacceptedkeytypes", "pubkeyacceptedalgorithms",
            "skeyauthentication", "kbdinteractiveauthentication");
    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("permitemptypasswords", "no"),
            Map.entry("passwordauthentication", "yes"),
            Map.entry("pubkeyauthentication", "yes"),
            Map.entry("kbdinteractiveauthentication", "yes"),
            Map.entry("hostbasedauthentication", "no"),
            Map.entry("ignorerhosts", "yes"),
            Map.entry("strictmodes", "yes"),
            Map.entry("permituserenvironment", "no"),
            Map.entry("usepam", "no"),
            Map.entry("maxauthtries", "6"),
            Map.entry("maxsessions", "10"),
            Map.entry("maxstartups", "10:30:100"),
            Map.entry("logingracetime", "120"),
            Map.entry("clientaliveinterval", "0"),
            Map.entry("clientalivecountmax", "3"),
            Map.entry("x11forwarding", "no"),
            Map.entry("allowtcpforwarding", "yes"),
            Map.entry("allowagentforwarding", "yes"),
            Map.entry("allowstreamlocalforwarding", "yes"),
            Map.entry("disableforwarding", "no"),
            Map.entry("gatewayports", "no"),
            Map.entry("permittunnel", "no"),
            Map.entry("loglevel", "INFO"),
            Map.entry("syslogfacility", "AUTH"),
            Map.entry("banner", "none"),
            Map.entry("authenticationmethods", "any"),
            Map.entry("port", "22"));

    private record Line(String keyword, List<String> arguments, String criteria) {}

    private final Map<String, String> files = new LinkedHashMap<>();
    private final List<Line> lines = new ArrayList<>();
    private final List<String> denied = new ArrayList<>();

    private SshdConfig() {}

    static Object parse(String text) throws Garbled {
        var config = new SshdConfig();
        String effective = "";
        String main = "";
        for (var section : Sections.of(text)) {
            if (section.name().equals(EFFECTIVE)) {
                effective = section.text();
            } else if (section.name().startsWith("denied ")) {
                config.denied.add(section.name().substring("denied ".length()));
            } else if (section.name().startsWith("/")) {
                main = main.isEmpty() ? section.name() : main;
                config.files.putIfAbsent(section.name(), section.text());
            } else {
                throw new Garbled("section '" + section.name() + "' is neither a path nor " + EFFECTIVE);
            }
        }
        if (main.isEmpty()) {
            throw new Garbled("the configuration file itself is not there");
        }
        config.read(main, "", 0);
        return config.fact(effective);
    }

    private Map<String, Object> fact(String effective) throws Garbled {
        var fact = new LinkedHashMap<String, Object>();
        if (effective.isBlank()) {
            if (!denied.isEmpty()) {
                throw new Garbled("included files could not be read and sshd -T did not run: " + denied.getFirst());
            }
            var global = new LinkedHashMap<String, List<String>>();
            for (Line line : lines) {
                if (line.criteria().isEmpty()) {
                    first(global, line);
                }
            }
            DEFAULTS.forEach((keyword, value) -> global.putIfAbsent(keyword, List.of(value)));
            put(fact, global);
            fact.put("source", "files");
        } else {
            var global = new LinkedHashMap<String, List<String>>();
            for (String raw : effective.lines().toList()) {
                if (!raw.isBlank()) {
                    first(global, line(raw, "", EFFECTIVE));
                }
            }
            if (!global.containsKey("port") || !global.containsKey("maxauthtries")) {
                throw new Garbled("the output of sshd -T lacks port or maxauthtries");
            }
            put(fact, global);
            fact.put("source", EFFECTIVE);
        }
        for (String list : List.of("allowusers", "allowgroups", "denyusers", "denygroups", "listenaddress")) {
            fact.putIfAbsent(list, List.of());
        }
        if (denied.isEmpty()) {
            fact.put("matched", matched());
            fact.put(
                    "match_criteria",
                    lines.stream()
                            .map(Line::criteria)
                            .filter(c -> !c.isEmpty())
                            .distinct()
                            .map(c -> (Object) c)
                            .toList());
        }
        return fact;
    }

    private Map<String, Object> matched() throws Garbled {
        var values = new LinkedHashMap<String, List<Object>>();
        for (Line line : lines) {
            if (!line.criteria().isEmpty()) {
                var one = new LinkedHashMap<String, List<String>>();
                one.put(line.keyword(), line.arguments());
                var plain = new LinkedHashMap<String, Object>();
                put(plain, one);
                plain.forEach((keyword, value) -> values.computeIfAbsent(keyword, any -> new ArrayList<>())
                        .add(value));
            }
        }
        return new LinkedHashMap<>(values);
    }

    /// sshd takes the first value it finds; some keywords gather.
    private static void first(Map<String, List<String>> settings, Line line) {
        if (WORDS.contains(line.keyword()) && settings.containsKey(line.keyword())) {
            var all = new ArrayList<>(settings.get(line.keyword()));
            all.addAll(line.arguments());
            settings.put(line.keyword(), all);
        } else {
            settings.putIfAbsent(line.keyword(), line.arguments());
        }
    }

    private void read(String path, String criteria, int depth) throws Garbled {
        if (depth > INCLUDE_DEPTH_MAX) {
            throw new Garbled("includes nest deeper than " + INCLUDE_DEPTH_MAX);
        }
        String block = criteria;
        for (String raw : files.getOrDefault(path, "").lines().toList()) {
            String text = raw.strip();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            var line = line(text, block, path);
            if (lines.size() >= LINES_MAX) {
                throw new Garbled("more than " + LINES_MAX + " settings");
            }
            switch (line.keyword()) {
                case "match" -> {
                    String own = String.join(" ", line.arguments());
                    block = own.equalsIgnoreCase("all") && criteria.isEmpty() ? "all" : own;
                }
                case "include" -> {
                    for (String pattern : line.arguments()) {
                        include(pattern.startsWith("/") ? pattern : "/etc/ssh/" + pattern, block, depth);
                    }
                }
                default -> lines.add(line);
            }
        }
    }

    private void include(String pattern, String criteria, int depth) throws Garbled {
        for (String path : files.keySet().stream().sorted().toList()) {
            if (Glob.matches(pattern, path)) {
                read(path, criteria, depth + 1);
            }
        }
    }

    private static Line line(String text, String criteria, String where) throws Garbled {
        var words = new ArrayList<String>();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c) || (c == '=' && words.size() == 1)) {
                at++;
            } else if (c == '#' && !words.isEmpty()) {
                break;
            } else if (c == '"') {
                int end = text.indexOf('"', at + 1);
                if (end < 0) {
                    throw new Garbled("a quote in " + where + " is not closed");
                }
                words.add(text.substring(at + 1, end));
                at = end + 1;
            } else {
                int end = at;
                while (end < text.length()
                        && !Character.isWhitespace(text.charAt(end))
                        && !(text.charAt(end) == '=' && words.isEmpty())) {
                    end++;
                }
                words.add(text.substring(at, end));
                at = end;
            }
        }
        if (words.isEmpty() || !words.getFirst().matches("[A-Za-z][A-Za-z0-9]{1,60}")) {
            throw new Garbled("a line of " + where + " does not start with a keyword");
        }
        String keyword = words.getFirst().toLowerCase(Locale.ROOT);
        var arguments = List.copyOf(words.subList(1, words.size()));
        if (arguments.isEmpty() && !where.equals(EFFECTIVE)) {
            throw new Garbled(keyword + " in " + where + " has no value");
        }
        return new Line(ALIASES.getOrDefault(keyword, keyword), arguments, criteria);
    }

    private static void put(Map<String, Object> fact, Map<String, List<String>> settings) throws Garbled {
        for (var setting : settings.entrySet()) {
            String keyword = setting.getKey();
            String value = String.join(" ", setting.getValue());
            if (WHOLE.contains(keyword)) {
                fact.put(keyword, whole(keyword, value));
            } else if (SECONDS.contains(keyword)) {
                fact.put(keyword, seconds(keyword, value));
            } else if (ALGORITHMS.contains(keyword)) {
                if (!value.isEmpty() && "+-^".indexOf(value.charAt(0)) < 0) {
                    fact.put(keyword, List.<Object>of((Object[]) value.split(",")));
                }
            } else if (keyword.equals("port")) {
                var ports = new ArrayList<Object>();
                for (String port : setting.getValue()) {
                    ports.add(whole(keyword, port));
                }
                fact.put(keyword, ports);
            } else if (WORDS.contains(keyword)) {
                fact.put(keyword, List.<Object>copyOf(setting.getValue()));
            } else {
                fact.put(keyword, word(keyword, value));
            }
        }
    }

    private static String word(String keyword, String value) {
        if (keyword.equals("loglevel") || keyword.equals("syslogfacility")) {
            return value.toUpperCase(Locale.ROOT);
        }
        if (value.equalsIgnoreCase("without-password")) {
            return "prohibit-password";
        }
        return value.matches("[A-Za-z-]{1,40}") ? value.toLowerCase(Locale.ROOT) : value;
    }

    private static Long whole(String keyword, String value) throws Garbled {
        if (!value.matches("-?[0-9]{1,9}")) {
            throw new Garbled(keyword + " is not a number");
        }
        return Long.valueOf(value);
    }

    /// TIME FORMATS of sshd_config(5): `90`, `2m`, `1h30m`.
    private static Long seconds(String keyword, String value) throws Garbled {
        if (!value.matches("(?:[0-9]{1,7}[smhdwSMHDW]?){1,6}")) {
            throw new Garbled(keyword + " is not a time");
        }
        long total = 0;
        long number = 0;
        for (char c : value.toLowerCase(Locale.ROOT).toCharArray()) {
            if (c >= '0' && c <= '9') {
                number = number * 10 + (c - '0');
            } else {
                total += number
                        * switch (c) {
                            case 'm' -> 60;
                            case 'h' -> 3600;
                            case 'd' -> 86_400;
                            case 'w' -> 604_800;
                            default -> 1;
                        };
                number = 0;
            }
        }
        return total + number;
    }
}
