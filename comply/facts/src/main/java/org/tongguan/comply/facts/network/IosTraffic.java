package org.tongguan.comply.facts.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.tongguan.comply.facts.network.ConfigTree.Section;

/// What an IOS or RGOS device lets through: ports, access lists, zones, zone-based firewall, defences.
final class IosTraffic {

    private final ConfigTree tree;
    private final boolean cisco;

    IosTraffic(ConfigTree tree, boolean cisco) {
        this.tree = tree;
        this.cisco = cisco;
    }

    DeviceConfig.Port port(Section section) {
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
                                || tree.hasAny("dot1x system-auth-control")
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

    List<Object> accessLists() {
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

    List<Object> zones() {
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
    Optional<DeviceConfig.Policy> policy() {
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

    Map<String, Object> defences() {
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
        defences.put("dot1x", tree.hasAny("dot1x system-auth-control", "aaa authentication dot1x"));
        defences.put("port_security", tree.all().stream().anyMatch(l -> l.starts("switchport port-security")));
        defences.put("dhcp_snooping", tree.hasAny("ip dhcp snooping"));
        defences.put(
                "arp",
                tree.hasAny("ip arp inspection", "ip arp inspection vlan", "arp-check")
                        || tree.all().stream().anyMatch(l -> l.starts("arp-check")));
        defences.put(
                "session_log",
                tree.hasAny("ip inspect audit-trail")
                        || tree.all().stream().anyMatch(l -> l.starts("audit-trail on"))
                        || tree.hasAny("ip session log"));
        return defences;
    }
}
