package org.tongguan.comply.facts.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.tongguan.comply.facts.network.ConfigTree.Section;

/// Who may administer an IOS or RGOS device and how: accounts, lines, passwords, lockout.
final class IosLogins {

    private static final Set<String> FACTORY_WORDLESS = Set.of("login", "local");

    private final ConfigTree tree;
    private final boolean cisco;
    private final boolean aaa;

    IosLogins(ConfigTree tree, boolean cisco) {
        this.tree = tree;
        this.cisco = cisco;
        this.aaa = tree.has("aaa new-model");
    }

    List<Object> users() {
        var byName = new LinkedHashMap<String, Map<String, Object>>();
        for (Section line : tree.each("username")) {
            var words = line.words();
            if (words.size() < 2) {
                continue;
            }
            var user = byName.computeIfAbsent(words.get(1), name -> {
                var fresh = new LinkedHashMap<String, Object>();
                fresh.put("name", name);
                // IOS gives level 1 to a user whose level is not written
                fresh.put("level", 1L);
                fresh.put("services", List.of());
                fresh.put("storage", "none");
                fresh.put("default_password", false);
                fresh.put("on", true);
                return fresh;
            });
            line.wordAfter("privilege").ifPresent(level -> user.put("level", DeviceConfig.number(level)));
            line.wordAfter("role").ifPresent(role -> user.put("role", role));
            line.wordAfter("view").ifPresent(role -> user.put("role", role));
            if (words.contains("secret") || words.contains("password")) {
                user.put("storage", secret(line.text()));
                user.put("default_password", DeviceConfig.factoryWord(line.text()));
            }
        }
        return List.copyOf(byName.values());
    }

    Map<String, Object> authentication() {
        var methods = new LinkedHashSet<String>();
        boolean accounting = false;
        for (Section line : tree.each("aaa")) {
            if (line.starts("aaa authentication login")) {
                line.words().stream().skip(4).forEach(word -> {
                    switch (word) {
                        case "local", "local-case" -> methods.add("local");
                        case "tacacs+" -> methods.add("hwtacacs");
                        case "radius" -> methods.add("radius");
                        case "group" -> {}
                        default -> {
                            if (tree.has("aaa group server tacacs+ " + word)) {
                                methods.add("hwtacacs");
                            } else if (tree.has("aaa group server radius " + word)) {
                                methods.add("radius");
                            }
                        }
                    }
                });
            }
            accounting |= line.starts("aaa accounting commands");
        }
        if (methods.isEmpty() && !tree.each("username").isEmpty()) {
            methods.add("local");
        }
        return Map.of(
                "on",
                aaa,
                "methods",
                List.copyOf(methods),
                "central",
                methods.contains("hwtacacs") || methods.contains("radius"),
                "accounting",
                accounting);
    }

    List<Object> lines(String name) {
        var found = new ArrayList<Object>();
        boolean vty = name.endsWith("vty");
        for (Section line : tree.each(name)) {
            var facts = new LinkedHashMap<String, Object>();
            facts.put("lines", line.text().substring(5));
            facts.put("auth", auth(line, vty));
            facts.put(
                    "idle_minutes",
                    line.has("no exec-timeout")
                            ? 0.0
                            : DeviceConfig.minutes(
                                    line.first("exec-timeout")
                                            .map(l -> l.after("exec-timeout"))
                                            .orElse(""),
                                    10));
            line.first("password").ifPresent(l -> facts.put("password", secret(l.text())));
            if (vty) {
                line.first("transport input")
                        .ifPresent(l -> facts.put("transport", DeviceConfig.transport(l.after("transport input"))));
                facts.put(
                        "acl",
                        line.first("access-class")
                                .filter(l -> l.text().endsWith(" in"))
                                .map(l -> l.words().get(1))
                                .orElse(""));
            } else if (line.has("no exec")
                    || line.has("transport input none") && name.equals("line aux") && line.has("no exec")) {
                facts.put("auth", "off");
            }
            found.add(facts);
        }
        return found;
    }

    private String auth(Section line, boolean vty) {
        if (aaa) {
            String list = line.first("login authentication")
                    .map(l -> l.after("login authentication"))
                    .orElse("default");
            boolean none = tree.first("aaa authentication login " + list)
                    .filter(l -> l.words().contains("none"))
                    .isPresent();
            return none ? "none" : "aaa";
        }
        if (line.has("no login")) {
            return "none";
        }
        return line.first("login")
                .map(login -> login.after("login").split(" ")[0])
                .map(word ->
                        FACTORY_WORDLESS.contains(word) ? "local" : word.equals("authentication") ? "aaa" : "password")
                // nobody gets in over a vty without a password; a console asks for nothing
                .orElse(vty ? "password" : line.has("password") && !cisco ? "password" : "none");
    }

    /// `secret` is one-way but for the types that are not; `password` can be turned back or is clear.
    static String secret(String line) {
        var words = List.of(line.split(" "));
        int at = Math.max(words.indexOf("secret"), words.indexOf("password"));
        if (at < 0 || at + 1 >= words.size()) {
            return "none";
        }
        String kind = words.get(at + 1);
        if (kind.equals("level") && at + 3 < words.size()) {
            kind = words.get(at + 3);
        }
        return switch (kind) {
            case "4", "5", "8", "9" -> "irreversible";
            case "6", "7" -> "reversible";
            case "0" -> "plain";
            default -> words.get(at).equals("secret") ? "irreversible" : "plain";
        };
    }

    Map<String, Object> passwordPolicy() {
        var policy = new LinkedHashMap<String, Object>();
        if (cisco) {
            tree.first("security passwords min-length")
                    .ifPresent(line ->
                            policy.put("min_length", DeviceConfig.number(line.after("security passwords min-length"))));
            tree.first("aaa common-criteria policy").ifPresent(section -> {
                section.first("min-length")
                        .ifPresent(line -> policy.put("min_length", DeviceConfig.number(line.after("min-length"))));
                policy.put(
                        "classes",
                        Stream.of("upper-case", "lower-case", "numeric-count", "special-case")
                                .filter(section::has)
                                .count());
                section.first("lifetime day")
                        .ifPresent(line -> policy.put("max_days", DeviceConfig.number(line.after("lifetime day"))));
            });
            return policy;
        }
        tree.first("password policy min-size")
                .ifPresent(
                        line -> policy.put("min_length", DeviceConfig.number(line.after("password policy min-size"))));
        // RGOS "strong": upper and lower case, digits and special characters
        policy.put("classes", tree.has("password policy strong") ? 4L : 1L);
        tree.first("password policy life-cycle")
                .ifPresent(
                        line -> policy.put("max_days", DeviceConfig.number(line.after("password policy life-cycle"))));
        tree.first("password policy no-repeat-times")
                .ifPresent(line ->
                        policy.put("history", DeviceConfig.number(line.after("password policy no-repeat-times"))));
        return policy;
    }

    Map<String, Object> lock() {
        var lock = new LinkedHashMap<String, Object>();
        if (cisco) {
            tree.first("login block-for").ifPresent(line -> {
                long seconds = DeviceConfig.number(line.words().get(2));
                lock.put("minutes", seconds < 0 ? seconds : seconds / 60);
                line.wordAfter("attempts").ifPresent(word -> lock.put("attempts", DeviceConfig.number(word)));
            });
            // locked until an administrator unlocks
            tree.first("aaa local authentication attempts max-fail").ifPresent(line -> {
                lock.put("attempts", DeviceConfig.number(line.after("aaa local authentication attempts max-fail")));
                lock.put("minutes", 999_999L);
            });
            return lock;
        }
        tree.first("aaa local authentication attempts")
                .ifPresent(line ->
                        lock.put("attempts", DeviceConfig.number(line.words().getLast())));
        // hours in RGOS 10, minutes later: read as minutes, the stricter of the two
        tree.first("aaa local authentication lockout-time")
                .ifPresent(line ->
                        lock.put("minutes", DeviceConfig.number(line.words().getLast())));
        return lock;
    }
}
