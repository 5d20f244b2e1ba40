package org.tongguan.comply.facts.linux;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.tongguan.comply.facts.Garbled;

/// sudoers(5): who may run what as whom, and with or without a password. Aliases keep their names.
final class Sudoers {

    private static final int SPECS_MAX = 2000;
    private static final int ALIAS_DEPTH_MAX = 8;
    private static final Pattern INCLUDE = Pattern.compile("[#@]include(?:dir)?\\s+(\\S.{0,400})");
    private static final Pattern SHELL = Pattern.compile(
            "/(?:usr/)?(?:local/)?s?bin/(?:su|sh|bash|dash|zsh|ksh|csh|tcsh|fish)(?:\\s+(?:-|-l|root|- root|\\*))?");

    private Sudoers() {}

    /// `specs` (`who`, `file`, `commands`, `all` (anything as root, a root shell included), `nopasswd`,
    /// `all_nopasswd`), `defaults` (words), `aliases` (name to members).
    static Map<String, Object> parse(String text) throws Garbled {
        if (text.isBlank()) {
            throw new Garbled("no sudoers file came");
        }
        var rules = new ArrayList<Map.Entry<String, String>>();
        var defaults = new ArrayList<Object>();
        var aliases = new LinkedHashMap<String, Object>();
        for (var file : FileLines.byPath(text, "/etc/sudoers").entrySet()) {
            String name = file.getKey();
            if (name.startsWith("/etc/sudoers.d/") && (name.substring(15).contains(".") || name.endsWith("~"))) {
                // sudo itself skips these
                continue;
            }
            for (String line : FileLines.joined(file.getValue())) {
                String code = line.strip();
                var include = INCLUDE.matcher(code);
                if (include.matches()) {
                    String place = include.group(1).replace("\"", "");
                    if (!place.equals("/etc/sudoers.d") && !place.equals("/etc/sudoers.d/")) {
                        throw new Garbled(name + " includes " + place + ", which was not read");
                    }
                    continue;
                }
                if (code.isEmpty() || code.startsWith("#")) {
                    continue;
                }
                int hash = code.indexOf(" #");
                code = hash < 0 ? code : code.substring(0, hash).strip();
                if (code.startsWith("Defaults")) {
                    defaults.add(code.substring(8).strip());
                } else if (code.matches("(?:User|Runas|Host|Cmnd|Cmd)_Alias\\s.{0,20000}")) {
                    alias(code.split("\\s+", 2)[1], aliases);
                } else {
                    rules.add(Map.entry(name, code));
                }
                if (rules.size() > SPECS_MAX) {
                    throw new Garbled("more than " + SPECS_MAX + " sudo rules");
                }
            }
        }
        var specs = new ArrayList<Object>();
        for (var rule : rules) {
            specs.add(spec(rule.getKey(), rule.getValue(), aliases));
        }
        var fact = new LinkedHashMap<String, Object>();
        fact.put("specs", specs);
        fact.put("defaults", defaults);
        fact.put("aliases", aliases);
        return fact;
    }

    private static void alias(String definition, Map<String, Object> aliases) throws Garbled {
        for (String one : definition.split(":")) {
            int equals = one.indexOf('=');
            if (equals < 1) {
                throw new Garbled("an alias in sudoers has no '='");
            }
            aliases.put(one.substring(0, equals).strip(), words(one.substring(equals + 1)));
        }
    }

    private static Map<String, Object> spec(String file, String code, Map<String, Object> aliases) throws Garbled {
        int equals = code.indexOf('=');
        int blank = equals < 1 ? -1 : lastBlank(code.substring(0, equals).strip());
        if (blank < 1) {
            throw new Garbled(file + " holds a line that is no sudo rule");
        }
        boolean asRoot = true;
        boolean without = false;
        boolean any = false;
        boolean all = false;
        boolean allWithout = false;
        var commands = new ArrayList<Object>();
        for (Object word : words(code.substring(equals + 1))) {
            String command = String.valueOf(word);
            if (command.startsWith("(")) {
                int close = command.indexOf(')');
                asRoot = close < 0 || mayBeRoot(command.substring(1, close));
                command = close < 0 ? command : command.substring(close + 1).strip();
            }
            while (command.matches("(?s)[A-Z_]{1,20}:.*") && !command.startsWith("ALL")) {
                int colon = command.indexOf(':');
                String tag = command.substring(0, colon);
                without = tag.equals("NOPASSWD") || !tag.equals("PASSWD") && without;
                command = command.substring(colon + 1).strip();
            }
            any |= without;
            boolean everything = asRoot && everything(command, aliases, 0);
            all |= everything;
            allWithout |= without && everything;
            commands.add(command);
        }
        return Map.of(
                "who", code.substring(0, equals).strip().substring(0, blank).strip(),
                "file", file,
                "commands", commands,
                "all", all,
                "nopasswd", any,
                "all_nopasswd", allWithout);
    }

    /// Whether a list of target accounts holds root, everyone, or something that may stand for it.
    private static boolean mayBeRoot(String runas) {
        for (String name : runas.split(":", -1)[0].split(",")) {
            if (name.strip().matches("root|#0|ALL|%.*|\\+.*|[A-Z][A-Z0-9_]{0,60}")) {
                return true;
            }
        }
        return false;
    }

    /// `ALL`, a shell or su with free arguments, or an alias that holds one of them.
    private static boolean everything(String command, Map<String, Object> aliases, int depth) {
        return command.equals("ALL")
                || SHELL.matcher(command).matches()
                || depth < ALIAS_DEPTH_MAX
                        && aliases.get(command) instanceof List<?> members
                        && members.stream().anyMatch(member -> everything(String.valueOf(member), aliases, depth + 1));
    }

    private static int lastBlank(String left) {
        // "alice, bob ALL" and "alice ALL": the host list has no blanks unless it has commas
        int at = left.length() - 1;
        while (at > 0 && !Character.isWhitespace(left.charAt(at))) {
            at--;
        }
        return at;
    }

    /// The comma-separated parts, commas behind a backslash or inside parentheses left alone.
    private static List<Object> words(String text) {
        var words = new ArrayList<Object>();
        var word = new StringBuilder();
        boolean inside = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                word.append(c).append(text.charAt(++i));
                continue;
            }
            inside = c == '(' || inside && c != ')';
            if (c == ',' && !inside) {
                words.add(word.toString().strip());
                word.setLength(0);
            } else {
                word.append(c);
            }
        }
        words.add(word.toString().strip());
        return words;
    }
}
