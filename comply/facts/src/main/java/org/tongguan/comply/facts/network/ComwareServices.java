package org.tongguan.comply.facts.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What a VRP or Comware device offers on the network and tells others: servers, SNMP, logs, time.
final class ComwareServices {

    private final ConfigTree tree;
    private final boolean huawei;
    private final Optional<String> version;

    ComwareServices(ConfigTree tree, boolean huawei, Optional<String> version) {
        this.tree = tree;
        this.huawei = huawei;
        this.version = version;
    }

    Map<String, Object> offered() {
        var services = new LinkedHashMap<String, Object>();
        services.put("ssh", tree.hasAny("stelnet server enable", "stelnet ipv4 server enable", "ssh server enable"));
        services.put("ssh_v1", tree.hasAny("ssh server compatible-ssh1x enable", "ssh server compatible-ssh1x"));
        if (tree.hasAny("telnet server enable", "telnet ipv6 server enable", "telnet ipv4 server enable")) {
            services.put("telnet", true);
        } else if (!huawei
                || tree.hasAny("undo telnet server enable")
                || version.filter(v -> v.matches("V[2-9]\\d{2}R.*")).isPresent()) {
            // off by default in Comware and in VRP V200R and later; older VRP differs, so there it is left out
            services.put("telnet", false);
        }
        services.put("http", tree.hasAny("http server enable", "ip http enable"));
        services.put(
                "https",
                tree.hasAny(
                        "http secure-server enable",
                        "ip https enable",
                        "web-manager enable",
                        "web-manager security enable"));
        services.put("ftp", tree.hasAny("ftp server enable"));
        services.put("sftp", tree.hasAny("sftp server enable"));
        services.put("tftp", tree.hasAny("tftp-server enable", "tftp server enable"));
        services.put(
                "netconf",
                tree.hasAny(
                        "netconf", "netconf ssh server enable", "netconf soap http enable", "snetconf server enable"));
        services.put("netconf_clear", tree.hasAny("netconf soap http enable"));
        services.put("small_servers", false);
        services.put("smart_install", false);
        services.put("neighbour_discovery", tree.hasAny("lldp enable", "lldp global enable"));
        services.put("source_route", tree.hasAny("ip source-route"));
        return services;
    }

    Map<String, Object> snmp() {
        boolean enabled = tree.hasAny("snmp-agent");
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

    Map<String, Object> syslog() {
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

    Map<String, Object> ntp() {
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
                tree.hasAny("ntp-service authentication enable", "ntp-service authentication-keyid")
                        && tree.hasAny("ntp-service authentication enable")
                        && !servers.isEmpty()
                        && servers.stream().allMatch(line -> line.text().contains("authentication-key")));
    }
}
