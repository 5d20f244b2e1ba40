package org.tongguan.comply.facts;

import java.util.regex.Pattern;

/// Blots out secrets whose end takes more than a pattern to find. Every step moves forward only: the work is
/// linear in the text, however hostile.
final class SecretText {

    private static final String BLOT = "<masked>";

    private static final Pattern KEY_BEGIN = Pattern.compile("-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----");
    private static final Pattern KEY_END = Pattern.compile("-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----");

    /// A setting's name, an optional quote behind it, and what stands between it and its value.
    private static final Pattern SETTING = Pattern.compile(
            "(?i)(?:password|passwd|passphrase|requirepass|masterauth|masteruser|secret[-_]?key|secret|(?:key|trust)store[-_]?pass|key[-_]?pass|access[-_]?key"
                    + "|api[-_]?key|token|pwd)(?:\\\\?[\"'])?(?:[ \\t]{0,8}[=:][ \\t]{0,8}|[ \\t]{1,8}|>)");

    private static final Pattern HARMLESS = Pattern.compile(
            "(?i)<masked.{0,20}>?|\\$\\{[A-Za-z0-9_.-]{1,80}\\}|true|false|null|yes|no|on|off|none|[=:>{\\[|].{0,1}");

    private SecretText() {}

    static String withoutPrivateKeys(String text) {
        var blotted = new StringBuilder(text.length());
        var begin = KEY_BEGIN.matcher(text);
        var end = KEY_END.matcher(text);
        int from = 0;
        while (begin.find(from)) {
            blotted.append(text, from, begin.end()).append(BLOT);
            if (!end.find(begin.end())) {
                return blotted.toString();
            }
            from = end.start();
        }
        return blotted.append(text, from, text.length()).toString();
    }

    static String withoutPasswordSettings(String text) {
        var blotted = new StringBuilder(text.length());
        var setting = SETTING.matcher(text);
        int from = 0;
        int look = 0;
        while (look <= text.length() && setting.find(look)) {
            int start = setting.end();
            char quote = start < text.length() ? text.charAt(start) : ' ';
            boolean quoted = quote == '"' || quote == '\'';
            int valueStart = quoted ? start + 1 : start;
            boolean inQuery = setting.start() > 0 && "?&".indexOf(text.charAt(setting.start() - 1)) >= 0;
            int valueEnd = quoted
                    ? endOfQuoted(text, valueStart, quote)
                    : endOfBare(text, valueStart, text.charAt(start - 1) == '>', inQuery);
            if (valueEnd > valueStart && !harmless(text, valueStart, valueEnd)) {
                blotted.append(text, from, valueStart).append(BLOT);
                from = valueEnd;
                look = valueEnd;
            } else {
                // what stands there may itself be a setting's name: "secret: password=x"
                look = Math.max(valueStart, setting.start() + 1);
            }
        }
        return blotted.append(text, from, text.length()).toString();
    }

    private static boolean harmless(String text, int from, int to) {
        return to - from <= 100 && HARMLESS.matcher(text).region(from, to).matches();
    }

    private static int endOfQuoted(String text, int from, char quote) {
        int at = from;
        while (at < text.length() && text.charAt(at) != quote && text.charAt(at) != '\n') {
            at += text.charAt(at) == '\\' && at + 1 < text.length() && text.charAt(at + 1) != '\n' ? 2 : 1;
        }
        return Math.min(at, text.length());
    }

    /// Up to the next blank or quote; a comma, semicolon or bracket that only closes what is around stays.
    private static int endOfBare(String text, int from, boolean element, boolean inQuery) {
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean ends = element
                    ? c == '<' || c == '\n'
                    : Character.isWhitespace(c) || c == '"' || c == '\'' || inQuery && c == '&';
            if (ends) {
                break;
            }
            at++;
        }
        while (!element && at > from && ",;)}]".indexOf(text.charAt(at - 1)) >= 0 && !placeholder(text, from, at)) {
            at--;
        }
        return at;
    }

    private static boolean placeholder(String text, int from, int to) {
        return to - from > 3
                && text.charAt(from) == '$'
                && text.charAt(from + 1) == '{'
                && text.indexOf('}', from) == to - 1;
    }
}
