package org.tongguan.comply.facts.linux;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tongguan.comply.facts.Garbled;

/// Values under /proc/sys, by their sysctl names; numbers where they are numbers.
final class KernelSettings {

    private KernelSettings() {}

    static Map<String, Object> parse(String text) throws Garbled {
        var settings = new LinkedHashMap<String, Object>();
        for (var file : FileLines.byPath(text, "/proc/sys/").entrySet()) {
            String value = file.getValue().getFirst().strip();
            settings.put(
                    file.getKey().substring("/proc/sys/".length()).replace('/', '.'),
                    value.matches("-?[0-9]{1,18}") ? Long.valueOf(value) : value);
        }
        if (settings.isEmpty()) {
            throw new Garbled("no kernel setting came");
        }
        return settings;
    }
}
