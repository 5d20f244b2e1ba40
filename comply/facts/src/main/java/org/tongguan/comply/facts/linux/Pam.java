package org.tongguan.comply.facts.linux;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.tongguan.comply.facts.Garbled;

/// pam.d(5) with the settings files of its modules: what a login really has to get past.
///
/// The rules of a service are followed through their includes. From them and pwquality.conf, faillock.conf and
/// pwhistory.conf come the effective password quality, history and lock-out; an argument in a rule beats the
/// file.
final class Pam {

    private static final int DEPTH_MAX = 8;
    private static final int RULES_MAX = 4000;
    private static final int LENGTH_FLOOR = 6;
    private static final Pattern RULE = Pattern.compile(
            "-?(auth|account|password|session)\\s+(\\[[^\\]]{0,400}\\]|\\S{1,40})\\s+(\\S{1,400})(?:\\s+(.{0,2000}))?");
    private static final Set<String> SERVICES = Set.of("login", "sshd", "su", "passwd");
    private static final Set<String> IGNORED_ENDINGS =
            Set.of(".rpmnew", ".rpmsave", ".dpkg-dist", ".dpkg-old", ".bak", "~");

    private record Rule(String type, String control, String module, Map<String, String> args) {}

    private final Map<String, List<Rule>> services = new TreeMap<>();
    private final Map<String, String> quality;
    private final Map<String, String> lockout;
    private final Map<String, String> history;

    private Pam(Map<String, List<String>> files) throws Garbled {
        for (var file : files.entrySet()) {
            String path = file.getKey();
            if (path.startsWith("/etc/pam.d/") && IGNORED_ENDINGS.stream().noneMatch(path::endsWith)) {
                services.put(path.substring("/etc/pam.d/".length()), rules(path, file.getValue()));
            }
        }
        if (services.isEmpty()) {
            throw new Garbled("no PAM service came");
        }
        quality = settings(files, "/etc/security/pwquality.conf");
        lockout = settings(files, "/etc/security/faillock.conf");
        history = settings(files, "/etc/security/pwhistory.conf");
    }

    /// `services` (rules by service and type), `quality`, `history`, `lockout` by service, `su_restricted`.
    static Map<String, Object> parse(String text) throws Garbled {
        var pam = new Pam(FileLines.byPath(text, "/etc/pam.d/", "/etc/security/"));
        var fact = new LinkedHashMap<String, Object>();
        var shown = new LinkedHashMap<String, Object>();
        var locks = new LinkedHashMap<String, Object>();
        for (String service : new java.util.TreeSet<>(SERVICES)) {
            Optional<String> used = pam.used(service);
            if (used.isEmpty()) {
                continue;
            }
            shown.put(
                    service,
                    Map.of(
                            "auth",
                            asMaps(pam.flat(used.get(), "auth")),
                            "password",
                            asMaps(pam.flat(used.get(), "password"))));
            if (!service.equals("passwd")) {
                locks.put(service, pam.lockout(pam.flat(used.get(), "auth")));
            }
        }
        fact.put("services", shown);
        fact.put("lockout", locks);
        List<Rule> password = pam.passwordRules();
        fact.put("quality", pam.quality(password));
        fact.put("history", pam.history(password));
        fact.put("hash", hash(password));
        fact.put(
                "su_restricted",
                pam.used("su").isPresent()
                        && pam.flat("su", "auth").stream()
                                .anyMatch(rule -> rule.module().equals("pam_wheel.so")
                                        && (rule.control().equals("required")
                                                || rule.control().equals("requisite"))
                                        && !rule.args().containsKey("deny")
                                        && !rule.args().containsKey("trust")));
        return fact;
    }

    private Optional<String> used(String service) {
        return services.containsKey(service)
                ? Optional.of(service)
                : !service.equals("su") && services.containsKey("other") ? Optional.of("other") : Optional.empty();
    }

    private static List<Rule> rules(String path, List<String> lines) throws Garbled {
        var rules = new ArrayList<Rule>();
        for (String line : FileLines.joined(lines)) {
            String code = FileLines.code(line);
            if (code.isEmpty()) {
                continue;
            }
            if (code.startsWith("@include ") || code.startsWith("@include\t")) {
                rules.add(new Rule("*", "include", code.substring(9).strip(), Map.of()));
                continue;
            }
            var match = RULE.matcher(code);
            if (!match.matches()) {
                throw new Garbled(path + " holds a line that is no PAM rule");
            }
            String module = match.group(3);
            rules.add(new Rule(
                    match.group(1),
                    match.group(2),
                    module.substring(module.lastIndexOf('/') + 1),
                    arguments(Optional.ofNullable(match.group(4)).orElse(""))));
        }
        return rules;
    }

    private static Map<String, String> arguments(String text) {
        var arguments = new LinkedHashMap<String, String>();
        for (String word : text.strip().split("\\s+")) {
            if (!word.isEmpty()) {
                int equals = word.indexOf('=');
                arguments.put(
                        equals < 0 ? word : word.substring(0, equals), equals < 0 ? "" : word.substring(equals + 1));
            }
        }
        return arguments;
    }

    /// `key = value` and bare `key` lines; the folder's files in order, then the file itself, as the libraries
    /// read them.
    private static Map<String, String> settings(Map<String, List<String>> files, String path) {
        var settings = new LinkedHashMap<String, String>();
        var ordered = new TreeMap<String, List<String>>();
        files.forEach((name, lines) -> {
            if (name.startsWith(path + ".d/") && name.endsWith(".conf")) {
                ordered.put(name, lines);
            }
        });
        var read = new ArrayList<>(ordered.values());
        read.add(files.getOrDefault(path, List.of()));
        for (List<String> lines : read) {
            for (String line : lines) {
                String code = FileLines.code(line);
                if (!code.isEmpty()) {
                    int equals = code.indexOf('=');
                    settings.put(
                            (equals < 0 ? code : code.substring(0, equals)).strip(),
                            equals < 0 ? "" : code.substring(equals + 1).strip());
                }
            }
        }
        return settings;
    }

    private List<Rule> passwordRules() throws Garbled {
        for (String service : List.of("passwd", "common-password", "system-auth", "other")) {
            if (services.containsKey(service)) {
                var rules = flat(service, "password");
                if (!rules.isEmpty()) {
                    return rules;
                }
            }
        }
        return List.of();
    }

    private List<Rule> flat(String service, String type) throws Garbled {
        var rules = new ArrayList<Rule>();
        flatten(service, type, 0, rules);
        return rules;
    }

    private void flatten(String service, String type, int depth, List<Rule> into) throws Garbled {
        if (depth > DEPTH_MAX || into.size() > RULES_MAX) {
            throw new Garbled("the PAM includes of " + service + " go round or too deep");
        }
        for (Rule rule : services.getOrDefault(service, List.of())) {
            if (!rule.type().equals(type) && !rule.type().equals("*")) {
                continue;
            }
            if (rule.control().equals("include") || rule.control().equals("substack")) {
                flatten(rule.module(), type, depth + 1, into);
            } else {
                into.add(rule);
            }
        }
    }

    /// How short and how plain a password may be: `module`, `enforced`, `length`, `classes`, `root`.
    private Map<String, Object> quality(List<Rule> password) throws Garbled {
        var fact = new LinkedHashMap<String, Object>();
        fact.put("module", "");
        fact.put("enforced", false);
        fact.put("root", false);
        fact.put("length", 0L);
        fact.put("classes", 0L);
        for (Rule rule : password) {
            switch (rule.module()) {
                case "pam_pwquality.so" -> {
                    var all = new LinkedHashMap<>(quality);
                    all.putAll(rule.args());
                    credits(fact, rule, all, 8, 0);
                    fact.put("enforced", !rule.control().equals("optional") && number(all, "enforcing", 1) != 0);
                    fact.put("root", all.containsKey("enforce_for_root"));
                    return fact;
                }
                case "pam_cracklib.so" -> {
                    credits(fact, rule, rule.args(), 9, 1);
                    fact.put("enforced", !rule.control().equals("optional"));
                    fact.put("root", rule.args().containsKey("enforce_for_root"));
                    return fact;
                }
                case "pam_passwdqc.so" -> {
                    passwdqc(fact, rule);
                    return fact;
                }
                case "pam_unix.so" -> {
                    fact.put("module", "pam_unix.so");
                    fact.put("enforced", true);
                    fact.put("length", number(rule.args(), "minlen", LENGTH_FLOOR));
                }
                default -> {
                    // the other modules say nothing about quality
                }
            }
        }
        return fact;
    }

    private static void credits(Map<String, Object> fact, Rule rule, Map<String, String> all, long length, long credit)
            throws Garbled {
        long shortest = number(all, "minlen", length);
        long classes = 0;
        for (String key : List.of("dcredit", "ucredit", "lcredit", "ocredit")) {
            long value = number(all, key, credit);
            classes += value < 0 ? 1 : 0;
            shortest -= Math.max(value, 0);
        }
        fact.put("module", rule.module());
        fact.put("length", Math.max(LENGTH_FLOOR, shortest));
        fact.put("classes", Math.max(classes, number(all, "minclass", 0)));
    }

    private static void passwdqc(Map<String, Object> fact, Rule rule) throws Garbled {
        String[] min = rule.args().getOrDefault("min", "disabled,24,11,8,7").split(",", -1);
        if (min.length != 5) {
            throw new Garbled("pam_passwdqc has a min= of " + min.length + " numbers, not 5");
        }
        long shortest = Long.MAX_VALUE;
        long classes = 0;
        // N2 is for passphrases of several words; the others stand for one, two, three and four classes
        int[] classesAt = {1, 2, 0, 3, 4};
        for (int i = 0; i < 5; i++) {
            if (!min[i].equals("disabled")) {
                shortest = Math.min(shortest, number(Map.of("min", min[i]), "min", 0));
                classes = classes == 0 ? classesAt[i] : classes;
            }
        }
        fact.put("module", rule.module());
        fact.put("enforced", !"none".equals(rule.args().get("enforce")));
        fact.put("root", "everyone".equals(rule.args().getOrDefault("enforce", "everyone")));
        fact.put("length", shortest == Long.MAX_VALUE ? 0L : shortest);
        fact.put("classes", classes);
    }

    private long history(List<Rule> password) throws Garbled {
        long remembered = 0;
        for (Rule rule : password) {
            if (rule.module().equals("pam_pwhistory.so")) {
                var all = new LinkedHashMap<>(history);
                all.putAll(rule.args());
                remembered = Math.max(remembered, number(all, "remember", 10));
            } else if (rule.module().equals("pam_unix.so")) {
                remembered = Math.max(remembered, number(rule.args(), "remember", 0));
            }
        }
        return remembered;
    }

    private static String hash(List<Rule> password) {
        for (Rule rule : password) {
            if (rule.module().equals("pam_unix.so")) {
                for (String scheme : List.of(
                        "yescrypt", "gost_yescrypt", "sm3", "sha512", "sha256", "blowfish", "md5", "bigcrypt")) {
                    if (rule.args().containsKey(scheme)) {
                        return scheme;
                    }
                }
            }
        }
        return "";
    }

    /// `module` (empty if nothing counts failures), `deny`, `unlock_seconds` (0: never by itself), `root`.
    ///
    /// faillock counts in its `authfail` line, which an earlier `requisite pam_deny` keeps from being reached, and
    /// refuses in its `preauth` or `authsucc` line: one without the other locks nobody out.
    private Map<String, Object> lockout(List<Rule> auth) throws Garbled {
        boolean refuses = auth.stream()
                .anyMatch(rule -> rule.module().equals("pam_faillock.so")
                        && !rule.control().equals("optional")
                        && (rule.args().containsKey("authsucc")
                                || rule.args().containsKey("preauth")
                                        && !rule.control().equals("sufficient")));
        for (Rule rule : auth) {
            if (rule.module().equals("pam_deny.so") && rule.control().equals("requisite")) {
                break;
            }
            if (refuses
                    && rule.module().equals("pam_faillock.so")
                    && rule.args().containsKey("authfail")) {
                var all = new LinkedHashMap<>(lockout);
                all.putAll(rule.args());
                return lock(
                        rule,
                        number(all, "deny", 3),
                        seconds(all, "unlock_time", 600),
                        all.containsKey("even_deny_root"));
            }
            if ((rule.module().equals("pam_tally2.so") || rule.module().equals("pam_tally.so"))
                    && !rule.control().equals("optional")
                    && !rule.control().equals("sufficient")) {
                return lock(
                        rule,
                        number(rule.args(), "deny", 0),
                        seconds(rule.args(), "unlock_time", 0),
                        rule.args().containsKey("even_deny_root"));
            }
        }
        return Map.of("module", "", "deny", 0L, "unlock_seconds", 0L, "root", false);
    }

    private static Map<String, Object> lock(Rule rule, long deny, long unlockSeconds, boolean root) {
        return Map.of("module", rule.module(), "deny", deny, "unlock_seconds", unlockSeconds, "root", root);
    }

    private static long seconds(Map<String, String> settings, String key, long otherwise) throws Garbled {
        return "never".equals(settings.get(key)) ? 0 : number(settings, key, otherwise);
    }

    private static long number(Map<String, String> settings, String key, long otherwise) throws Garbled {
        String value = settings.get(key);
        if (value == null) {
            return otherwise;
        }
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new Garbled(key + " is not a number", e);
        }
    }

    private static List<Object> asMaps(List<Rule> rules) {
        var maps = new ArrayList<Object>();
        for (Rule rule : rules) {
            maps.add(Map.of("control", rule.control(), "module", rule.module(), "args", Map.copyOf(rule.args())));
        }
        return maps;
    }
}
