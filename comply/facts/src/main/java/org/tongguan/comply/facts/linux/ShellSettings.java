package org.tongguan.comply.facts.linux;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.tongguan.comply.facts.Garbled;

/// What the system-wide shell start files set: idle time-out, umask, history. Assignments are found, not
/// executed: one
/// inside an `if` counts like any other, and the checks look at all of them.
final class ShellSettings {

    private static final Pattern TMOUT = Pattern.compile("(?:^|[\\s;&])TMOUT=[\"']?([0-9]{1,9})");
    private static final Pattern UNSET = Pattern.compile("(?:^|[\\s;&])unset\\s+TMOUT\\b");
    private static final Pattern UMASK = Pattern.compile("(?:^|[\\s;&])umask\\s+([0-7]{1,4})(?![0-9])");
    private static final Pattern HISTORY = Pattern.compile("(?:^|[\\s;&])(HISTSIZE|HISTFILESIZE)=[\"']?([0-9]{1,9})");

    private ShellSettings() {}

    /// `tmout` (seconds, in order), `tmout_readonly`, `umasks` (`file`, `value`, `group`, `others` as octal
    /// digits),
    /// `history` (numbers).
    static Map<String, Object> parse(String text) throws Garbled {
        var tmout = new ArrayList<Object>();
        var umasks = new ArrayList<Object>();
        var history = new ArrayList<Object>();
        boolean readonly = false;
        for (var file : FileLines.byPath(text, "/etc/").entrySet()) {
            if (file.getKey().startsWith("/etc/profile.d/") && !file.getKey().endsWith(".sh")) {
                // /etc/profile reads only these
                continue;
            }
            for (String line : file.getValue()) {
                String code = FileLines.code(line);
                if (code.length() > 4000) {
                    throw new Garbled(file.getKey() + " holds a line of " + code.length() + " characters");
                }
                for (var match = TMOUT.matcher(code); match.find(); ) {
                    tmout.add(Long.valueOf(match.group(1)));
                }
                if (UNSET.matcher(code).find()) {
                    tmout.add(0L);
                }
                readonly |= code.contains("TMOUT")
                        && (code.contains("readonly ") || code.contains("typeset -r") || code.contains("declare -r"));
                for (var match = UMASK.matcher(code); match.find(); ) {
                    umasks.add(umask(file.getKey(), match.group(1)));
                }
                for (var match = HISTORY.matcher(code); match.find(); ) {
                    history.add(Long.valueOf(match.group(2)));
                }
            }
        }
        var fact = new LinkedHashMap<String, Object>();
        fact.put("tmout", tmout);
        fact.put("tmout_readonly", readonly);
        fact.put("umasks", umasks);
        fact.put("history", history);
        return fact;
    }

    private static Map<String, Object> umask(String file, String value) {
        String digits = "000".substring(Math.min(3, value.length())) + value;
        return Map.of(
                "file",
                file,
                "value",
                value,
                "group",
                (long) digits.charAt(digits.length() - 2) - '0',
                "others",
                (long) digits.charAt(digits.length() - 1) - '0');
    }
}
