package org.tongguan.comply.facts.linux;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.tongguan.comply.facts.Garbled;

/// Who may reach the host's services, as its own files say: TCP wrappers, pam_access, nftables, iptables,
/// firewalld, ufw.
final class HostAccess {

    private static final Pattern PORTS = Pattern.compile(
            "(?:--dports? |\\bdport |<service name=\"|<port [^>]{0,60}?port=\")(\\{[^}]{0,200}\\}|[A-Za-z0-9:,.-]{1,120})");

    private HostAccess() {}

    /// `hosts_allow`, `hosts_deny`, `access_conf` (rules), and of packet filters `sourced` (rules that let a named
    /// source in) and `open` (those that let anyone in): `by` (the filter), `rule`, `ports` (none: every port).
    static Map<String, Object> parse(String text) throws Garbled {
        var allow = new ArrayList<Object>();
        var deny = new ArrayList<Object>();
        var access = new ArrayList<Object>();
        var sourced = new ArrayList<Object>();
        var open = new ArrayList<Object>();
        for (var file : FileLines.byPath(text, "/etc/").entrySet()) {
            List<String> lines = FileLines.joined(file.getValue());
            for (String line : lines) {
                String code = FileLines.code(line);
                if (code.isEmpty()) {
                    continue;
                }
                switch (file.getKey()) {
                    case "/etc/hosts.allow" -> wrapper(code, allow);
                    case "/etc/hosts.deny" -> wrapper(code, deny);
                    case "/etc/security/access.conf" -> access.add(code);
                    default -> {
                        String by = filter(file.getKey());
                        String rule = code.length() > 200 ? code.substring(0, 200) : code;
                        if (namesSource(code) && letsIn(code)) {
                            sourced.add(Map.of("by", by, "rule", rule, "ports", ports(code)));
                        } else if (letsIn(code) && !namesSource(code)) {
                            open.add(Map.of("by", by, "rule", rule, "ports", ports(code)));
                        }
                    }
                }
            }
        }
        var fact = new LinkedHashMap<String, Object>();
        fact.put("hosts_allow", allow);
        fact.put("hosts_deny", deny);
        fact.put("access_conf", access);
        fact.put("sourced", sourced);
        fact.put("open", open);
        return fact;
    }

    private static void wrapper(String code, List<Object> rules) throws Garbled {
        if (code.indexOf(':') < 1) {
            throw new Garbled("a rule of TCP wrappers has no ':'");
        }
        rules.add(code.replaceAll("\\s+", " "));
    }

    private static String filter(String path) {
        return path.contains("/firewalld/")
                ? "firewalld"
                : path.contains("/ufw/") ? "ufw" : path.contains("nftables") ? "nftables" : "iptables";
    }

    private static boolean letsIn(String code) {
        return code.contains("<source ")
                || code.contains("<service ")
                || code.contains("<port ")
                || code.matches("-A (?:INPUT|ufw6?-user-input|RH-Firewall-1-INPUT)\\b.{0,400}-j ACCEPT\\b.{0,100}")
                        && !code.contains("ESTABLISHED")
                        && !code.contains("-i lo")
                || (code.contains("dport") || code.contains("saddr")) && code.matches(".{0,400}\\baccept\\b.{0,100}");
    }

    /// The ports a rule names, numbers or names of services.
    private static List<Object> ports(String code) {
        var ports = new ArrayList<Object>();
        var named = PORTS.matcher(code);
        while (named.find()) {
            for (String port : named.group(1).split("[\\s,{}]+")) {
                if (!port.isEmpty()) {
                    ports.add(port);
                }
            }
        }
        return ports;
    }

    /// A rule that lets in, or drops, by source address: not loopback, and not "anywhere".
    private static boolean namesSource(String code) {
        boolean iptables = code.startsWith("-A") && (code.contains(" -s ") || code.contains(" --source "));
        boolean nft = (code.contains("ip saddr ") || code.contains("ip6 saddr "))
                && (code.contains("accept") || code.contains("drop") || code.contains("reject"));
        boolean firewalld = code.contains("<source address=") || code.contains("<source ipset=");
        return (iptables || nft || firewalld) && !code.contains("127.0.0.") && !code.contains("0.0.0.0/0");
    }

    /// selinux(8) and apparmor(7): `selinux_mode` and `selinux_configured`, `apparmor` (whether the kernel runs
    /// it).
    static Map<String, Object> mandatory(String text) throws Garbled {
        var fact = new LinkedHashMap<String, Object>();
        fact.put("selinux_mode", "off");
        fact.put("selinux_configured", "");
        fact.put("apparmor", false);
        for (var file : FileLines.byPath(text, "/etc/selinux/", "/sys/fs/selinux/", "/sys/module/apparmor/")
                .entrySet()) {
            for (String line : file.getValue()) {
                String code = FileLines.code(line);
                switch (file.getKey()) {
                    case "/sys/fs/selinux/enforce" ->
                        fact.put("selinux_mode", code.equals("1") ? "enforcing" : "permissive");
                    case "/sys/module/apparmor/parameters/enabled" -> fact.put("apparmor", code.equals("Y"));
                    case "/etc/selinux/config" -> {
                        if (code.startsWith("SELINUX=")) {
                            fact.put("selinux_configured", code.substring(8).strip());
                        }
                    }
                    default -> throw new Garbled("an unexpected file " + file.getKey());
                }
            }
        }
        return fact;
    }
}
