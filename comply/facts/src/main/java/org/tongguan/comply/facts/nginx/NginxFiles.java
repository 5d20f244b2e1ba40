package org.tongguan.comply.facts.nginx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.tongguan.comply.facts.Garbled;
import org.tongguan.comply.facts.files.Permissions;
import org.tongguan.comply.facts.files.Sections;

/// nginx's version, the permissions of its files, and how long its logs are kept.
final class NginxFiles {

    private static final Pattern VERSION = Pattern.compile("nginx version: ([A-Za-z-]{1,30})/([0-9][0-9.]{1,20})");

    private NginxFiles() {}

    /// `nginx -V`: product (nginx, openresty, Tengine …), version, modules built in.
    static Object version(String text) throws Garbled {
        var match = VERSION.matcher(text);
        if (!match.find()) {
            throw new Garbled("expected 'nginx version: NAME/1.2.3'");
        }
        var modules = new ArrayList<Object>();
        for (String word : text.split("\\s+", -1)) {
            if (word.startsWith("--with-") && word.contains("_module")) {
                modules.add(word.substring("--with-".length()));
            }
        }
        return Map.of("product", match.group(1), "version", match.group(2), "modules", modules);
    }

    /// `config`, `keys`, `logs`: permissions; `unseen`: key files that are not there; `denied`: those that may
    /// not be looked at.
    static Object files(String text) throws Garbled {
        var fact = new LinkedHashMap<String, Object>();
        var config = new ArrayList<Object>();
        var keys = new ArrayList<Object>();
        var logs = new ArrayList<Object>();
        var unseen = new ArrayList<Object>();
        var denied = new ArrayList<Object>();
        for (String line : text.lines().toList()) {
            if (line.isBlank()) {
                continue;
            }
            String[] part = line.split(" ", 2);
            if (part.length < 2) {
                throw new Garbled("expected 'config|key|log mode uid gid path'");
            }
            switch (part[0]) {
                case "config" -> config.add(Permissions.line(part[1]));
                case "key" -> keys.add(Permissions.line(part[1]));
                case "log" -> logs.add(Permissions.line(part[1]));
                case "unseen" -> unseen.add(part[1]);
                case "denied" -> denied.add(part[1]);
                default -> throw new Garbled("expected 'config|key|log mode uid gid path'");
            }
        }
        fact.put("config", config);
        fact.put("keys", keys);
        fact.put("logs", logs);
        fact.put("unseen", unseen);
        fact.put("denied", denied);
        return fact;
    }

    /// logrotate(8): for each block that names an nginx log, how many days its logs are kept.
    static Object rotation(String text) throws Garbled {
        var blocks = new ArrayList<Object>();
        var defaults = new LinkedHashMap<String, String>();
        for (var section : Sections.of(text)) {
            List<String> paths = new ArrayList<>();
            LinkedHashMap<String, String> settings = new LinkedHashMap<>(defaults);
            boolean inside = false;
            boolean script = false;
            for (String raw : section.text().lines().toList()) {
                String line = raw.strip();
                if (line.isEmpty() || line.startsWith("#")) {
                    continue;
                }
                if (script) {
                    script = !line.equals("endscript");
                    continue;
                }
                if (line.equals("}")) {
                    if (!inside) {
                        throw new Garbled(section.name() + ": a brace closes nothing");
                    }
                    if (paths.stream().anyMatch(path -> path.contains("nginx"))) {
                        blocks.add(block(paths, settings));
                    }
                    inside = false;
                    paths = new ArrayList<>();
                    settings = new LinkedHashMap<>(defaults);
                } else if (!inside && (line.startsWith("/") || line.startsWith("\"") || line.equals("{"))) {
                    for (String word :
                            line.replace("{", " ").replace("\"", " ").strip().split("\\s+", -1)) {
                        if (!word.isEmpty()) {
                            paths.add(word);
                        }
                    }
                    inside = line.endsWith("{");
                } else {
                    String[] word = line.split("\\s+", 2);
                    script = List.of("postrotate", "prerotate", "firstaction", "lastaction", "preremove")
                            .contains(word[0]);
                    var into = inside ? settings : defaults;
                    if (List.of("daily", "weekly", "monthly", "yearly", "hourly")
                            .contains(word[0])) {
                        into.put("period", word[0]);
                    } else {
                        into.put(word[0], word.length > 1 ? word[1] : "");
                    }
                }
            }
            if (inside || script) {
                throw new Garbled(section.name() + ": a block is not closed");
            }
        }
        return blocks;
    }

    private static Map<String, Object> block(List<String> paths, Map<String, String> settings) throws Garbled {
        var block = new LinkedHashMap<String, Object>();
        block.put("paths", List.<Object>copyOf(paths));
        String rotate = settings.getOrDefault("rotate", "0");
        if (!rotate.matches("-?[0-9]{1,6}")) {
            throw new Garbled("rotate is not a number");
        }
        long count = Long.parseLong(rotate);
        String period = settings.getOrDefault("period", "weekly");
        block.put("rotate", count);
        block.put("period", period);
        // rotated by size, a count of files says nothing about days
        boolean bySize = settings.containsKey("size") || settings.containsKey("maxsize");
        block.put("by_size", bySize);
        if (!bySize) {
            long days = count < 0
                    ? 36_500
                    : count
                            * switch (period) {
                                case "daily" -> 1;
                                case "monthly" -> 30;
                                case "yearly" -> 365;
                                case "hourly" -> 0;
                                default -> 7;
                            };
            String age = settings.getOrDefault("maxage", "");
            if (age.matches("[0-9]{1,6}")) {
                days = Math.min(days, Long.parseLong(age));
            }
            block.put("days", days);
        }
        block.put("create", settings.getOrDefault("create", ""));
        return block;
    }
}
