package org.tongguan.comply.facts.network;

import java.util.Locale;
import org.tongguan.comply.facts.Garbled;

/// The four command languages that are understood.
enum Dialect {
    HUAWEI,
    H3C,
    CISCO,
    RUIJIE;

    /// The comment a gatherer puts first when its user stated the dialect.
    static final String STATED = "!tongguan dialect";

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean comware() {
        return switch (this) {
            case HUAWEI, H3C -> true;
            case CISCO, RUIJIE -> false;
        };
    }

    /// The dialect stated or, if none is, the one whose own words the configuration uses.
    static Dialect of(ConfigTree tree) throws Garbled {
        for (var line : tree.each(STATED)) {
            for (var dialect : values()) {
                if (dialect.id().equals(line.after(STATED))) {
                    return dialect;
                }
            }
            throw new Garbled("dialect '" + line.after(STATED) + "' is none of huawei, h3c, cisco, ruijie");
        }
        int huawei = 0;
        int h3c = 0;
        int cisco = 0;
        int ruijie = 0;
        for (var line : tree.all()) {
            String text = line.text();
            if (line.starts("sysname")) {
                huawei++;
                h3c++;
            } else if (line.starts("hostname")) {
                cisco++;
                ruijie++;
            } else if (text.startsWith("!Software Version")
                    || line.starts("user-interface vty")
                    || line.starts("stelnet server enable")
                    || line.starts("authentication-scheme")
                    || line.starts("firewall zone")
                    || text.contains(" irreversible-cipher ")) {
                huawei += 2;
            } else if (text.startsWith("version 7.") && text.contains("Release")
                    || text.startsWith("version 5.20")
                    || line.starts("line vty") && line.has("user-role")
                    || line.starts("password-control")
                    || line.starts("ssh server enable")
                    || text.startsWith("local-user ") && text.contains(" class ")
                    || line.starts("acl advanced")
                    || line.starts("acl basic")
                    || line.starts("security-zone name")
                    || line.starts("hwtacacs scheme")
                    || line.starts("authorization-attribute")) {
                h3c += 2;
            } else if (line.starts("version") && text.contains("RGOS")
                    || line.starts("enable service")
                    || line.starts("no enable service")
                    || line.starts("password policy")
                    || line.starts("logging server")
                    || line.starts("aaa local authentication")) {
                ruijie += 2;
            } else if (text.matches("version 1[0-9]\\.[0-9]{1,2}")
                    || line.starts("ip http secure-server")
                    || line.starts("no ip http server")
                    || line.starts("service timestamps")
                    || line.starts("boot-start-marker")
                    || line.starts("logging host")
                    || line.starts("login block-for")) {
                cisco++;
            }
        }
        int most = Math.max(Math.max(huawei, h3c), Math.max(cisco, ruijie));
        if (most < 2 || Math.max(huawei, h3c) > 1 && Math.max(cisco, ruijie) > 1 && huawei + h3c == cisco + ruijie) {
            throw new Garbled("not recognised as a configuration of Huawei VRP, H3C Comware, Cisco IOS or Ruijie RGOS");
        }
        return huawei == most ? HUAWEI : h3c == most ? H3C : ruijie == most && ruijie > cisco ? RUIJIE : CISCO;
    }
}
