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

/// Cisco IOS (12 to 15, IOS XE) and Ruijie RGOS (10 to 12): `no`, `show`, and `!` between sections.
final class IosReader {

    private static final Set<String> FACTORY_WORDLESS = Set.of("login", "local");

    private final ConfigTree tree;
    private final boolean cisco;
    private final boolean aaa;

    IosReader(ConfigTree tree, boolean cisco) {
        this.tree = tree;
        this.cisco = cisco;
        this.aaa = tree.has("aaa new-model");
    }

    void read(Map<String, Object> facts) {
        tree.first("hostname").ifPresent(line -> facts.put("hostname", line.after("hostname")));
        tree.first("version").ifPresent(line -> facts.put("version", line.after("version")));
        var vtys = lines("line vty");
        facts.put("users", users());
        facts.put(
                "super_password",
                tree.first("enable secret")
                        .map(line -> secret(line.text()))
                        .or(() -> tree.first("enable password").map(line -> secret(line.text())))
                        .orElse("none"));
        facts.put("aaa", authentication());
        facts.put("vtys", vtys);
        facts.put(
                "consoles",
                Stream.of("line con", "line console", "line aux")
                        .flatMap(name -> lines(name).stream())
                        .toList());
        facts.put("services", services(vtys));
        facts.put("snmp", snmp());
        facts.put("syslog", syslog());
        facts.put("ntp", ntp());
        facts.put("password_policy", passwordPolicy());
        facts.put("lock", lock());
        facts.put(
                "interfaces",
                tree.each("interface").stream()
                        .map(this::port)
                        .map(DeviceConfig.Port::facts)
                        .toList());
        facts.put("acls", accessLists());
        facts.put("zones", zones());
        policy().ifPresent(policy -> facts.put("policy", policy.facts()));
        facts.put("defences", defences());
        facts.put("redundancy", redundancy());
        facts.put("vlans", vlans());
        facts.put("banner", tree.has("banner login") || tree.has("banner motd") || tree.has("banner exec"));
        facts.put(
                "config_backup",
                tree.first("archive").filter(line -> line.has("path")).isPresent() || tree.has("kron occurrence"));
        facts.put(
                "ipsec",
                tree.has("crypto map") || tree.has("crypto ipsec profile") || tree.has("crypto ipsec transform-set"));
        facts.put(
                "wireless",
                tree.has("dot11 ssid")
                        || tree.has("wlan")
                        || tree.has("wlan-config")
                        || tree.has("ap-config")
                        || tree.has("ap-group"));
    }

    /// `secret` is one-way but for the types that are not; `password` can be turned back or is clear.
    private static String secret(String line) {
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

    private List<Object> users() {
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

    private Map<String, Object> authentication() {
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

    private List<Object> lines(String name) {
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
                        .ifPresent(l -> facts.put("transport", transport(l.after("transport input"))));
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

    private static List<String> transport(String words) {
        return words.equals("all")
                ? List.of("telnet", "ssh")
                : words.equals("none") ? List.of() : List.of(words.split(" "));
    }

    private boolean on(String... words) {
        return Stream.of(words).anyMatch(tree::has);
    }

    private Map<String, Object> services(List<Object> vtys) {
        var services = new LinkedHashMap<String, Object>();
        boolean sshAtVty = vtys.stream()
                .anyMatch(vty -> vty instanceof Map<?, ?> map
                        && map.get("transport") instanceof List<?> list
                        && list.contains("ssh"));
        services.put("ssh", cisco ? on("ip ssh", "crypto key") || sshAtVty : on("enable service ssh-server"));
        services.put("ssh_v1", on("ip ssh version 1") || cisco && !on("ip ssh version 2"));
        if (!cisco && on("no enable service telnet-server")) {
            services.put("telnet", false);
        } else if (!cisco && on("enable service telnet-server")) {
            services.put("telnet", true);
        } else if (!vtys.isEmpty()
                && vtys.stream().allMatch(vty -> vty instanceof Map<?, ?> map && map.containsKey("transport"))) {
            services.put(
                    "telnet",
                    vtys.stream()
                            .anyMatch(vty -> vty instanceof Map<?, ?> map
                                    && map.get("transport") instanceof List<?> list
                                    && list.contains("telnet")));
        }
        services.put(
                "http",
                on("ip http server", "enable service web-server http", "enable service web-server all")
                        || tree.top().stream().anyMatch(l -> l.text().equals("enable service web-server")));
        services.put(
                "https", on("ip http secure-server", "enable service web-server https", "enable service web-server"));
        services.put("ftp", on("ftp-server enable"));
        services.put("sftp", on("ip scp server enable", "sftp-server enable"));
        services.put("tftp", on("tftp-server", "tftp-server enable"));
        services.put("netconf", on("netconf", "netconf-yang", "netconf ssh", "netconf enable"));
        services.put("netconf_clear", false);
        services.put(
                "small_servers",
                on("service tcp-small-servers", "service udp-small-servers", "ip finger", "service finger"));
        services.put("smart_install", on("vstack"));
        services.put("neighbour_discovery", cisco ? !on("no cdp run") : on("lldp enable"));
        services.put("source_route", !on("no ip source-route") && cisco || on("ip source-route"));
        return services;
    }

    private Map<String, Object> snmp() {
        var communities = new ArrayList<Object>();
        tree.each("snmp-server community").forEach(line -> {
            var words = line.words();
            boolean write = words.stream().anyMatch(w -> w.equalsIgnoreCase("rw"));
            String last = words.getLast();
            boolean limited = words.size() > 4 && !last.equalsIgnoreCase("ro") && !last.equalsIgnoreCase("rw");
            communities.add(Map.of(
                    "access",
                    write ? "write" : "read",
                    "default",
                    DeviceConfig.factoryWord(line.text()),
                    "storage",
                    "plain",
                    "acl",
                    limited ? last : ""));
        });
        var versions = new LinkedHashSet<String>();
        if (!communities.isEmpty()) {
            versions.addAll(List.of("v1", "v2c"));
        }
        var groups = tree.each("snmp-server group").stream()
                .filter(l -> l.words().contains("v3"))
                .toList();
        if (!groups.isEmpty()) {
            versions.add("v3");
        }
        return Map.of(
                "on",
                !versions.isEmpty(),
                "versions",
                List.copyOf(versions),
                "communities",
                communities,
                "v3_privacy",
                !groups.isEmpty() && groups.stream().allMatch(l -> l.words().contains("priv")),
                "traps",
                tree.each("snmp-server host").stream()
                        .map(l -> l.words().get(Math.min(2, l.words().size() - 1)))
                        .distinct()
                        .toList());
    }

    private Map<String, Object> syslog() {
        boolean on = !on("no logging on");
        var hosts = Stream.of("logging host", "logging server", "logging")
                .flatMap(words -> tree.each(words).stream())
                .flatMap(line -> line.words().stream().limit(5))
                .filter(w -> w.matches("\\d{1,3}(\\.\\d{1,3}){3}"))
                .distinct()
                .toList();
        boolean stamped = cisco
                ? tree.has("service timestamps log datetime")
                : !tree.has("no service timestamps log") && !tree.has("service timestamps log uptime");
        boolean commands = tree.has("aaa accounting commands")
                || tree.first("archive")
                        .flatMap(l -> l.first("log config"))
                        .filter(l -> l.has("logging enable"))
                        .isPresent()
                || tree.has("logging userinfo command-log");
        boolean logins = tree.has("aaa accounting exec")
                || tree.has("login on-failure log") && tree.has("login on-success log")
                || tree.has("logging userinfo");
        return Map.of(
                "on", on,
                "hosts", hosts,
                "timestamps", on && stamped,
                "commands", on && commands,
                "logins", on && logins,
                "buffer", on && !tree.has("no logging buffered"),
                "encrypted",
                        tree.each("logging host").stream()
                                .anyMatch(l -> l.text().contains("transport tls")));
    }

    private Map<String, Object> ntp() {
        var servers = Stream.of("ntp server", "sntp server")
                .flatMap(words -> tree.each(words).stream())
                .toList();
        return Map.of(
                "servers",
                servers.stream()
                        .map(line -> line.words().get(Math.min(2, line.words().size() - 1)))
                        .toList(),
                "authenticated",
                tree.has("ntp authenticate")
                        && !servers.isEmpty()
                        && servers.stream().allMatch(line -> line.words().contains("key")));
    }

    private Map<String, Object> passwordPolicy() {
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

    private Map<String, Object> lock() {
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

    private DeviceConfig.Port port(Section section) {
        boolean trunk = section.has("switchport mode trunk");
        boolean access =
                section.has("switchport mode access") || !cisco && section.has("switchport access vlan") && !trunk;
        return new DeviceConfig.Port(
                section,
                !section.has("shutdown"),
                access,
                trunk,
                trunk
                        && section.body().stream()
                                .noneMatch(l -> l.starts("switchport trunk allowed vlan")
                                        && !l.text().endsWith(" all")),
                group(section, " in"),
                group(section, " out"),
                // its options alone turn nothing on: port-security needs the bare command, 802.1X its port
                // control
                section.body().stream()
                        .anyMatch(l -> l.text().equals("switchport port-security")
                                || l.starts("ip verify source")
                                || on("dot1x system-auth-control")
                                        && (l.text().equals("authentication port-control auto")
                                                || l.text().equals("access-session port-control auto")
                                                || l.text().equals("dot1x port-control auto"))),
                section.has("ip address"),
                section.has("channel-group") || section.has("port-group"));
    }

    private static String group(Section section, String direction) {
        return section.body().stream()
                .filter(l -> l.starts("ip access-group") && l.text().endsWith(direction))
                .map(l -> l.words().get(2))
                .findFirst()
                .orElse("");
    }

    private List<Object> accessLists() {
        var atLogin = new LinkedHashSet<String>();
        var atPort = new LinkedHashSet<String>();
        for (Section line : tree.all()) {
            if (line.starts("access-class") && line.words().size() > 1) {
                atLogin.add(line.words().get(1));
            } else if (line.starts("ip access-group") && line.words().size() > 2) {
                atPort.add(line.words().get(2));
            } else if (line.starts("snmp-server community") || line.starts("ntp access-group")) {
                atLogin.add(line.words().getLast());
            }
        }
        var byName = new LinkedHashMap<String, AccessList>();
        for (Section section : tree.each("ip access-list")) {
            var words = section.words();
            if (words.size() > 3) {
                var list = byName.computeIfAbsent(words.get(3), name -> new AccessList(name, true));
                boolean standard = words.get(2).equals("standard");
                section.body()
                        .forEach(rule -> AccessList.ios(rule.text(), standard).ifPresent(list::add));
            }
        }
        for (Section line : tree.each("access-list")) {
            var words = line.words();
            if (words.size() > 3) {
                long number = DeviceConfig.number(words.get(1));
                boolean standard = number >= 1 && number <= 99 || number >= 1300 && number <= 1999;
                AccessList.ios(String.join(" ", words.subList(2, words.size())), standard)
                        .ifPresent(byName.computeIfAbsent(words.get(1), name -> new AccessList(name, true))::add);
            }
        }
        var lists = new ArrayList<Object>();
        byName.values().forEach(list -> {
            var facts = list.facts();
            facts.put("at_login", atLogin.contains(list.name()));
            facts.put("at_interface", atPort.contains(list.name()));
            lists.add(facts);
        });
        return lists;
    }

    private List<Object> zones() {
        var zones = new ArrayList<Object>();
        for (Section section : tree.each("zone security")) {
            String name = section.words().getLast();
            zones.add(Map.of(
                    "name",
                    name,
                    "interfaces",
                    tree.each("interface").stream()
                            .filter(port -> port.has("zone-member security " + name))
                            .map(port -> port.after("interface"))
                            .toList()));
        }
        return zones;
    }

    /// The zone-based firewall of IOS: what a zone pair does not inspect is dropped.
    private Optional<DeviceConfig.Policy> policy() {
        var pairs = tree.each("zone-pair security");
        if (pairs.isEmpty()) {
            return Optional.empty();
        }
        var policy = new DeviceConfig.Policy(true);
        for (Section pair : pairs) {
            String map = pair.first("service-policy type inspect")
                    .map(l -> l.words().getLast())
                    .orElse("");
            var section = tree.first("policy-map type inspect " + map);
            for (Section rule : section.map(Section::body).orElse(List.of())) {
                if (rule.starts("class type inspect")) {
                    String name = rule.words().getLast();
                    var classMap = Stream.of("match-any ", "match-all ", "")
                            .map(kind -> tree.first("class-map type inspect " + kind + name))
                            .flatMap(Optional::stream)
                            .findFirst();
                    boolean list =
                            classMap.filter(c -> c.has("match access-group")).isPresent();
                    policy.rule(
                            pair.words().get(2) + "/" + name,
                            rule.has("inspect") || rule.has("pass"),
                            true,
                            list,
                            list
                                    || classMap.filter(c -> c.has("match protocol"))
                                            .isPresent(),
                            classMap.filter(c -> c.has("match protocol")).isPresent(),
                            List.of(),
                            rule.has("log"),
                            pair.text() + "\n" + name);
                } else if (rule.starts("class class-default") && rule.has("pass")) {
                    policy.defaultDeny(false);
                }
            }
        }
        return Optional.of(policy);
    }

    private Map<String, Object> defences() {
        var defences = new LinkedHashMap<String, Object>();
        defences.put(
                "ips",
                tree.all().stream()
                        .anyMatch(l -> l.starts("ip ips") && l.words().size() > 3
                                || l.starts("utd enable")
                                || l.starts("threat-inspection")));
        defences.put("antivirus", tree.has("antivirus"));
        defences.put(
                "content",
                tree.has("parameter-map type urlfpolicy") || tree.has("content-filter") || tree.has("app-control"));
        defences.put("mail", false);
        defences.put("update", tree.has("ip ips auto-update"));
        defences.put(
                "flood",
                tree.has("ip tcp intercept")
                        || tree.has("control-plane")
                        || tree.has("nfpp")
                        || tree.has("cpu-protect"));
        defences.put("behaviour", false);
        defences.put("dot1x", on("dot1x system-auth-control", "aaa authentication dot1x"));
        defences.put("port_security", tree.all().stream().anyMatch(l -> l.starts("switchport port-security")));
        defences.put("dhcp_snooping", on("ip dhcp snooping"));
        defences.put(
                "arp",
                on("ip arp inspection", "ip arp inspection vlan", "arp-check")
                        || tree.all().stream().anyMatch(l -> l.starts("arp-check")));
        defences.put(
                "session_log",
                on("ip inspect audit-trail")
                        || tree.all().stream().anyMatch(l -> l.starts("audit-trail on"))
                        || on("ip session log"));
        return defences;
    }

    private Map<String, Object> redundancy() {
        var all = tree.all();
        return Map.of(
                "gateway", all.stream().anyMatch(l -> l.starts("standby") || l.starts("vrrp") || l.starts("glbp")),
                "stack",
                        all.stream()
                                .anyMatch(l -> l.starts("switch virtual domain")
                                        || l.starts("stack-mac")
                                        || l.starts("switch 2 provision")
                                        || l.starts("redundancy")),
                "links", all.stream().anyMatch(l -> l.starts("channel-group") || l.starts("port-group")),
                "routes",
                        tree.has("router ospf")
                                || tree.has("router bgp")
                                || tree.has("router eigrp")
                                || tree.has("router isis"));
    }

    private long vlans() {
        var vlans = new LinkedHashSet<String>();
        for (Section line : tree.each("vlan")) {
            Stream.of(line.after("vlan").split("[, ]"))
                    .filter(w -> w.matches("\\d{1,4}(-\\d{1,4})?"))
                    .forEach(vlans::add);
        }
        return vlans.size();
    }
}
