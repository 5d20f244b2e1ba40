package org.tongguan.comply.facts.linux;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tongguan.comply.facts.Garbled;

/// passwd(5) and shadow(5).
final class Accounts {

    private Accounts() {}

    /// One map an account: name, password (`shadow`, or what stands here itself, as in shadow), uid, gid, home,
    /// shell, login (whether the shell lets anyone in), and `uid_shared`, `name_shared` (whether another line
    /// has the same).
    static List<Object> passwd(String text) throws Garbled {
        var accounts = new ArrayList<LinkedHashMap<String, Object>>();
        for (String line : FileLines.of(text)) {
            if (line.isBlank()) {
                continue;
            }
            String[] field = line.split(":", -1);
            if (field.length != 7) {
                throw new Garbled("passwd line " + (accounts.size() + 1) + " has " + field.length + " fields, not 7");
            }
            var account = new LinkedHashMap<String, Object>();
            account.put("name", field[0]);
            account.put("password", field[1].equals("x") ? "shadow" : state(field[1]));
            account.put("uid", number(field[2], "uid of " + field[0]));
            account.put("gid", number(field[3], "gid of " + field[0]));
            account.put("home", field[5]);
            account.put("shell", field[6]);
            account.put("login", letsIn(field[6]));
            accounts.add(account);
        }
        if (accounts.isEmpty()) {
            throw new Garbled("passwd holds no account");
        }
        var uids = new HashMap<Object, Integer>();
        var names = new HashMap<Object, Integer>();
        for (var account : accounts) {
            uids.merge(account.get("uid"), 1, Integer::sum);
            names.merge(account.get("name"), 1, Integer::sum);
        }
        for (var account : accounts) {
            account.put("uid_shared", uids.getOrDefault(account.get("uid"), 0) > 1);
            account.put("name_shared", names.getOrDefault(account.get("name"), 0) > 1);
        }
        return List.copyOf(accounts);
    }

    /// An empty shell means /bin/sh; shutdown, halt and sync run one program and end.
    private static boolean letsIn(String shell) {
        return !shell.endsWith("nologin")
                && !shell.endsWith("/false")
                && !shell.endsWith("/sync")
                && !shell.endsWith("/shutdown")
                && !shell.endsWith("/halt");
    }

    /// One map an account: name, password (`empty`, `locked`, `none` for `*`, or `set`), scheme, and the ages in
    /// days.
    static List<Object> shadow(String text) throws Garbled {
        var accounts = new ArrayList<Object>();
        for (String line : FileLines.of(text)) {
            if (line.isBlank()) {
                continue;
            }
            String[] field = line.split(":", -1);
            if (field.length != 9) {
                throw new Garbled("shadow line " + (accounts.size() + 1) + " has " + field.length + " fields, not 9");
            }
            var account = new LinkedHashMap<String, Object>();
            account.put("name", field[0]);
            account.put("password", state(field[1]));
            account.put("scheme", scheme(field[1]));
            putDays(account, "changed", field[2]);
            putDays(account, "min_days", field[3]);
            putDays(account, "max_days", field[4]);
            putDays(account, "warn_days", field[5]);
            putDays(account, "inactive_days", field[6]);
            putDays(account, "expires", field[7]);
            accounts.add(account);
        }
        if (accounts.isEmpty()) {
            throw new Garbled("shadow holds no account");
        }
        return accounts;
    }

    /// One map a group: name, gid, members.
    static List<Object> group(String text) throws Garbled {
        var groups = new ArrayList<Object>();
        for (String line : FileLines.of(text)) {
            if (line.isBlank()) {
                continue;
            }
            String[] field = line.split(":", -1);
            if (field.length != 4) {
                throw new Garbled("group line " + (groups.size() + 1) + " has " + field.length + " fields, not 4");
            }
            var group = new LinkedHashMap<String, Object>();
            group.put("name", field[0]);
            group.put("gid", number(field[2], "gid of " + field[0]));
            group.put(
                    "members",
                    field[3].isBlank()
                            ? List.of()
                            : List.of((Object[]) field[3].strip().split(",")));
            groups.add(group);
        }
        if (groups.isEmpty()) {
            throw new Garbled("group holds no group");
        }
        return groups;
    }

    private static String state(String field) {
        if (field.isEmpty()) {
            return "empty";
        }
        if (field.startsWith("*") || field.equals("x")) {
            return "none";
        }
        return field.startsWith("!") ? "locked" : "set";
    }

    private static String scheme(String field) {
        String hash = field.startsWith("!") ? field.replaceFirst("^!+", "") : field;
        if (hash.startsWith("$")) {
            int end = hash.indexOf('$', 1);
            return end > 1 ? hash.substring(1, end) : "unknown";
        }
        return hash.isEmpty() || hash.startsWith("*") || hash.equals("x") ? "" : "des";
    }

    private static void putDays(Map<String, Object> account, String key, String field) throws Garbled {
        if (!field.isEmpty()) {
            account.put(key, number(field, key + " of " + account.get("name")));
        }
    }

    private static Long number(String field, String what) throws Garbled {
        try {
            return Long.valueOf(field);
        } catch (NumberFormatException e) {
            throw new Garbled(what + " is not a number", e);
        }
    }
}
