package org.tongguan.comply.facts.linux;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.tongguan.comply.facts.Garbled;

/// The Linux audit system's files: audit.rules(7) and auditd.conf(5).
final class AuditSettings {

    private AuditSettings() {}

    /// `off` (`-e 0`, or `never,task`, which leaves no process to audit), `rules` (as written, without comments),
    /// `watched` (paths whose writing is recorded: -w and -F path=/dir=), `calls` (names of -S),
    /// `immutable`
    /// (`-e 2`), `conf` (keys in lower case).
    static Map<String, Object> parse(String text) throws Garbled {
        var files = FileLines.byPath(text, "/etc/audit/");
        var ordered = new TreeMap<>(files);
        boolean compiled = ordered.keySet().stream().noneMatch(path -> path.startsWith("/etc/audit/rules.d/"));
        var rules = new ArrayList<Object>();
        var watched = new ArrayList<Object>();
        var calls = new ArrayList<Object>();
        boolean immutable = false;
        boolean off = false;
        for (var file : ordered.entrySet()) {
            boolean ofRules = file.getKey().startsWith("/etc/audit/rules.d/")
                            && file.getKey().endsWith(".rules")
                    || compiled && file.getKey().equals("/etc/audit/audit.rules");
            if (!ofRules) {
                continue;
            }
            for (String line : file.getValue()) {
                String code = line.strip();
                if (code.isEmpty() || code.startsWith("#")) {
                    continue;
                }
                if (!code.startsWith("-")) {
                    throw new Garbled(file.getKey() + " holds a line that is no audit rule");
                }
                String[] word = code.split("\\s+");
                boolean never = false;
                boolean changes = true;
                off |= code.matches("-[aA]\\s+(?:never,task|task,never)");
                for (int i = 0; i + 1 < word.length; i++) {
                    never |= word[i].equalsIgnoreCase("-a") && word[i + 1].contains("never");
                    String access = word[i].equals("-p")
                            ? word[i + 1]
                            : word[i].equals("-F") && word[i + 1].startsWith("perm=")
                                    ? word[i + 1].substring("perm=".length())
                                    : "wa";
                    changes &= access.contains("w");
                }
                for (int i = 0; i + 1 < word.length && !never; i++) {
                    switch (word[i]) {
                        case "-w" -> {
                            if (changes) {
                                watched.add(unslashed(word[i + 1]));
                            }
                        }
                        case "-S" -> calls.addAll(java.util.List.of((Object[]) word[i + 1].split(",")));
                        case "-F" -> {
                            if (changes && (word[i + 1].startsWith("path=") || word[i + 1].startsWith("dir="))) {
                                watched.add(unslashed(word[i + 1].substring(word[i + 1].indexOf('=') + 1)));
                            }
                        }
                        case "-e" -> {
                            immutable = word[i + 1].equals("2");
                            off |= word[i + 1].equals("0");
                        }
                        default -> {
                            // buffer sizes, keys and the like
                        }
                    }
                }
                rules.add(code);
            }
        }
        if (off) {
            watched.clear();
            calls.clear();
        }
        var fact = new LinkedHashMap<String, Object>();
        fact.put("off", off);
        fact.put("rules", rules);
        fact.put("watched", watched);
        fact.put("calls", calls);
        fact.put("immutable", immutable);
        fact.put("conf", conf(files.getOrDefault("/etc/audit/auditd.conf", java.util.List.of())));
        return fact;
    }

    private static Map<String, Object> conf(Iterable<String> lines) throws Garbled {
        var conf = new LinkedHashMap<String, Object>();
        for (String line : lines) {
            String code = FileLines.code(line);
            if (code.isEmpty()) {
                continue;
            }
            int equals = code.indexOf('=');
            if (equals < 1) {
                throw new Garbled("auditd.conf holds a line without '='");
            }
            String value = code.substring(equals + 1).strip().toLowerCase(Locale.ROOT);
            conf.put(
                    code.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                    value.matches("[0-9]{1,18}") ? Long.valueOf(value) : value);
        }
        return conf;
    }

    private static String unslashed(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
