package org.tongguan.comply.facts.linux;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tongguan.comply.facts.Garbled;

/// Mounts, swap, disk encryption, and what a crash leaves behind.
final class Storage {

    private Storage() {}

    /// `mounts` by mount point (`device`, `type`, `options`), `swaps` (devices in use), `encrypted` (names of
    /// /etc/crypttab).
    static Map<String, Object> parse(String text) throws Garbled {
        var mounts = new LinkedHashMap<String, Object>();
        var swaps = new ArrayList<Object>();
        var encrypted = new ArrayList<Object>();
        for (var file : FileLines.byPath(text, "/proc/mounts", "/proc/swaps", "/etc/crypttab")
                .entrySet()) {
            for (String line : file.getValue()) {
                String[] word = line.strip().split("\\s+");
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                switch (file.getKey()) {
                    case "/proc/mounts" -> {
                        if (word.length < 4) {
                            throw new Garbled("a mount has " + word.length + " words, not 6");
                        }
                        mounts.put(word[1], Map.of("device", word[0], "type", word[2], "options", List.of((Object[])
                                word[3].split(","))));
                    }
                    case "/proc/swaps" -> {
                        if (!word[0].equals("Filename")) {
                            swaps.add(word[0]);
                        }
                    }
                    case "/etc/crypttab" -> encrypted.add(word[0]);
                    default -> throw new Garbled("an unexpected file " + file.getKey());
                }
            }
        }
        if (mounts.isEmpty()) {
            throw new Garbled("no mount came");
        }
        var fact = new LinkedHashMap<String, Object>();
        fact.put("mounts", mounts);
        fact.put("swaps", swaps);
        fact.put("encrypted", encrypted);
        return fact;
    }

    /// limits.conf(5) and coredump.conf(5): `hard_core` (the hard limit on core files for everyone, empty if
    /// none), `storage` and `process_max` of systemd-coredump.
    static Map<String, Object> limits(String text) throws Garbled {
        var fact = new LinkedHashMap<String, Object>(Map.of("hard_core", "", "storage", "", "process_max", ""));
        for (var file : new java.util.TreeMap<>(FileLines.byPath(text, "/etc/security/", "/etc/systemd/")).entrySet()) {
            for (String line : file.getValue()) {
                String code = FileLines.code(line);
                if (code.isEmpty() || code.startsWith("[")) {
                    continue;
                }
                if (file.getKey().startsWith("/etc/systemd/")) {
                    int equals = code.indexOf('=');
                    String key = equals < 0 ? "" : code.substring(0, equals).strip();
                    if (key.equals("Storage") || key.equals("ProcessSizeMax")) {
                        fact.put(
                                key.equals("Storage") ? "storage" : "process_max",
                                code.substring(equals + 1).strip());
                    }
                    continue;
                }
                String[] word = code.split("\\s+");
                if (word.length != 4 && !(word.length == 2 && word[1].equals("-"))) {
                    throw new Garbled(file.getKey() + " holds a line that is no limit");
                }
                if (word.length == 4 && word[0].equals("*") && word[2].equals("core") && !word[1].equals("soft")) {
                    fact.put("hard_core", word[3]);
                }
            }
        }
        return fact;
    }
}
