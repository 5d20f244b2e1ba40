package org.tongguan.comply.facts.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One packet filter list: what it lets through, and which of its rules can never be hit.
///
/// A rule is *shadowed* when one earlier rule alone takes every packet it could take. Rules hidden by several
/// earlier ones together are not found, and rules with words not understood (object groups, established, …)
/// hide nothing: what is reported is sure, what is not reported may still be there.
final class AccessList {

    /// Pairs compared in one list; a longer list is compared as far as that goes, and says so.
    private static final int PAIRS_MAX = 200_000;

    /// Addresses as a number and the bits that may differ.
    record Net(long address, long wild) {
        static final Net ANY = new Net(0, 0xFFFF_FFFFL);

        boolean covers(Net other) {
            return (other.wild & ~wild) == 0 && ((address ^ other.address) & ~wild & 0xFFFF_FFFFL) == 0;
        }

        boolean any() {
            return wild == 0xFFFF_FFFFL;
        }
    }

    record Ports(int from, int to) {
        static final Ports ANY = new Ports(0, 65535);

        boolean covers(Ports other) {
            return from <= other.from && to >= other.to;
        }
    }

    /// @param plain false if a word of the rule was not understood: it may take less than it seems to
    record Rule(
            String text,
            boolean permit,
            String protocol,
            Net source,
            Net destination,
            Ports from,
            Ports to,
            boolean plain) {

        boolean covers(Rule later) {
            return plain
                    && (protocol.equals("ip") || protocol.equals(later.protocol))
                    && source.covers(later.source)
                    && destination.covers(later.destination)
                    && from.covers(later.from)
                    && to.covers(later.to);
        }

        boolean everything() {
            return plain && protocol.equals("ip") && source.any() && destination.any();
        }
    }

    private final String name;
    private final boolean implicitDeny;
    private final List<Rule> rules = new ArrayList<>();

    AccessList(String name, boolean implicitDeny) {
        this.name = name;
        this.implicitDeny = implicitDeny;
    }

    String name() {
        return name;
    }

    void add(Rule rule) {
        rules.add(rule);
    }

    Map<String, Object> facts() {
        var duplicates = new ArrayList<String>();
        var shadowed = new ArrayList<String>();
        int pairs = 0;
        boolean compared = true;
        for (int i = 1; i < rules.size() && compared; i++) {
            var rule = rules.get(i);
            for (int j = 0; j < i; j++) {
                if (++pairs > PAIRS_MAX) {
                    compared = false;
                    break;
                }
                var earlier = rules.get(j);
                boolean same = earlier.text.equals(rule.text);
                if (same || earlier.covers(rule)) {
                    // a closing "deny everything" behind "permit everything" and the like counts once
                    (same ? duplicates : shadowed).add(rule.text + " ⊆ " + earlier.text);
                    break;
                }
            }
        }
        var last = rules.isEmpty() ? Optional.<Rule>empty() : Optional.of(rules.getLast());
        var facts = new LinkedHashMap<String, Object>();
        facts.put("name", name);
        facts.put("rules", (long) rules.size());
        facts.put("permits_everything", rules.stream().anyMatch(rule -> rule.permit && rule.everything()));
        facts.put(
                "default_deny",
                implicitDeny
                        || last.filter(rule -> !rule.permit && rule.everything())
                                .isPresent());
        facts.put(
                "five_tuple",
                rules.stream().anyMatch(rule -> !rule.to.equals(Ports.ANY) || !rule.from.equals(Ports.ANY)));
        facts.put("duplicates", List.copyOf(duplicates));
        facts.put("shadowed", List.copyOf(shadowed));
        facts.put("compared", compared);
        return facts;
    }

    /// `rule 5 permit tcp source A W destination A W destination-port eq 443` (VRP, Comware).
    static Optional<Rule> comware(String text) {
        var words = new ArrayList<>(List.of(text.split(" ")));
        words.removeFirst();
        if (!words.isEmpty() && words.getFirst().matches("\\d{1,9}")) {
            words.removeFirst();
        }
        if (!words.isEmpty() && words.getFirst().equals("name") && words.size() > 2) {
            words.subList(0, 2).clear();
        }
        if (words.isEmpty()
                || !(words.getFirst().equals("permit") || words.getFirst().equals("deny"))) {
            return Optional.empty();
        }
        boolean permit = words.removeFirst().equals("permit");
        String rest = (permit ? "permit " : "deny ") + String.join(" ", words);
        String protocol = "ip";
        boolean plain = true;
        Net source = Net.ANY;
        Net destination = Net.ANY;
        Ports from = Ports.ANY;
        Ports to = Ports.ANY;
        int i = 0;
        if (!words.isEmpty() && words.getFirst().matches("ip|tcp|udp|icmp|gre|esp|ospf|igmp|ah|ipinip|\\d{1,3}")) {
            protocol = words.getFirst();
            i = 1;
        }
        while (i < words.size()) {
            String word = words.get(i);
            switch (word) {
                case "source", "destination" -> {
                    var net = i + 1 < words.size() && words.get(i + 1).equals("any")
                            ? Optional.of(Net.ANY)
                            : i + 2 < words.size() ? net(words.get(i + 1), words.get(i + 2)) : Optional.<Net>empty();
                    int used = net.filter(Net.ANY::equals).isPresent()
                                    && words.get(i + 1).equals("any")
                            ? 2
                            : 3;
                    if (net.isEmpty()) {
                        plain = false;
                    } else if (word.equals("source")) {
                        source = net.get();
                    } else {
                        destination = net.get();
                    }
                    i += used;
                }
                case "source-port", "destination-port" -> {
                    var ports = ports(words, i + 1);
                    if (ports.isEmpty()) {
                        plain = false;
                        i++;
                    } else {
                        if (word.equals("source-port")) {
                            from = ports.get();
                        } else {
                            to = ports.get();
                        }
                        i += words.get(i + 1).equals("range") ? 4 : 3;
                    }
                }
                case "logging", "counting" -> i++;
                default -> {
                    plain = false;
                    i++;
                }
            }
        }
        return Optional.of(new Rule(rest, permit, protocol, source, destination, from, to, plain));
    }

    /// `[10] permit tcp A W eq 80 any eq 443 [log]`, or `permit A [W]` in a standard list (IOS, RGOS).
    static Optional<Rule> ios(String text, boolean standard) {
        var words = new ArrayList<>(List.of(text.split(" ")));
        if (words.getFirst().matches("\\d{1,9}")) {
            words.removeFirst();
        }
        if (words.isEmpty()
                || !(words.getFirst().equals("permit") || words.getFirst().equals("deny"))) {
            return Optional.empty();
        }
        String rest = String.join(" ", words);
        boolean permit = words.removeFirst().equals("permit");
        String protocol = "ip";
        if (!standard && !words.isEmpty()) {
            protocol = words.removeFirst();
        }
        boolean plain = protocol.matches("ip|tcp|udp|icmp|gre|esp|ospf|igmp|ahp|eigrp|\\d{1,3}");
        var at = new int[] {0};
        var source = iosNet(words, at, standard);
        Ports from = iosPorts(words, at);
        var destination = standard ? Optional.of(Net.ANY) : iosNet(words, at, false);
        Ports to = iosPorts(words, at);
        for (int i = at[0]; i < words.size(); i++) {
            plain &= words.get(i).equals("log") || words.get(i).equals("log-input");
        }
        plain &= source.isPresent() && destination.isPresent();
        return Optional.of(
                new Rule(rest, permit, protocol, source.orElse(Net.ANY), destination.orElse(Net.ANY), from, to, plain));
    }

    private static Optional<Net> iosNet(List<String> words, int[] at, boolean standard) {
        int i = at[0];
        if (i >= words.size()) {
            return Optional.empty();
        }
        if (words.get(i).equals("any")) {
            at[0] = i + 1;
            return Optional.of(Net.ANY);
        }
        if (words.get(i).equals("host") && i + 1 < words.size()) {
            at[0] = i + 2;
            return net(words.get(i + 1), "0.0.0.0");
        }
        if (standard && (i + 1 >= words.size() || address(words.get(i + 1)).isEmpty())) {
            at[0] = i + 1;
            return net(words.get(i), "0.0.0.0");
        }
        if (i + 1 < words.size()) {
            var net = net(words.get(i), words.get(i + 1));
            if (net.isPresent()) {
                at[0] = i + 2;
            }
            return net;
        }
        return Optional.empty();
    }

    private static Ports iosPorts(List<String> words, int[] at) {
        int i = at[0];
        var ports = ports(words, i);
        if (ports.isEmpty()) {
            return Ports.ANY;
        }
        at[0] = i + (words.get(i).equals("range") ? 3 : 2);
        return ports.get();
    }

    private static Optional<Ports> ports(List<String> words, int i) {
        if (i + 1 >= words.size()) {
            return Optional.empty();
        }
        var first = port(words.get(i + 1));
        if (first.isEmpty()) {
            return Optional.empty();
        }
        int port = first.get();
        return switch (words.get(i)) {
            case "eq" -> Optional.of(new Ports(port, port));
            case "gt" -> Optional.of(new Ports(port + 1, 65535));
            case "lt" -> Optional.of(new Ports(0, port - 1));
            case "range" ->
                i + 2 < words.size() ? port(words.get(i + 2)).map(last -> new Ports(port, last)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Integer> port(String word) {
        if (word.matches("\\d{1,5}")) {
            int port = Integer.parseInt(word);
            return port <= 65535 ? Optional.of(port) : Optional.empty();
        }
        return switch (word) {
            case "ftp" -> Optional.of(21);
            case "ssh", "22" -> Optional.of(22);
            case "telnet" -> Optional.of(23);
            case "smtp" -> Optional.of(25);
            case "domain", "dns" -> Optional.of(53);
            case "tftp" -> Optional.of(69);
            case "www", "http" -> Optional.of(80);
            case "pop3" -> Optional.of(110);
            case "ntp" -> Optional.of(123);
            case "snmp" -> Optional.of(161);
            case "snmptrap" -> Optional.of(162);
            case "bgp" -> Optional.of(179);
            case "https" -> Optional.of(443);
            case "syslog" -> Optional.of(514);
            default -> Optional.empty();
        };
    }

    static Optional<Net> net(String address, String wild) {
        var number = address(address);
        var bits = wild.equals("0") ? Optional.of(0L) : address(wild);
        return number.isPresent() && bits.isPresent()
                ? Optional.of(new Net(number.get(), bits.get()))
                : Optional.empty();
    }

    private static Optional<Long> address(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return Optional.empty();
        }
        long address = 0;
        for (String part : parts) {
            if (!part.matches("\\d{1,3}") || Integer.parseInt(part) > 255) {
                return Optional.empty();
            }
            address = address << 8 | Integer.parseInt(part);
        }
        return Optional.of(address);
    }
}
