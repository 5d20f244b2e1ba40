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

/// Huawei VRP (V200R and later, USG firewalls) and H3C Comware (5 and 7): cousins with `undo`, `display` and
/// sections.
final class ComwareReader {

    private final ConfigTree tree;
    private final boolean huawei;
    private final Optional<Section> aaa;

    ComwareReader(ConfigTree tree, boolean huawei) {
        this.tree = tree;
        this.huawei = huawei;
        this.aaa = tree.first("aaa");
    }

    void read(Map<String, Object> facts) {
        tree.first("sysname").ifPresent(line -> facts.put("hostname", line.after("sysname")));
        version().ifPresent(version -> facts.put("version", version));
        var vtys = huawei
                ? lines("user-interface vty")
                : Stream.concat(lines("user-interface vty").stream(), lines("line vty").stream())
                        .toList();
        facts.put("users", users());
        facts.put(
                "super_password",
                tree.first("super password")
                        .map(line -> DeviceConfig.storage(line.text()))
                        .orElse("none"));
        facts.put("aaa", authentication());
        facts.put("vtys", vtys);
        facts.put(
                "consoles",
                Stream.of("user-interface con", "user-interface aux", "line con", "line aux")
                        .flatMap(name -> lines(name).stream())
                        .toList());
        facts.put("services", services());
        facts.put("snmp", snmp());
        facts.put("syslog", syslog());
        facts.put("ntp", ntp());
        facts.put("password_policy", passwordPolicy());
        facts.put("lock", lock());
        var ports = ports();
        facts.put("interfaces", ports.stream().map(DeviceConfig.Port::facts).toList());
        facts.put("acls", accessLists());
        facts.put("zones", zones());
        policy().ifPresent(policy -> facts.put("policy", policy.facts()));
        facts.put("defences", defences());
        facts.put("redundancy", redundancy());
        facts.put("vlans", vlans());
        facts.put(
                "banner",
                tree.has("header login")
                        || tree.has("header shell")
                        || tree.has("header legal")
                        || tree.has("header motd"));
        facts.put(
                "config_backup",
                huawei
                        ? tree.has("set save-configuration backup-to-server")
                        : tree.has("archive configuration location") || tree.has("archive configuration server"));
        facts.put("ipsec", tree.has("ipsec policy") || tree.has("ipsec profile") || tree.has("ipsec transform-set"));
        facts.put(
                "wireless",
                tree.has("wlan")
                        || tree.each("interface").stream()
                                .anyMatch(line -> line.text().contains("WLAN")));
    }

    private Optional<String> version() {
        if (huawei) {
            return tree.top().stream()
                    .filter(line -> line.text().startsWith("!Software Version"))
                    .map(line -> line.after("!Software Version"))
                    .findFirst();
        }
        return tree.first("version").map(line -> line.after("version"));
    }

    private List<Object> users() {
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

    private Map<String, Object> authentication() {
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

    private List<Object> lines(String name) {
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
                        .ifPresent(words -> facts.put("transport", transport(words)));
                facts.put("acl", acl(line));
            }
            found.add(facts);
        }
        return found;
    }

    private static List<String> transport(String words) {
        return words.equals("all")
                ? List.of("telnet", "ssh")
                : words.equals("none") ? List.of() : List.of(words.split(" "));
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

    private boolean on(String... words) {
        return Stream.of(words).anyMatch(tree::has);
    }

    private Map<String, Object> services() {
        var services = new LinkedHashMap<String, Object>();
        services.put("ssh", on("stelnet server enable", "stelnet ipv4 server enable", "ssh server enable"));
        services.put("ssh_v1", on("ssh server compatible-ssh1x enable", "ssh server compatible-ssh1x"));
        if (on("telnet server enable", "telnet ipv6 server enable", "telnet ipv4 server enable")) {
            services.put("telnet", true);
        } else if (!huawei
                || on("undo telnet server enable")
                || version().filter(v -> v.matches("V[2-9]\\d{2}R.*")).isPresent()) {
            // off by default in Comware and in VRP V200R and later; older VRP differs, so there it is left out
            services.put("telnet", false);
        }
        services.put("http", on("http server enable", "ip http enable"));
        services.put(
                "https",
                on(
                        "http secure-server enable",
                        "ip https enable",
                        "web-manager enable",
                        "web-manager security enable"));
        services.put("ftp", on("ftp server enable"));
        services.put("sftp", on("sftp server enable"));
        services.put("tftp", on("tftp-server enable", "tftp server enable"));
        services.put(
                "netconf",
                on("netconf", "netconf ssh server enable", "netconf soap http enable", "snetconf server enable"));
        services.put("netconf_clear", on("netconf soap http enable"));
        services.put("small_servers", false);
        services.put("smart_install", false);
        services.put("neighbour_discovery", on("lldp enable", "lldp global enable"));
        services.put("source_route", on("ip source-route"));
        return services;
    }

    private Map<String, Object> snmp() {
        boolean enabled = on("snmp-agent");
        var versions = new LinkedHashSet<String>();
        tree.each("snmp-agent sys-info version").forEach(line -> {
            for (String word : line.after("snmp-agent sys-info version").split(" ")) {
                if (word.equals("all")) {
                    versions.addAll(List.of("v1", "v2c", "v3"));
                } else if (word.startsWith("v")) {
                    versions.add(word);
                }
            }
        });
        var communities = new ArrayList<Object>();
        tree.each("snmp-agent community").stream()
                .filter(line -> line.text().contains("<masked"))
                .forEach(line -> communities.add(Map.of(
                        "access", line.words().contains("write") ? "write" : "read",
                        "default", DeviceConfig.factoryWord(line.text()),
                        "storage", DeviceConfig.storage(line.text()),
                        "acl", line.wordAfter("acl").orElse(""))));
        if (enabled && versions.isEmpty()) {
            versions.add("v3");
        }
        boolean clear = tree.each("snmp-agent group v3").stream()
                .anyMatch(line -> !line.words().contains("privacy"));
        return Map.of(
                "on",
                enabled
                        && (!communities.isEmpty()
                                || tree.has("snmp-agent group")
                                || tree.has("snmp-agent usm-user")
                                || tree.has("snmp-agent sys-info version")),
                "versions",
                enabled ? List.copyOf(versions) : List.of(),
                "communities",
                communities,
                "v3_privacy",
                tree.has("snmp-agent group v3") && !clear,
                "traps",
                List.copyOf(tree.each("snmp-agent target-host").stream()
                        .flatMap(line -> line.words().stream())
                        .filter(w -> w.matches("\\d{1,3}(\\.\\d{1,3}){3}"))
                        .toList()));
    }

    private Map<String, Object> syslog() {
        boolean on = !tree.has("undo info-center enable");
        var hosts = tree.each("info-center loghost").stream()
                .map(line -> line.words())
                .filter(words -> words.size() > 2 && !words.get(2).equals("source"))
                .map(words -> words.get(2).equals("vpn-instance") && words.size() > 4 ? words.get(4) : words.get(2))
                .distinct()
                .toList();
        boolean none = tree.each("info-center timestamp").stream()
                .filter(line -> line.words().size() > 3
                        && !line.words().get(2).equals("trap")
                        && !line.words().get(2).equals("debugging"))
                .anyMatch(line -> Set.of("none", "boot", "no-year-date")
                        .contains(line.words().get(3)));
        return Map.of(
                "on", on,
                "hosts", hosts,
                "timestamps", on && !none,
                "commands", on,
                "logins", on,
                "buffer", on && !tree.has("undo info-center logbuffer"),
                "encrypted",
                        tree.each("info-center loghost").stream()
                                .anyMatch(line -> line.text().contains("ssl-policy")
                                        || line.text().contains(" tls")));
    }

    private Map<String, Object> ntp() {
        var servers = Stream.of("ntp-service unicast-server", "ntp unicast-server", "ntp-service unicast-peer")
                .flatMap(words -> tree.each(words).stream())
                .toList();
        return Map.of(
                "servers",
                servers.stream()
                        .flatMap(line -> line.words().stream())
                        .filter(w -> w.matches("\\d{1,3}(\\.\\d{1,3}){3}"))
                        .toList(),
                "authenticated",
                on("ntp-service authentication enable", "ntp-service authentication-keyid")
                        && on("ntp-service authentication enable")
                        && !servers.isEmpty()
                        && servers.stream().allMatch(line -> line.text().contains("authentication-key")));
    }

    private Map<String, Object> passwordPolicy() {
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

    private Map<String, Object> lock() {
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

    private List<DeviceConfig.Port> ports() {
        return tree.each("interface").stream()
                .map(section -> {
                    String type = section.first("port link-type")
                            .map(l -> l.after("port link-type"))
                            .orElse("");
                    boolean layer2 = section.body().stream()
                            .anyMatch(l -> l.starts("port default vlan") || l.starts("port access vlan"));
                    return new DeviceConfig.Port(
                            section,
                            !section.has("shutdown"),
                            type.equals("access") || type.isEmpty() && layer2,
                            type.equals("trunk"),
                            section.body().stream()
                                    .anyMatch(l -> l.text().equals("port trunk allow-pass vlan all")
                                            || l.text().equals("port trunk permit vlan all")
                                            || l.text().equals("port trunk allow-pass vlan 2 to 4094")),
                            filter(section, "inbound"),
                            filter(section, "outbound"),
                            section.body().stream().anyMatch(this::guards),
                            section.has("ip address"),
                            section.body().stream()
                                    .anyMatch(l -> l.starts("eth-trunk") || l.starts("port link-aggregation group")));
                })
                .toList();
    }

    /// Whether a line of an interface keeps foreign devices out; in Comware some of them need their global
    /// switch too.
    private boolean guards(Section line) {
        if (line.starts("ip source check user-bind enable")
                || line.starts("ipv4 source check user-bind enable")
                || line.starts("ip verify source")) {
            return true;
        }
        if (huawei) {
            return line.starts("dot1x enable")
                    || line.starts("authentication-profile")
                    || line.starts("mac-authen enable")
                    || line.text().equals("mac-authen")
                    || line.starts("port-security enable");
        }
        return line.text().equals("dot1x") && tree.has("dot1x")
                || line.text().equals("mac-authentication") && tree.has("mac-authentication")
                || line.starts("port-security port-mode") && tree.has("port-security enable");
    }

    private static String filter(Section section, String direction) {
        return section.body().stream()
                .filter(l ->
                        (l.starts("traffic-filter") || l.starts("packet-filter") || l.starts("firewall packet-filter"))
                                && l.words().contains(direction))
                .map(l -> l.words().stream()
                        .filter(w -> w.matches("\\d{4}"))
                        .findFirst()
                        .or(() -> l.wordAfter("name"))
                        .orElse("?"))
                .findFirst()
                .orElse("");
    }

    private List<Object> accessLists() {
        var lists = new ArrayList<Object>();
        boolean denyByDefault = tree.has("packet-filter default deny");
        var atLogin = new LinkedHashSet<String>();
        tree.all().stream()
                .filter(l -> l.starts("acl") && l.text().endsWith(" inbound"))
                .forEach(l -> atLogin.add(l.words().get(l.words().size() - 2)));
        for (String words : List.of("ssh server acl", "telnet server acl", "ip http acl", "ip https acl", "http acl")) {
            tree.first(words).ifPresent(l -> atLogin.add(l.after(words)));
        }
        tree.each("snmp-agent").forEach(l -> l.wordAfter("acl").ifPresent(atLogin::add));
        tree.each("ntp-service").forEach(l -> l.wordAfter("acl").ifPresent(atLogin::add));
        var atPort = new LinkedHashSet<String>();
        for (Section line : tree.all()) {
            if (line.starts("traffic-filter")
                    || line.starts("packet-filter")
                    || line.starts("firewall packet-filter")) {
                line.words().stream().filter(w -> w.matches("\\d{4}")).forEach(atPort::add);
                line.wordAfter("name").ifPresent(atPort::add);
            }
        }
        for (Section section : tree.each("acl")) {
            var words = section.words();
            if (words.contains("ipv6") || words.size() < 2) {
                continue;
            }
            String number =
                    words.stream().filter(w -> w.matches("\\d{4}")).findFirst().orElse("");
            String name = section.wordAfter("name").orElse("");
            String id = number.isEmpty() ? name : number;
            boolean login = atLogin.contains(number) || atLogin.contains(name);
            boolean port = atPort.contains(number) || atPort.contains(name);
            var list = new AccessList(id, denyByDefault || login && !port);
            boolean ordered = !words.contains("auto");
            if (ordered) {
                section.each("rule")
                        .forEach(rule -> AccessList.comware(rule.text()).ifPresent(list::add));
            }
            var facts = list.facts();
            facts.put("at_login", login);
            facts.put("at_interface", port);
            lists.add(facts);
        }
        return lists;
    }

    private List<Object> zones() {
        var zones = new ArrayList<Object>();
        for (Section section : Stream.concat(
                        tree.each("firewall zone").stream(), tree.each("security-zone name").stream())
                .toList()) {
            var words = section.words();
            var members = section.body().stream()
                    .filter(l -> l.starts("add interface") || l.starts("import interface"))
                    .map(l -> l.words().get(Math.min(2, l.words().size() - 1)))
                    .toList();
            zones.add(Map.of("name", words.getLast(), "interfaces", members));
        }
        return zones;
    }

    private Optional<DeviceConfig.Policy> policy() {
        var section = tree.top().stream()
                .filter(l -> l.text().equals("security-policy") || l.starts("security-policy ip"))
                .findFirst();
        if (section.isEmpty()) {
            return zones().isEmpty() ? Optional.empty() : Optional.of(new DeviceConfig.Policy(true));
        }
        var policy = new DeviceConfig.Policy(
                section.get().body().stream().noneMatch(l -> l.starts("default action permit")));
        for (Section rule : section.get().each("rule")) {
            String name = rule.wordAfter("name").orElse(rule.after("rule"));
            String action = rule.first("action").map(l -> l.after("action")).orElse("");
            var profiles = rule.body().stream()
                    .filter(l -> l.starts("profile") && !l.text().equals("profile"))
                    .map(l -> profile(l))
                    .toList();
            boolean narrow = rule.body().stream().anyMatch(l -> l.starts("source-address") || l.starts("source-ip"))
                    && rule.body().stream()
                            .anyMatch(l -> l.starts("destination-address") || l.starts("destination-ip"));
            var match = rule.body().stream()
                    .map(Section::text)
                    .filter(t -> !t.startsWith("description")
                            && !t.startsWith("profile")
                            && !t.startsWith("action")
                            && !t.contains("logging")
                            && !t.startsWith("counting")
                            && !t.startsWith("session"))
                    .sorted()
                    .toList();
            policy.rule(
                    name,
                    action.equals("permit") || action.equals("pass"),
                    !rule.has("disable"),
                    narrow,
                    rule.has("service") || rule.has("service-port"),
                    rule.has("application") || rule.has("app-group"),
                    profiles,
                    rule.body().stream()
                            .anyMatch(l -> l.text().endsWith("logging")
                                    || l.starts("logging enable")
                                    || l.starts("session logging")),
                    String.join("\n", match));
        }
        return Optional.of(policy);
    }

    private String profile(Section line) {
        String kind = line.words().get(1);
        if (huawei) {
            return kind;
        }
        // Comware names one deep-inspection profile; what is in it stands in the app-profile section
        return "dpi:" + line.words().getLast();
    }

    private Map<String, Object> defences() {
        boolean ips = false;
        boolean virus = false;
        boolean url = false;
        boolean mail = false;
        for (String name : policy().map(DeviceConfig.Policy::profiles).orElse(List.of())) {
            var inside = name.startsWith("dpi:")
                    ? tree.first("app-profile " + name.substring(4)).map(Section::body).orElse(List.of()).stream()
                            .map(Section::text)
                            .toList()
                    : List.of(name);
            for (String text : inside) {
                ips |= text.startsWith("ips");
                virus |= text.startsWith("av") || text.startsWith("anti-virus");
                url |= text.startsWith("url-filter")
                        || text.startsWith("app-control")
                        || text.startsWith("file-block")
                        || text.startsWith("data-filter")
                        || text.startsWith("apply url");
                mail |= text.startsWith("mail-filter") || text.startsWith("rbl");
            }
        }
        var defences = new LinkedHashMap<String, Object>();
        defences.put("ips", ips);
        defences.put("antivirus", virus);
        defences.put("content", url);
        defences.put("mail", mail);
        defences.put(
                "update",
                on(
                        "update schedule ips-sdb enable",
                        "update schedule av-sdb enable",
                        "ips signature auto-update",
                        "anti-virus signature auto-update"));
        defences.put(
                "flood",
                tree.has("firewall defend")
                        || tree.has("anti-ddos")
                        || tree.has("attack-defense policy")
                        || tree.has("cpu-defend policy"));
        defences.put(
                "behaviour",
                tree.has("sandbox") || tree.has("apt-defence") || tree.has("apt policy") || tree.has("cis"));
        defences.put("dot1x", on("dot1x enable", "dot1x") || tree.has("authentication-profile name"));
        defences.put("port_security", on("port-security enable"));
        defences.put("dhcp_snooping", on("dhcp snooping enable"));
        defences.put(
                "arp",
                tree.all().stream()
                        .anyMatch(l -> l.starts("arp anti-attack")
                                || l.starts("arp detection enable")
                                || l.starts("arp source-suppression enable")));
        defences.put(
                "session_log",
                tree.all().stream()
                        .anyMatch(l -> l.text().endsWith("session logging")
                                || l.starts("session log enable")
                                || l.starts("firewall log session enable")));
        return defences;
    }

    private Map<String, Object> redundancy() {
        var all = tree.all();
        return Map.of(
                "gateway", all.stream().anyMatch(l -> l.starts("vrrp vrid")),
                "stack",
                        all.stream()
                                .anyMatch(l -> l.starts("irf member")
                                        || l.starts("irf-port")
                                        || l.starts("stack slot")
                                        || l.starts("stack enable")
                                        || l.starts("css enable")
                                        || l.starts("set css")
                                        || l.starts("hrp enable")
                                        || l.starts("remote-backup group")
                                        || l.starts("m-lag")
                                        || l.starts("dfs-group")),
                "links", all.stream().anyMatch(l -> l.starts("eth-trunk") || l.starts("port link-aggregation group")),
                "routes", tree.has("ospf") || tree.has("bgp") || tree.has("isis"));
    }

    private long vlans() {
        var vlans = new LinkedHashSet<String>();
        for (Section line : tree.each("vlan")) {
            line.words().stream().filter(w -> w.matches("\\d{1,4}")).forEach(vlans::add);
        }
        return vlans.size();
    }
}
