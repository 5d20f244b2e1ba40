package org.tongguan.comply.facts.linux;

import java.util.ArrayList;
import java.util.Map;
import org.tongguan.comply.facts.Garbled;

/// Time sources named by chrony, ntpd and systemd-timesyncd.
final class Clock {

    private Clock() {}

    /// `servers`: names and addresses, in order.
    static Map<String, Object> parse(String text) throws Garbled {
        var servers = new ArrayList<Object>();
        for (var file : FileLines.byPath(text, "/etc/").entrySet()) {
            for (String line : file.getValue()) {
                String code = FileLines.code(line);
                String[] word = code.split("[\\s=]+");
                if (code.startsWith("!") || code.startsWith("%") || word.length < 2) {
                    continue;
                }
                switch (word[0]) {
                    case "server", "pool", "peer" -> {
                        if (!word[1].startsWith("127.")) {
                            servers.add(word[1]);
                        }
                    }
                    case "NTP" ->
                        servers.addAll(java.util.List.of((Object[]) word).subList(1, word.length));
                    default -> {
                        // drift files, keys, restrictions
                    }
                }
            }
        }
        return Map.of("servers", servers);
    }
}
