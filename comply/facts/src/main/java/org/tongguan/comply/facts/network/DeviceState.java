package org.tongguan.comply.facts.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.tongguan.comply.facts.Garbled;

/// The answers of display/show commands that say how a device is doing.
final class DeviceState {

    private static final Pattern FIVE_MINUTES =
            Pattern.compile("(?i)(?:five|5) minutes?[^0-9\\n]{0,20}(\\d{1,3}(?:\\.\\d{1,3})?) ?%");
    private static final Pattern FIVE_MINUTES_AFTER =
            Pattern.compile("(?i)(\\d{1,3}(?:\\.\\d{1,3})?)% in last 5 minutes");
    private static final Pattern CPU_NOW = Pattern.compile(
            "(?i)CPU (?:Usage|Using Percentage) {0,4}: {0,4}(\\d{1,3})% {0,10}(?:Max: {0,4}(\\d{1,3})%)?");
    private static final Pattern MEMORY_USED = Pattern.compile(
            "(?i)Memory Using Percentage(?: Is)? {0,4}: {0,4}(\\d{1,3}(?:\\.\\d{1,2})?) ?%|(\\d{1,3}(?:\\.\\d{1,2})?)% {0,4}used rate|Used Rate {0,4}: {0,4}(\\d{1,3}(?:\\.\\d{1,2})?)%");
    private static final Pattern MEMORY_FREE =
            Pattern.compile("(?im)^Mem:(?: {1,20}\\d{1,12}){3,6} {1,20}(\\d{1,3}(?:\\.\\d{1,2})?)%");
    private static final Pattern MEMORY_POOL =
            Pattern.compile("(?i)Total: {0,10}(\\d{1,15})[, ] {0,4}Used: {0,10}(\\d{1,15})");
    private static final Pattern MEMORY_TABLE =
            Pattern.compile("(?m)^Processor {1,20}[0-9A-F]{1,16} {1,20}(\\d{1,15}) {1,20}(\\d{1,15})");
    private static final Pattern VERSION = Pattern.compile(
            "(?i)(?:VRP \\(R\\) software, Version [\\d.]{1,20} \\(([^)\\n]{1,80})\\)|Comware Software, Version ([^\\n]{1,80})|Cisco IOS[^\\n]{0,200}?Version ([^,\\n]{1,60})|System software version {0,10}: {0,4}([^\\n]{1,80}))");

    private DeviceState() {}

    /// @return percent: the load over the last five minutes, the highest of all boards
    static Map<String, Object> cpu(String text) throws Garbled {
        double most = -1;
        for (var pattern : List.of(FIVE_MINUTES, FIVE_MINUTES_AFTER)) {
            var matcher = pattern.matcher(text);
            while (matcher.find()) {
                most = Math.max(most, Double.parseDouble(matcher.group(1)));
            }
        }
        var facts = new LinkedHashMap<String, Object>();
        var now = CPU_NOW.matcher(text);
        while (most < 0 && now.find()) {
            most = Double.parseDouble(now.group(1));
            if (now.group(2) != null) {
                facts.put("peak", Double.valueOf(now.group(2)));
            }
        }
        facts.put("percent", percent(most, "CPU"));
        return facts;
    }

    static Map<String, Object> memory(String text) throws Garbled {
        double most = -1;
        var used = MEMORY_USED.matcher(text);
        while (used.find()) {
            for (int group = 1; group <= 3; group++) {
                if (used.group(group) != null) {
                    most = Math.max(most, Double.parseDouble(used.group(group)));
                }
            }
        }
        var free = MEMORY_FREE.matcher(text);
        while (free.find()) {
            most = Math.max(most, 100 - Double.parseDouble(free.group(1)));
        }
        for (var pattern : List.of(MEMORY_POOL, MEMORY_TABLE)) {
            var pool = pattern.matcher(text);
            if (pool.find() && Double.parseDouble(pool.group(1)) > 0) {
                most = Math.max(most, 100 * Double.parseDouble(pool.group(2)) / Double.parseDouble(pool.group(1)));
            }
        }
        return Map.of("percent", percent(most, "memory"));
    }

    private static double percent(double found, String what) throws Garbled {
        if (found < 0 || found > 100) {
            throw new Garbled("no " + what + " usage in percent found");
        }
        return Math.round(found * 10) / 10.0;
    }

    static Map<String, Object> version(String text) throws Garbled {
        var matcher = VERSION.matcher(text);
        if (!matcher.find()) {
            throw new Garbled("no software version found");
        }
        for (int group = 1; group <= 4; group++) {
            if (matcher.group(group) != null) {
                return Map.of("version", matcher.group(group).strip());
            }
        }
        throw new Garbled("no software version found");
    }

    static Map<String, Object> ntp(String text) throws Garbled {
        String lower = text.toLowerCase(java.util.Locale.ROOT);
        if (lower.contains("unsynchronized")
                || lower.contains("not synchronized")
                || lower.contains("not synchronised")) {
            return Map.of("synchronised", false);
        }
        if (lower.contains("synchronized") || lower.contains("synchronised")) {
            return Map.of("synchronised", true);
        }
        throw new Garbled("the answer does not say whether the clock is synchronized");
    }

    /// One map an interface: name, up, and the use of its bandwidth in percent where the device tells it.
    static List<Object> interfaces(String text) throws Garbled {
        var found = new ArrayList<Object>();
        for (String line : text.lines().toList()) {
            String[] words = line.strip().split("\\s+");
            if (words.length < 3 || !words[0].matches("[A-Z][A-Za-z-]{0,24}[0-9][0-9/.:]{0,15}")) {
                continue;
            }
            var port = new LinkedHashMap<String, Object>();
            port.put("name", words[0]);
            String rest = " "
                    + String.join(" ", List.of(words).subList(1, words.length)).toLowerCase(java.util.Locale.ROOT)
                    + " ";
            port.put(
                    "shut",
                    rest.startsWith(" *down") || rest.startsWith(" adm") || rest.contains(" administratively down "));
            port.put("up", rest.contains(" up ") || rest.contains(" up(") || rest.contains(" connected "));
            double most = -1;
            for (String word : words) {
                if (word.matches("\\d{1,3}(\\.\\d{1,2})?%")) {
                    most = Math.max(most, Double.parseDouble(word.substring(0, word.length() - 1)));
                }
            }
            if (most >= 0) {
                port.put("percent", most);
            }
            found.add(port);
        }
        if (found.isEmpty()) {
            throw new Garbled("no interface line found");
        }
        return found;
    }
}
