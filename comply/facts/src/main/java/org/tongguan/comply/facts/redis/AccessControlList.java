package org.tongguan.comply.facts.redis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.tongguan.comply.facts.Garbled;

/// ACL LIST: one line of rules for each user, read from left to right as the server does
/// (redis.io/docs/management/security/acl).
///
/// Known limit: rules in parentheses (selectors, Redis 7) count as granted in addition; a revocation inside one
/// does not lower what the user has outside of it.
final class AccessControlList {

    /// Commands that change the server, destroy everything or read across all keys.
    private static final Set<String> DANGEROUS = Set.of(
            "flushall",
            "flushdb",
            "keys",
            "config",
            "debug",
            "shutdown",
            "replicaof",
            "slaveof",
            "migrate",
            "module",
            "acl");

    private AccessControlList() {}

    static Object parse(String json) throws Garbled {
        var users = new ArrayList<Object>();
        for (Object line : Replies.list(json)) {
            if (!(line instanceof String text)) {
                throw new Garbled("a user of ACL LIST is no text");
            }
            users.add(user(
                    List.of(text.replace("(", " ").replace(")", " ").strip().split("\\s+"))));
        }
        if (users.isEmpty()) {
            throw new Garbled("ACL LIST names no user, not even 'default'");
        }
        return users;
    }

    private static Map<String, Object> user(List<String> words) throws Garbled {
        if (words.size() < 3 || !words.getFirst().equals("user")) {
            throw new Garbled("a line of ACL LIST does not start with 'user'");
        }
        boolean on = false;
        boolean nopass = false;
        boolean password = false;
        boolean allKeys = false;
        boolean allCommands = false;
        boolean dangerous = false;
        for (String word : words.subList(2, words.size())) {
            String rule = word.toLowerCase(Locale.ROOT);
            switch (rule) {
                case "on" -> on = true;
                case "off" -> on = false;
                case "nopass" -> nopass = true;
                case "~*", "allkeys", "%rw~*" -> allKeys = true;
                case "+@all", "allcommands" -> {
                    allCommands = true;
                    dangerous = true;
                }
                case "-@all", "nocommands" -> {
                    allCommands = false;
                    dangerous = false;
                }
                case "+@dangerous", "+@admin" -> dangerous = true;
                case "-@dangerous" -> dangerous = false;
                default -> {
                    if (rule.startsWith("#")) {
                        password = true;
                    } else if (rule.startsWith("+") && DANGEROUS.contains(rule.substring(1))) {
                        dangerous = true;
                    } else if (!rule.matches(
                            "[-+~&%].*|resetchannels|allchannels|sanitize-payload|skip-sanitize-payload|resetkeys|resetpass|clearselectors")) {
                        throw new Garbled("unknown rule in ACL LIST: " + word.charAt(0) + "…");
                    }
                }
            }
        }
        var user = new LinkedHashMap<String, Object>();
        user.put("name", words.get(1));
        user.put("on", on);
        user.put("nopass", nopass);
        user.put("password", password);
        user.put("all_keys", allKeys);
        user.put("all_commands", allCommands);
        user.put("dangerous", dangerous);
        return user;
    }
}
