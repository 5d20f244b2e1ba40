package org.tongguan.comply.facts.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.tongguan.comply.facts.Garbled;
import org.tongguan.comply.facts.network.ConfigTree.Section;

/// A running configuration as facts that say the same in every dialect; docs/formats/network-facts.md lists them.
///
/// What the configuration does not say and the software's documentation fixes is filled in by the reader of the
/// dialect; what depends on the release is left out, so that a check on it ends unknown. A text that does not
/// reach the configuration's own end is refused: in half a configuration half the dangerous lines are missing.
final class DeviceConfig {

    private static final Pattern END_COMWARE = Pattern.compile("(?m)^return\\s*$");
    private static final Pattern END_IOS = Pattern.compile("(?m)^end\\s*$");

    private DeviceConfig() {}

    static Map<String, Object> parse(String text) throws Garbled {
        var tree = ConfigTree.parse(text);
        var dialect = Dialect.of(tree);
        if (!(dialect.comware() ? END_COMWARE : END_IOS).matcher(text).find()) {
            throw new Garbled("the configuration is cut off: its last line '" + (dialect.comware() ? "return" : "end")
                    + "' is missing");
        }
        var facts = new LinkedHashMap<String, Object>();
        facts.put("dialect", dialect.id());
        switch (dialect) {
            case HUAWEI, H3C -> new ComwareReader(tree, dialect == Dialect.HUAWEI).read(facts);
            case CISCO, RUIJIE -> new IosReader(tree, dialect == Dialect.CISCO).read(facts);
        }
        return facts;
    }

    /// What a line lets in: `all` is both, `none` nothing.
    static List<String> transport(String words) {
        return switch (words) {
            case "all" -> List.of("telnet", "ssh");
            case "none" -> List.of();
            default -> List.of(words.split(" "));
        };
    }

    /// One interface, as far as every dialect says it.
    ///
    /// @param guarded whether 802.1X, MAC limits or address binding keep a foreign device from being plugged in
    record Port(
            Section section,
            boolean up,
            boolean access,
            boolean trunk,
            boolean allVlans,
            String aclIn,
            String aclOut,
            boolean guarded,
            boolean addressed,
            boolean bundled) {

        boolean physical() {
            String name =
                    section.text().substring(section.text().indexOf(' ') + 1).toLowerCase(java.util.Locale.ROOT);
            return name.contains("ethernet")
                            && !name.contains(".")
                            && !name.startsWith("meth")
                            && !name.startsWith("m-gigabit")
                    || name.startsWith("xge")
                    || name.startsWith("ge");
        }

        boolean configured() {
            return section.body().stream()
                    .anyMatch(line -> !line.starts("undo shutdown")
                            && !line.starts("no shutdown")
                            && !line.starts("no ip address")
                            && !line.starts("port link-mode")
                            && !line.starts("negotiation auto")
                            && !line.starts("duplex")
                            && !line.starts("speed"));
        }

        Map<String, Object> facts() {
            var facts = new LinkedHashMap<String, Object>();
            facts.put("name", section.text().substring(section.text().indexOf(' ') + 1));
            facts.put("up", up);
            facts.put("physical", physical());
            facts.put("configured", configured());
            facts.put("described", section.has("description"));
            facts.put("access", access);
            facts.put("trunk", trunk);
            facts.put("all_vlans", allVlans);
            facts.put("acl_in", aclIn);
            facts.put("acl_out", aclOut);
            facts.put("guarded", guarded);
            facts.put("addressed", addressed);
            facts.put("bundled", bundled);
            return facts;
        }
    }

    /// Which inter-zone rules exist, how they end, and which protection profiles they call.
    static final class Policy {
        private final List<Map<String, Object>> rules = new ArrayList<>();
        private final List<String> profiles = new ArrayList<>();
        private boolean defaultDeny;

        Policy(boolean defaultDeny) {
            this.defaultDeny = defaultDeny;
        }

        void defaultDeny(boolean deny) {
            defaultDeny = deny;
        }

        void rule(
                String name,
                boolean permit,
                boolean on,
                boolean narrow,
                boolean service,
                boolean application,
                List<String> called,
                boolean logged,
                String match) {
            if (permit && on) {
                profiles.addAll(called);
            }
            var rule = new LinkedHashMap<String, Object>();
            rule.put("name", name);
            rule.put("permit", permit);
            rule.put("on", on);
            rule.put("addresses", narrow);
            rule.put("service", service);
            rule.put("application", application);
            rule.put("profiles", called);
            rule.put("logged", logged);
            rule.put("match", match);
            rules.add(rule);
        }

        /// The protection profiles that rules in force which permit something call.
        List<String> profiles() {
            return List.copyOf(profiles);
        }

        Map<String, Object> facts() {
            var duplicates = new ArrayList<String>();
            var seen = new LinkedHashMap<String, String>();
            for (var rule : rules) {
                String before = seen.putIfAbsent((String) rule.get("match"), (String) rule.get("name"));
                if (before != null) {
                    duplicates.add(rule.get("name") + " = " + before);
                }
            }
            return Map.of(
                    "rules", List.copyOf(rules), "default_deny", defaultDeny, "duplicates", List.copyOf(duplicates));
        }
    }

    /// How a secret is kept, from the word before it: `irreversible`, `reversible`, `plain` or `none`.
    static String storage(String line) {
        if (line.contains("irreversible-cipher ") || line.contains(" hash ")) {
            return "irreversible";
        }
        if (line.contains(" cipher ")) {
            return "reversible";
        }
        return line.contains(" simple ") || line.contains("<masked") ? "plain" : "none";
    }

    static boolean factoryWord(String line) {
        return line.contains("<masked-default>");
    }

    static double minutes(String given, double otherwise) {
        if (given.isEmpty()) {
            return otherwise;
        }
        String[] words = given.split(" ");
        try {
            return Long.parseLong(words[0]) + (words.length > 1 ? Long.parseLong(words[1]) / 60.0 : 0);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    /// The whole number a line ends with or holds at this place; -1 if there is none.
    static long number(String word) {
        return word.matches("\\d{1,9}") ? Long.parseLong(word) : -1;
    }
}
