package org.tongguan.comply.facts;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Blots the secrets of a network device configuration, word by word, in all four dialects. What stays is how a
/// secret is kept (`cipher`, `secret 9`, …) and, as `<masked-default>`, that it is one of the words devices are
/// delivered with.
///
/// A word too many may be blotted (the name behind `community` in a routing policy); a secret behind a keyword
/// that is not in [#INTRODUCERS] would stay, so the list is longer than any one dialect needs.
final class DeviceSecrets {

    private static final String MASKED = "<masked>";
    private static final String MASKED_DEFAULT = "<masked-default>";

    /// Words a secret follows, perhaps with words of [#KINDS] between.
    private static final Set<String> INTRODUCERS = Set.of(
            "cipher",
            "irreversible-cipher",
            "simple",
            "hash",
            "plain",
            "plaintext",
            "plain-text",
            "password",
            "secret",
            "key",
            "key-string",
            "pre-shared-key",
            "shared-key",
            "authentication-key",
            "pass-phrase",
            "passphrase",
            "psk",
            "wpa-psk",
            "ascii",
            "community",
            "community-name",
            "securityname",
            "md5",
            "sha",
            "hmac-md5",
            "sha2-256",
            "sm3",
            "keystring",
            "auth-key",
            "authenticator",
            "bind-password",
            "encryption-key",
            "wep-key");

    /// Words between an introducer and its secret.
    private static final Set<String> KINDS = Set.of(
            "0",
            "2",
            "4",
            "5",
            "6",
            "7",
            "8",
            "9",
            "cipher",
            "simple",
            "hash",
            "plain",
            "plaintext",
            "plain-text",
            "encrypted",
            "irreversible-cipher",
            "read",
            "write",
            "md5",
            "sha",
            "sha256",
            "sha512",
            "sha2-256",
            "sha2-512",
            "hmac-md5",
            "hmac-sha-256",
            "sm3",
            "scrypt",
            "ascii",
            "hex",
            "key",
            "authentication",
            "accounting",
            "authorization",
            "pass-phrase",
            "passphrase",
            "password",
            "ro",
            "rw");

    /// Words after an introducer that show it is a setting and no secret.
    private static final Set<String> SETTINGS = Set.of(
            "policy",
            "expire",
            "alert",
            "history",
            "min-length",
            "min-len",
            "max-length",
            "complexity",
            "complexity-check",
            "length",
            "aging",
            "control",
            "strong",
            "recovery",
            "modify",
            "change",
            "chain",
            "generate",
            "authentication-mode",
            "privacy-mode",
            "enable",
            "disable",
            "zeroize",
            "pubkey-chain",
            "peer-public-key",
            "config-key",
            "level",
            "rsa",
            "dsa",
            "ecdsa",
            "mypubkey",
            "match",
            "group",
            "interval",
            "view",
            "map",
            "mib-view",
            "security-model",
            "public-key");

    /// What devices are delivered with, and what everybody tries first.
    private static final Set<String> FACTORY_WORDS = Set.of(
            "public",
            "private",
            "admin",
            "admin123",
            "admin@123",
            "admin@huawei",
            "admin@huawei.com",
            "huawei",
            "huawei123",
            "huawei@123",
            "huawei12#$",
            "changeme_123",
            "h3c",
            "h3c@123",
            "h3cadmin",
            "ruijie",
            "ruijie@123",
            "star",
            "cisco",
            "cisco123",
            "cisco@123",
            "password",
            "123456",
            "12345678",
            "root",
            "manager",
            "default");

    /// Words between the address of an SNMP manager and its community.
    private static final Set<String> TRAP_WORDS =
            Set.of("traps", "informs", "version", "1", "2c", "3", "auth", "noauth", "priv");

    private static final Pattern KEY_NUMBER = Pattern.compile("\\d{1,3}");
    private static final Pattern KEY_BITS = Pattern.compile("128|192|256");

    private DeviceSecrets() {}

    static String blot(String text) {
        var out = new StringBuilder(text.length() + 64);
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            int stop = end < 0 ? text.length() : end;
            line(text, start, stop, out);
            if (end >= 0) {
                out.append('\n');
            }
            start = stop + 1;
        }
        return out.toString();
    }

    private static void line(String text, int start, int stop, StringBuilder out) {
        String before = "";
        String first = "";
        String second = "";
        boolean armed = false;
        boolean skipNumber = false;
        int words = 0;
        int at = start;
        while (at < stop) {
            int word = at;
            while (word < stop && Character.isWhitespace(text.charAt(word))) {
                word++;
            }
            out.append(text, at, word);
            if (word == stop) {
                return;
            }
            int end = wordEnd(text, word, stop, armed);
            String given = text.substring(word, end);
            String lower = given.toLowerCase(Locale.ROOT);
            words++;
            if (words == 1) {
                first = lower;
            } else if (words == 2) {
                second = lower;
            }
            boolean free = lower.equals("description") || lower.equals("remark") || lower.equals("banner");
            if (words == 1 && free) {
                out.append(text, word, stop);
                return;
            }
            boolean last = onlyBlanks(text, end, stop);
            if (armed && skipNumber) {
                skipNumber = false;
                out.append(given);
            } else if (armed && lower.equals("level")) {
                skipNumber = true;
                out.append(given);
            } else if (armed
                    && !last
                    && (KINDS.contains(lower)
                            || INTRODUCERS.contains(lower)
                            || before.equals("md5")
                                    && !first.equals("ntp")
                                    && KEY_NUMBER.matcher(lower).matches()
                            || snmpUser(first, second)
                                    && KEY_BITS.matcher(lower).matches())) {
                out.append(given);
            } else if (armed
                    && (SETTINGS.contains(lower)
                            || first.equals("snmp-server") && TRAP_WORDS.contains(lower) && !last
                            || last && isSetting(before, lower))) {
                out.append(given);
                armed = INTRODUCERS.contains(lower) || arms(first, second, words, before, lower);
            } else if (armed) {
                out.append(masked(given));
                armed = false;
            } else {
                out.append(given);
                armed = INTRODUCERS.contains(lower) && !(before.equals("authentication-mode") && last)
                        || arms(first, second, words, before, lower);
            }
            before = lower;
            at = end;
        }
    }

    /// Statements whose secret follows no keyword of its own.
    private static boolean arms(String first, String second, int words, String before, String lower) {
        if (first.equals("snmp-server") && second.equals("host") && words >= 3) {
            // snmp-server host ADDRESS [traps] [version 2c] COMMUNITY
            return words == 3 || TRAP_WORDS.contains(lower);
        }
        if (snmpUser(first, second)) {
            return Set.of("authentication-mode", "privacy-mode", "auth", "priv").contains(before);
        }
        return first.equals("rip") && lower.equals("simple")
                || before.equals("authentication-mode") && lower.matches("hmac-[a-z0-9-]{1,20}");
    }

    private static boolean snmpUser(String first, String second) {
        return first.equals("snmp-agent") && second.equals("usm-user")
                || first.equals("snmp-server") && second.equals("user");
    }

    /// The last word of a line that would be a secret but is a mode: `authentication-mode password`, `hash` and
    /// the like.
    private static boolean isSetting(String before, String lower) {
        return KINDS.contains(lower) && (before.equals("authentication-mode") || before.equals("authentication-type"))
                || lower.equals("inbound")
                || lower.equals("v1")
                || lower.equals("v2c")
                || lower.equals("v3");
    }

    private static String masked(String given) {
        if (given.startsWith("<masked")) {
            return given;
        }
        String bare = given.length() > 1 && given.startsWith("\"") && given.endsWith("\"")
                ? given.substring(1, given.length() - 1)
                : given;
        return FACTORY_WORDS.contains(bare.toLowerCase(Locale.ROOT)) ? MASKED_DEFAULT : MASKED;
    }

    /// A quoted secret may hold blanks.
    private static int wordEnd(String text, int word, int stop, boolean armed) {
        if (armed && text.charAt(word) == '"') {
            int quote = text.indexOf('"', word + 1);
            if (quote > 0 && quote < stop) {
                return quote + 1;
            }
        }
        int end = word;
        while (end < stop && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean onlyBlanks(String text, int from, int stop) {
        for (int i = from; i < stop; i++) {
            if (!Character.isWhitespace(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
