package org.tongguan.comply.facts.container;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tongguan.comply.facts.Garbled;
import org.tongguan.comply.facts.Json;

/// What the Docker client prints, and the files around it.
final class Docker {

    private static final int CONTAINERS_MAX = 2_000;

    private Docker() {}

    /// One JSON object a line, as the fixed template of the collector prints them.
    static List<Object> containers(String text) throws Garbled {
        var containers = new ArrayList<Object>();
        for (String line : text.lines().toList()) {
            if (line.isBlank()) {
                continue;
            }
            if (containers.size() >= CONTAINERS_MAX) {
                throw new Garbled("more than " + CONTAINERS_MAX + " containers");
            }
            var container = Json.parseMap(line);
            if (!container.containsKey("name")) {
                throw new Garbled("line " + (containers.size() + 1) + " names no container");
            }
            containers.add(container);
        }
        return containers;
    }

    static Map<String, Object> info(String text) throws Garbled {
        var info = Json.parseMap(text);
        if (!info.containsKey("ServerVersion")) {
            throw new Garbled("the answer names no server version: the daemon did not answer");
        }
        return info;
    }

    /// `docker:x:998:alice,bob` of group(5).
    static Map<String, Object> group(String text) throws Garbled {
        String[] field = text.strip().split(":", -1);
        if (field.length != 4) {
            throw new Garbled("expected one line of four fields");
        }
        return Map.of("name", field[0], "members", field[3].isEmpty() ? List.of() : List.of(field[3].split(",")));
    }

    /// audit.rules(7): the paths that are watched, and whether the rules are locked (`-e 2`).
    static Map<String, Object> auditRules(String text) throws Garbled {
        var watched = new ArrayList<String>();
        boolean locked = false;
        for (String raw : text.lines().toList()) {
            String line = raw.strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (!line.startsWith("-")) {
                throw new Garbled("'" + line.substring(0, Math.min(40, line.length())) + "' is no audit rule");
            }
            String[] words = line.split("\\s+");
            for (int i = 0; i < words.length; i++) {
                if (words[i].equals("-w") && i + 1 < words.length) {
                    watched.add(trimmed(words[i + 1]));
                } else if (words[i].startsWith("path=") || words[i].startsWith("dir=")) {
                    watched.add(trimmed(words[i].substring(words[i].indexOf('=') + 1)));
                }
            }
            locked |= line.matches("-e\\s+2");
        }
        var facts = new LinkedHashMap<String, Object>();
        facts.put("watched", watched);
        facts.put("locked", locked);
        return facts;
    }

    private static String trimmed(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
