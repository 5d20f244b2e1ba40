package org.tongguan.comply.facts.linux;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tongguan.comply.facts.Garbled;

/// `KEY=value` and `KEY value` files. Values stay text; the last line for a key wins, as it does for their
/// readers.
final class KeyValue {

    private KeyValue() {}

    /// os-release(5): shell-like assignments.
    static Map<String, Object> parse(String text) throws Garbled {
        var map = new LinkedHashMap<String, Object>();
        int number = 0;
        for (String raw : FileLines.of(text)) {
            number++;
            String line = raw.strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int equals = line.indexOf('=');
            if (equals < 1) {
                throw new Garbled("line " + number + " is no KEY=value");
            }
            map.put(
                    line.substring(0, equals).strip(),
                    unquoted(line.substring(equals + 1).strip()));
        }
        return map;
    }

    /// login.defs(5): a key, blanks, a value.
    static Map<String, Object> spaced(String text) throws Garbled {
        var map = new LinkedHashMap<String, Object>();
        int number = 0;
        for (String raw : FileLines.of(text)) {
            number++;
            String line = raw.strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] parts = line.split("\\s+", 2);
            if (!parts[0].matches("[A-Za-z_][A-Za-z0-9_]*")) {
                throw new Garbled("line " + number + " does not start with a key");
            }
            map.put(parts[0], parts.length > 1 ? unquoted(parts[1].strip()) : "");
        }
        return map;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2
                && (value.startsWith("\"") && value.endsWith("\"") || value.startsWith("'") && value.endsWith("'"));
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
