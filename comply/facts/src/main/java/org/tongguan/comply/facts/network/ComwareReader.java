package org.tongguan.comply.facts.network;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.tongguan.comply.facts.network.ConfigTree.Section;

/// Huawei VRP (V200R and later, USG firewalls) and H3C Comware (5 and 7): cousins with `undo`, `display` and
/// sections.
final class ComwareReader {

    private final ConfigTree tree;
    private final boolean huawei;
    private final ComwareLogins logins;
    private final ComwareServices services;
    private final ComwareTraffic traffic;

    ComwareReader(ConfigTree tree, boolean huawei) {
        this.tree = tree;
        this.huawei = huawei;
        this.logins = new ComwareLogins(tree, huawei);
        this.services = new ComwareServices(tree, huawei, version());
        this.traffic = new ComwareTraffic(tree, huawei);
    }

    void read(Map<String, Object> facts) {
        tree.first("sysname").ifPresent(line -> facts.put("hostname", line.after("sysname")));
        version().ifPresent(version -> facts.put("version", version));
        var vtys = huawei
                ? logins.lines("user-interface vty")
                : Stream.concat(logins.lines("user-interface vty").stream(), logins.lines("line vty").stream())
                        .toList();
        facts.put("users", logins.users());
        facts.put(
                "super_password",
                tree.first("super password")
                        .map(line -> DeviceConfig.storage(line.text()))
                        .orElse("none"));
        facts.put("aaa", logins.authentication());
        facts.put("vtys", vtys);
        facts.put(
                "consoles",
                Stream.of("user-interface con", "user-interface aux", "line con", "line aux")
                        .flatMap(name -> logins.lines(name).stream())
                        .toList());
        facts.put("services", services.offered());
        facts.put("snmp", services.snmp());
        facts.put("syslog", services.syslog());
        facts.put("ntp", services.ntp());
        facts.put("password_policy", logins.passwordPolicy());
        facts.put("lock", logins.lock());
        facts.put(
                "interfaces",
                traffic.ports().stream().map(DeviceConfig.Port::facts).toList());
        facts.put("acls", traffic.accessLists());
        facts.put("zones", traffic.zones());
        traffic.policy().ifPresent(policy -> facts.put("policy", policy.facts()));
        facts.put("defences", traffic.defences());
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
