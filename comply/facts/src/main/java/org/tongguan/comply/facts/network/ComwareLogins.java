package org.tongguan.comply.facts.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.tongguan.comply.facts.network.ConfigTree.Section;

/// Who may administer a VRP or Comware device and how: accounts, lines, passwords, lockout.
final class ComwareLogins {

    private final ConfigTree tree;
    private final boolean huawei;
    private final Optional<Section> aaa;

    ComwareLogins(ConfigTree tree, boolean huawei) {
        this.tree = tree;
        this.huawei = huawei;
        this.aaa = tree.first("aaa");
    }

    List<Object> users() {
        var byName = new LinkedHashMap<String, Map<String, Object>>();
        var sources = aaa.map(Section::body).orElse(List.of()).stream()
                .filter(line -> line.starts("local-user"))
                .toList();
        var top = tree.each("local-user");
        for (Section line : Stream.concat(sources.stream(), top.stream()).toList()) {
            var words = line.words();
            if (words.size() < 2
                    || Set.of("wrong-password", "policy", "password").contains(words.get(1))) {
                continue;
            }
            var user = byName.computeIfAbsent(words.get(1), name -> {
                var fresh = new LinkedHashMap<String, Object>();
                fresh.put("name", name);
                fresh.put("services", new ArrayList<String>());
                fresh.put("storage", "none");
                fresh.put("default_password", false);
                fresh.put("on", true);
                return fresh;
            });
            if (line.body().isEmpty()) {
                setting(user, line.text().substring(line.text().indexOf(' ', 11) + 1));
            }
            line.body().forEach(setting -> setting(user, setting.text()));
        }
        byName.values()
                .removeIf(user -> user.get("services") instanceof List<?> services
                        && !services.isEmpty()
                        && services.stream()
                                .allMatch(
                                        Set.of("8021x", "ppp", "web", "lan-access", "portal", "sslvpn", "l2tp")
                                                ::contains));
        return List.copyOf(byName.values());
    }

    /// One setting of a local user, without the user's name.
    private void setting(Map<String, Object> user, String text) {
        if (text.startsWith("password ")) {
            user.put("storage", DeviceConfig.storage(" " + text));
            user.put("default_password", DeviceConfig.factoryWord(text));
        } else if (text.startsWith("privilege level ")) {
            user.put("level", DeviceConfig.number(text.substring(16).split(" ")[0]));
        } else if (text.startsWith("level ")) {
            user.put("level", DeviceConfig.number(text.substring(6).split(" ")[0]));
        } else if (text.startsWith("authorization-attribute ")) {
            var words = List.of(text.split(" "));
            int role = words.indexOf("user-role");
            int level = words.indexOf("level");
            String name = role > 0 && role + 1 < words.size() ? words.get(role + 1) : "";
            if (level > 0 && level + 1 < words.size()) {
                user.put("level", DeviceConfig.number(words.get(level + 1)));
            } else if (name.startsWith("level-")) {
                user.merge("level", DeviceConfig.number(name.substring(6)), (a, b) -> Math.max((Long) a, (Long) b));
            } else if (name.equals("network-admin") || name.equals("mdc-admin") || name.equals("context-admin")) {
                user.put("level", 15L);
            } else if (name.equals("network-operator") || name.equals("mdc-operator")) {
                user.merge("level", 1L, (a, b) -> Math.max((Long) a, (Long) b));
            } else if (name.equals("security-audit")) {
                user.put("role", "audit");
                user.merge("level", 1L, (a, b) -> Math.max((Long) a, (Long) b));
            } else if (!name.isEmpty()) {
                user.put("role", name);
            }
        } else if (text.startsWith("role ") || text.startsWith("bind manager-user ")) {
            user.put("role", text.substring(text.lastIndexOf(' ') + 1));
        } else if (text.startsWith("service-type ")) {
            var services = new ArrayList<Object>(user.get("services") instanceof List<?> given ? given : List.of());
            services.addAll(List.of(text.substring(13).split(" ")));
            user.put("services", services);
        } else if (text.startsWith("state block")) {
            user.put("on", false);
        } else if (text.startsWith("access-limit ")) {
            user.put("sessions_max", DeviceConfig.number(text.substring(13).strip()));
        }
    }

    Map<String, Object> authentication() {
        var methods = new LinkedHashSet<String>();
        boolean accounting = false;
        for (Section line : tree.all()) {
            if (line.starts("authentication-mode")
                    || line.starts("authentication login")
                    || line.starts("authentication default")
                    || line.starts("authentication super")) {
                for (String word : line.words()) {
                    switch (word) {
                        case "local", "none" -> methods.add(word);
                        case "hwtacacs", "hwtacacs-scheme" -> methods.add("hwtacacs");
                        case "radius", "radius-scheme" -> methods.add("radius");
                        default -> {}
                    }
                }
            }
            accounting |= line.starts("recording-scheme")
                    || line.starts("accounting command")
                    || line.starts("command accounting")
                    || line.starts("cmd recording-scheme");
        }
        // a line's own authentication-mode none is told at that line
        methods.remove("none");
        return Map.of(
                "on",
                true,
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
            facts.put("lines", line.text().substring(line.text().indexOf(' ') + 1));
            line.first("authentication-mode").ifPresent(mode -> {
                String word = mode.after("authentication-mode").split(" ")[0];
                facts.put("auth", word.equals("scheme") ? "aaa" : word);
            });
            facts.put(
                    "idle_minutes",
                    DeviceConfig.minutes(
                            line.first("idle-timeout")
                                    .map(l -> l.after("idle-timeout"))
                                    .orElse(""),
                            10));
            line.first("set authentication password")
                    .ifPresent(l -> facts.put("password", DeviceConfig.storage(l.text())));
            if (vty) {
                // Comware lets both in unless told otherwise; VRP's default depends on the release and is left
                // out
                line.first("protocol inbound")
                        .map(l -> l.after("protocol inbound"))
                        .or(() -> huawei ? Optional.empty() : Optional.of("all"))
                        .ifPresent(words -> facts.put("transport", DeviceConfig.transport(words)));
                facts.put("acl", acl(line));
            }
            found.add(facts);
        }
        return found;
    }

    /// The list that limits who may log in: at the line, or (Comware 7, newer VRP) at the server.
    private String acl(Section line) {
        String own = line.body().stream()
                .filter(l -> l.starts("acl") && l.text().endsWith(" inbound"))
                .map(l -> l.words().get(l.words().size() - 2))
                .findFirst()
                .orElse("");
        if (!own.isEmpty()) {
            return own;
        }
        for (String words : List.of("ssh server acl", "ssh ipv4 server acl")) {
            var server = tree.first(words);
            if (server.isPresent()) {
                return server.get().after(words);
            }
        }
        return "";
    }

    Map<String, Object> passwordPolicy() {
        var policy = new LinkedHashMap<String, Object>();
        if (huawei) {
            boolean check = !tree.all().stream()
                    .anyMatch(line -> line.starts("undo local-user complexity-check")
                            || line.starts("undo user-password complexity-check")
                            || line.starts("undo password complexity-check"));
            boolean three = tree.all().stream()
                    .anyMatch(line ->
                            line.text().contains("complexity") && line.text().contains("three-of-kinds"));
            // VRP checks new passwords for eight characters and two kinds unless told otherwise
            policy.put("min_length", 8L);
            policy.put("classes", check ? three ? 3L : 2L : 1L);
            for (Section line : tree.all()) {
                for (String words : List.of(
                        "set password min-length",
                        "user-password min-len",
                        "local-user password min-length",
                        "password min-length")) {
                    if (line.starts(words)) {
                        policy.put(
                                "min_length",
                                DeviceConfig.number(line.after(words).split(" ")[0]));
                    }
                }
                if (line.starts("local-aaa-user password policy administrator")) {
                    policy.put(
                            "max_days",
                            line.first("password expire")
                                    .map(l -> DeviceConfig.number(l.after("password expire")))
                                    .orElse(90L));
                    policy.put(
                            "history",
                            line.first("password history record number")
                                    .map(l -> DeviceConfig.number(l.after("password history record number")))
                                    .orElse(5L));
                }
            }
            return policy;
        }
        if (!tree.has("password-control enable")) {
            return policy;
        }
        // with password-control on, Comware's own defaults hold for what is not written
        policy.put(
                "min_length",
                tree.has("undo password-control length enable")
                        ? 0L
                        : tree.first("password-control length")
                                .map(l -> DeviceConfig.number(l.after("password-control length")))
                                .orElse(10L));
        policy.put(
                "classes",
                tree.has("undo password-control composition enable")
                        ? 1L
                        : tree.first("password-control composition")
                                .flatMap(l -> l.wordAfter("type-number"))
                                .map(DeviceConfig::number)
                                .orElse(1L));
        if (!tree.has("undo password-control aging enable")) {
            policy.put(
                    "max_days",
                    tree.first("password-control aging")
                            .map(l -> DeviceConfig.number(l.after("password-control aging")))
                            .orElse(90L));
        }
        if (!tree.has("undo password-control history enable")) {
            policy.put(
                    "history",
                    tree.first("password-control history")
                            .map(l -> DeviceConfig.number(l.after("password-control history")))
                            .orElse(4L));
        }
        return policy;
    }

    Map<String, Object> lock() {
        if (huawei) {
            for (Section line : tree.all()) {
                if (line.starts("local-user wrong-password")
                        || line.starts("local-aaa-user wrong-password")
                        || line.starts("administrator wrong-password")) {
                    var lock = new LinkedHashMap<String, Object>();
                    line.wordAfter("retry-time").ifPresent(word -> lock.put("attempts", DeviceConfig.number(word)));
                    line.wordAfter("block-time").ifPresent(word -> lock.put("minutes", DeviceConfig.number(word)));
                    return lock;
                }
            }
            return Map.of();
        }
        if (!tree.has("password-control enable")) {
            return Map.of();
        }
        var line = tree.first("password-control login-attempt");
        if (line.isEmpty()) {
            return Map.of("attempts", 3L, "minutes", 1L);
        }
        var lock = new LinkedHashMap<String, Object>();
        lock.put(
                "attempts",
                DeviceConfig.number(
                        line.get().after("password-control login-attempt").split(" ")[0]));
        if (line.get().wordAfter("exceed").filter("unlock"::equals).isPresent()) {
            lock.put("minutes", 0L);
        } else if (line.get().wordAfter("exceed").filter("lock"::equals).isPresent()) {
            // locked until an administrator unlocks
            lock.put("minutes", 999_999L);
        } else {
            lock.put(
                    "minutes",
                    line.get().wordAfter("lock-time").map(DeviceConfig::number).orElse(1L));
        }
        return lock;
    }
}
