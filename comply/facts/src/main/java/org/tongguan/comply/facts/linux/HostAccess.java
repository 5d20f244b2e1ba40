package org.tongguan.comply.facts.linux;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tongguan.comply.facts.Garbled;

/// Who may reach the host's services, as its own files say: TCP wrappers, pam_access, nftables, iptables,
/// firewalld, ufw.
final class HostAccess {

    private HostAccess() {}

    /// `hosts_allow`, `hosts_deny`, `access_conf` (rules), and `sourced` (rules of packet filters that name a
    /// source).
    static Map<String, Object> parse(String text) throws Garbled {
        var allow = new ArrayList<Object>();
        var deny = new ArrayList<Object>();
        var access = new ArrayList<Object>();
        var sourced = new ArrayList<Object>();
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
                        if (namesSource(code)) {
                            sourced.add(code.length() > 200 ? code.substring(0, 200) : code);
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
        return fact;
    }

    private static void wrapper(String code, List<Object> rules) throws Garbled {
        if (code.indexOf(':') < 1) {
            throw new Garbled("a rule of TCP wrappers has no ':'");
        }
        rules.add(code.replaceAll("\\s+", " "));
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
