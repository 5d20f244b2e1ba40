package org.tongguan.comply.facts.redis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tongguan.comply.facts.Garbled;
import org.tongguan.comply.facts.Json;

/// Replies of the Redis server, which are JSON by the time they get here.
final class Replies {

    private Replies() {}

    /// INFO: sections of `name:value` lines.
    static Object info(String json) throws Garbled {
        var fields = new LinkedHashMap<String, Object>();
        for (String line : text(json).lines().toList()) {
            int colon = line.indexOf(':');
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (colon < 1) {
                throw new Garbled("a line of INFO is no name:value");
            }
            fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        if (!(fields.get("redis_version") instanceof String)) {
            throw new Garbled("INFO does not tell the version");
        }
        return fields;
    }

    /// CONFIG GET: a flat list of names and values.
    static Object pairs(String json) throws Garbled {
        var list = list(json);
        if (list.size() % 2 != 0 || list.isEmpty()) {
            throw new Garbled("CONFIG GET answered with " + list.size() + " words, not with pairs");
        }
        var settings = new LinkedHashMap<String, Object>();
        for (int i = 0; i < list.size(); i += 2) {
            settings.put(String.valueOf(list.get(i)), String.valueOf(list.get(i + 1)));
        }
        return settings;
    }

    /// COMMAND INFO: a description for each command that exists under its own name.
    static Object commands(String json) throws Garbled {
        var names = new ArrayList<Object>();
        for (Object entry : list(json)) {
            if (!(entry instanceof List<?> description)
                    || description.isEmpty()
                    || !(description.getFirst() instanceof String name)) {
                throw new Garbled("a description of COMMAND INFO does not start with a name");
            }
            names.add(name);
        }
        return names;
    }

    /// MODULE LIST: `[["name", "ReJSON", "ver", 20000, …], …]`; the names.
    static Object modules(String json) throws Garbled {
        var names = new ArrayList<Object>();
        for (Object entry : list(json)) {
            if (!(entry instanceof List<?> pairs) || pairs.size() < 2 || !"name".equals(pairs.getFirst())) {
                throw new Garbled("an entry of MODULE LIST does not start with a name");
            }
            names.add(String.valueOf(pairs.get(1)));
        }
        return names;
    }

    /// CLIENT LIST: a line of `name=value` words for each client.
    static Object clients(String json) throws Garbled {
        var clients = new ArrayList<Object>();
        for (String line : text(json).lines().toList()) {
            if (line.isBlank()) {
                continue;
            }
            Map<String, Object> client = new LinkedHashMap<>();
            for (String word : line.split(" ")) {
                int equals = word.indexOf('=');
                if (equals > 0) {
                    client.put(word.substring(0, equals), word.substring(equals + 1));
                }
            }
            if (!client.containsKey("addr")) {
                throw new Garbled("a client has no address");
            }
            clients.add(client);
        }
        return clients;
    }

    static List<?> list(String json) throws Garbled {
        if (Json.parse(json) instanceof List<?> list) {
            return list;
        }
        throw new Garbled("expected a list");
    }

    private static String text(String json) throws Garbled {
        if (Json.parse(json) instanceof String text) {
            return text;
        }
        throw new Garbled("expected a text");
    }
}
