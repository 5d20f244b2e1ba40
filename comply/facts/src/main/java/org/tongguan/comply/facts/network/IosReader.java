package org.tongguan.comply.facts.network;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.stream.Stream;
import org.tongguan.comply.facts.network.ConfigTree.Section;

/// Cisco IOS (12 to 15, IOS XE) and Ruijie RGOS (10 to 12): `no`, `show`, and `!` between sections.
final class IosReader {

    private final ConfigTree tree;
    private final IosLogins logins;
    private final IosServices services;
    private final IosTraffic traffic;

    IosReader(ConfigTree tree, boolean cisco) {
        this.tree = tree;
        this.logins = new IosLogins(tree, cisco);
        this.services = new IosServices(tree, cisco);
        this.traffic = new IosTraffic(tree, cisco);
    }

    void read(Map<String, Object> facts) {
        tree.first("hostname").ifPresent(line -> facts.put("hostname", line.after("hostname")));
        tree.first("version").ifPresent(line -> facts.put("version", line.after("version")));
        var vtys = logins.lines("line vty");
        facts.put("users", logins.users());
        facts.put(
                "super_password",
                tree.first("enable secret")
                        .map(line -> IosLogins.secret(line.text()))
                        .or(() -> tree.first("enable password").map(line -> IosLogins.secret(line.text())))
                        .orElse("none"));
        facts.put("aaa", logins.authentication());
        facts.put("vtys", vtys);
        facts.put(
                "consoles",
                Stream.of("line con", "line console", "line aux")
                        .flatMap(name -> logins.lines(name).stream())
                        .toList());
        facts.put("services", services.offered(vtys));
        facts.put("snmp", services.snmp());
        facts.put("syslog", services.syslog());
        facts.put("ntp", services.ntp());
        facts.put("password_policy", logins.passwordPolicy());
        facts.put("lock", logins.lock());
        facts.put(
                "interfaces",
                tree.each("interface").stream()
                        .map(traffic::port)
                        .map(DeviceConfig.Port::facts)
                        .toList());
        facts.put("acls", traffic.accessLists());
        facts.put("zones", traffic.zones());
        traffic.policy().ifPresent(policy -> facts.put("policy", policy.facts()));
        facts.put("defences", traffic.defences());
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
