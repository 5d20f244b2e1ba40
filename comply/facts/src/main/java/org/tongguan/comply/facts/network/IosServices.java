package org.tongguan.comply.facts.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What an IOS or RGOS device offers on the network and tells others: servers, SNMP, logs, time.
final class IosServices {

    private final ConfigTree tree;
    private final boolean cisco;

    IosServices(ConfigTree tree, boolean cisco) {
        this.tree = tree;
        this.cisco = cisco;
    }

    Map<String, Object> offered(List<Object> vtys) {
        var services = new LinkedHashMap<String, Object>();
        boolean sshAtVty = vtys.stream()
                .anyMatch(vty -> vty instanceof Map<?, ?> map
                        && map.get("transport") instanceof List<?> list
                        && list.contains("ssh"));
        services.put(
                "ssh",
                cisco ? tree.hasAny("ip ssh", "crypto key") || sshAtVty : tree.hasAny("enable service ssh-server"));
        services.put("ssh_v1", tree.hasAny("ip ssh version 1") || cisco && !tree.hasAny("ip ssh version 2"));
        if (!cisco && tree.hasAny("no enable service telnet-server")) {
            services.put("telnet", false);
        } else if (!cisco && tree.hasAny("enable service telnet-server")) {
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
                tree.hasAny("ip http server", "enable service web-server http", "enable service web-server all")
                        || tree.top().stream().anyMatch(l -> l.text().equals("enable service web-server")));
        services.put(
                "https",
                tree.hasAny("ip http secure-server", "enable service web-server https", "enable service web-server"));
        services.put("ftp", tree.hasAny("ftp-server enable"));
        services.put("sftp", tree.hasAny("ip scp server enable", "sftp-server enable"));
        services.put("tftp", tree.hasAny("tftp-server", "tftp-server enable"));
        services.put("netconf", tree.hasAny("netconf", "netconf-yang", "netconf ssh", "netconf enable"));
        services.put("netconf_clear", false);
        services.put(
                "small_servers",
                tree.hasAny("service tcp-small-servers", "service udp-small-servers", "ip finger", "service finger"));
        services.put("smart_install", tree.hasAny("vstack"));
        services.put("neighbour_discovery", cisco ? !tree.hasAny("no cdp run") : tree.hasAny("lldp enable"));
        services.put("source_route", !tree.hasAny("no ip source-route") && cisco || tree.hasAny("ip source-route"));
        return services;
    }

    Map<String, Object> snmp() {
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

    Map<String, Object> syslog() {
        boolean on = !tree.hasAny("no logging on");
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

    Map<String, Object> ntp() {
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
}
