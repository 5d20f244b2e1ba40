package org.tongguan.comply.facts.linux;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.tongguan.comply.facts.Garbled;

/// Where log records go and how long they stay: rsyslog, syslog-ng, journald, logrotate.
final class Logging {

    private static final Pattern RULE = Pattern.compile("([a-z0-9*,.;=!]{3,300})\\s+(\\S.{0,1000})");
    private static final Pattern ACTION_TARGET = Pattern.compile(
            "(?i)type\\s{0,4}=\\s{0,4}\"om(?:fwd|relp)\".{0,400}?target\\s{0,4}=\\s{0,4}\"([^\"]{1,253})\"");
    private static final Pattern TARGET_ACTION = Pattern.compile(
            "(?i)target\\s{0,4}=\\s{0,4}\"([^\"]{1,253})\".{0,400}?type\\s{0,4}=\\s{0,4}\"om(?:fwd|relp)\"");
    private static final Pattern NG_REMOTE =
            Pattern.compile("\\b(?:network|tcp|udp|syslog)\\(\\s{0,8}\"([^\"]{1,253})\"");
    private static final Pattern CREATE_MODE = Pattern.compile("(?i)FileCreateMode[\\s=\"]{1,8}([0-7]{3,4})");

    private static final List<String> SET_ASIDE = List.of(
            ".rpmsave",
            ".rpmorig",
            ".rpmnew",
            ".dpkg-old",
            ".dpkg-dist",
            ".dpkg-new",
            ".bak",
            ".swp",
            ".disabled",
            "~");

    private Logging() {}

    /// `remote` (targets of syslog), `auth_file` (whether login records go to a file), `create_mode`, `journald`
    /// (its
    /// settings, the drop-ins applied), `journal_remote`.
    static Map<String, Object> parse(String text) throws Garbled {
        var remote = new ArrayList<Object>();
        var journald = new LinkedHashMap<String, Object>();
        boolean auth = false;
        String createMode = "";
        for (var file : ordered(FileLines.byPath(text, "/etc/")).entrySet()) {
            String path = file.getKey();
            if (path.contains(".d/") && !path.endsWith(".conf")) {
                // neither journald nor the usual include of rsyslog and syslog-ng reads these
                continue;
            }
            for (String line : FileLines.joined(file.getValue())) {
                String code = line.strip();
                if (code.isEmpty() || code.startsWith("#") || code.length() > 20_000) {
                    continue;
                }
                if (path.contains("/journald.conf") || path.contains("/journal-upload.conf")) {
                    int equals = code.indexOf('=');
                    if (equals > 0) {
                        journald.put(
                                code.substring(0, equals).strip(),
                                code.substring(equals + 1).strip());
                    } else if (!code.startsWith("[") && !code.startsWith(";")) {
                        throw new Garbled(path + " holds a line that is no setting");
                    }
                } else if (path.contains("/syslog-ng")) {
                    for (var match = NG_REMOTE.matcher(code); code.contains("destination") && match.find(); ) {
                        remote.add(match.group(1));
                    }
                    auth |= code.contains("file(") && code.contains("auth");
                } else {
                    var mode = CREATE_MODE.matcher(code);
                    createMode = mode.find() ? mode.group(1) : createMode;
                    for (Pattern pattern : List.of(ACTION_TARGET, TARGET_ACTION)) {
                        var match = pattern.matcher(code);
                        if (match.find() && !remote.contains(match.group(1))) {
                            remote.add(match.group(1));
                        }
                    }
                    var rule = RULE.matcher(code);
                    if (rule.matches() && rule.group(1).indexOf('.') > 0) {
                        String target = rule.group(2).strip();
                        if (target.startsWith("@") && broad(rule.group(1))) {
                            remote.add(target.replaceFirst("^@{1,2}(?:\\([^)]{0,40}\\))?", "")
                                    .split("[\\s;]", 2)[0]);
                        }
                        auth |= target.replaceFirst("^-", "").startsWith("/") && ofAuthentication(rule.group(1));
                    }
                }
            }
        }
        var fact = new LinkedHashMap<String, Object>();
        fact.put("remote", remote);
        fact.put("auth_file", auth);
        fact.put("create_mode", createMode);
        fact.put("journald", journald);
        fact.put("journal_remote", journald.getOrDefault("URL", ""));
        return fact;
    }

    /// Whether a selector sends the bulk of the records, or the log-ins, and not just one program's or the worst.
    private static boolean broad(String selector) {
        for (String part : selector.split(";")) {
            if (part.matches("(?:\\*|[a-z0-9,]{0,80}auth[a-z0-9,]{0,80})\\.(?:\\*|debug|info|notice)")) {
                return true;
            }
        }
        return false;
    }

    private static boolean ofAuthentication(String selector) {
        for (String part : selector.split(";")) {
            if (part.startsWith("auth") || part.contains(",auth")) {
                return !part.endsWith(".none");
            }
        }
        return selector.startsWith("*.*") || selector.startsWith("*.info") && !selector.contains("authpriv.none");
    }

    /// journald reads its file first and the drop-ins over it.
    private static Map<String, List<String>> ordered(Map<String, List<String>> files) {
        return new TreeMap<>(files);
    }

    /// One map a stanza: `files`, `days` (rotations times period, 0 if rotated by size alone), `rotate`,
    /// `period`.
    static List<Object> rotation(String text) throws Garbled {
        var stanzas = new ArrayList<Object>();
        var files = FileLines.byPath(text, "/etc/logrotate");
        var global = new LinkedHashMap<String, String>(Map.of("rotate", "0", "period", "weekly"));
        var main = files.getOrDefault("/etc/logrotate.conf", List.of());
        stanzas(main, global, stanzas);
        for (var file : new TreeMap<>(files).entrySet()) {
            // logrotate itself leaves out what package managers and editors set aside
            if (file.getKey().startsWith("/etc/logrotate.d/")
                    && SET_ASIDE.stream().noneMatch(file.getKey()::endsWith)) {
                stanzas(file.getValue(), new LinkedHashMap<>(global), stanzas);
            }
        }
        return stanzas;
    }

    private static void stanzas(List<String> lines, Map<String, String> global, List<Object> into) throws Garbled {
        var names = new StringBuilder();
        Map<String, String> open = Map.of();
        boolean script = false;
        for (String line : lines) {
            String code = FileLines.code(line);
            if (code.isEmpty()) {
                continue;
            }
            if (script) {
                script = !code.equals("endscript");
                continue;
            }
            if (code.matches("(?:pre|post|first|last)\\w{4,6}")) {
                script = true;
                continue;
            }
            if (open.isEmpty()
                    && (code.startsWith("/") || code.startsWith("\"") || code.startsWith("{") || !names.isEmpty())) {
                int brace = code.indexOf('{');
                names.append(brace < 0 ? code : code.substring(0, brace)).append(' ');
                if (brace >= 0) {
                    open = new LinkedHashMap<>(global);
                    for (String word :
                            code.substring(brace + 1).replace("}", " } ").split("\\s{2,}|;")) {
                        directive(word.strip(), open);
                    }
                    if (code.endsWith("}")) {
                        into.add(stanza(names.toString(), open));
                        names.setLength(0);
                        open = Map.of();
                    }
                }
            } else if (code.equals("}")) {
                if (open.isEmpty()) {
                    throw new Garbled("a logrotate stanza ends that never began");
                }
                into.add(stanza(names.toString(), open));
                names.setLength(0);
                open = Map.of();
            } else {
                directive(code, open.isEmpty() ? global : open);
            }
        }
        if (!open.isEmpty() || !names.isEmpty()) {
            throw new Garbled("a logrotate stanza does not end");
        }
    }

    private static void directive(String code, Map<String, String> settings) {
        String[] word = code.split("\\s+", 3);
        switch (word[0].toLowerCase(Locale.ROOT)) {
            case "hourly", "daily", "weekly", "monthly", "yearly" ->
                settings.put("period", word[0].toLowerCase(Locale.ROOT));
            case "rotate", "size", "maxage", "maxsize" ->
                settings.put(word[0].toLowerCase(Locale.ROOT), word.length > 1 ? word[1] : "");
            default -> {
                // compression, owners and the like do not change how long a log stays
            }
        }
    }

    private static Map<String, Object> stanza(String names, Map<String, String> settings) throws Garbled {
        long rotate = number(settings.getOrDefault("rotate", "0"));
        long period = switch (settings.getOrDefault("period", "weekly")) {
            case "hourly" -> 0;
            case "daily" -> 1;
            case "monthly" -> 30;
            case "yearly" -> 365;
            default -> 7;
        };
        // beyond maxsize every daily run rotates, whatever the period
        period = settings.containsKey("maxsize") ? Math.min(period, 1) : period;
        long days = settings.containsKey("size")
                ? 0
                : rotate < 0 ? 36_500 : "hourly".equals(settings.get("period")) ? rotate / 24 : rotate * period;
        if (settings.containsKey("maxage")) {
            days = Math.min(days, number(settings.getOrDefault("maxage", "0")));
        }
        var files = new ArrayList<Object>();
        for (String name : names.strip().split("\\s+")) {
            files.add(name.replace("\"", ""));
        }
        return Map.of(
                "files", files, "rotate", rotate, "period", settings.getOrDefault("period", "weekly"), "days", days);
    }

    private static long number(String text) throws Garbled {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new Garbled("a logrotate count is not a number", e);
        }
    }
}
