package org.tongguan.comply.facts.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.tongguan.comply.facts.network.ConfigTree.Section;

/// What a VRP or Comware device lets through: ports, access lists, zones, security policy, defences.
final class ComwareTraffic {

    private final ConfigTree tree;
    private final boolean huawei;

    ComwareTraffic(ConfigTree tree, boolean huawei) {
        this.tree = tree;
        this.huawei = huawei;
    }

    List<DeviceConfig.Port> ports() {
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

    List<Object> accessLists() {
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

    List<Object> zones() {
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

    Optional<DeviceConfig.Policy> policy() {
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

    Map<String, Object> defences() {
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
                tree.hasAny(
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
        defences.put("dot1x", tree.hasAny("dot1x enable", "dot1x") || tree.has("authentication-profile name"));
        defences.put("port_security", tree.hasAny("port-security enable"));
        defences.put("dhcp_snooping", tree.hasAny("dhcp snooping enable"));
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
}
