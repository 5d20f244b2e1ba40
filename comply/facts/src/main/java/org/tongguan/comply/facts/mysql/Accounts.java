package org.tongguan.comply.facts.mysql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tongguan.comply.facts.Garbled;
import org.tongguan.comply.facts.Table;

/// Accounts, variables and plugins of MySQL and MariaDB brought to one shape.
final class Accounts {

    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "::1");

    private Accounts() {}

    /// Truth values come as 0 and 1. `remote` is whether others than this machine can log in, `anywhere`
    /// whether the host part lets every address in. MariaDB's roles (no host, no plugin) are left out: nobody
    /// logs in as a role.
    static Object parse(String text) throws Garbled {
        var accounts = new ArrayList<Object>();
        for (Object given : Table.rows(text, "user", "host", "super")) {
            var account = truths((Map<?, ?>) given);
            String host = String.valueOf(account.get("host"));
            if (host.isEmpty() && "".equals(account.getOrDefault("plugin", ""))) {
                continue;
            }
            account.put("id", account.get("user") + "@" + host);
            account.put("remote", !LOCAL.contains(host));
            account.put("anywhere", host.isEmpty() || host.equals("%") || host.equals("0.0.0.0/0.0.0.0"));
            accounts.add(account);
        }
        return accounts;
    }

    static Object state(String text) throws Garbled {
        var accounts = new ArrayList<Object>();
        for (Object given : Table.rows(text, "user", "host", "empty_password", "locked")) {
            var account = truths((Map<?, ?>) given);
            account.put("id", account.get("user") + "@" + account.get("host"));
            accounts.add(account);
        }
        return accounts;
    }

    private static final Set<String> TRUTHS = Set.of(
            "expired",
            "super",
            "file",
            "grant_option",
            "create_user",
            "shutdown",
            "process",
            "reads_all",
            "writes_all",
            "empty_password",
            "locked");

    private static Map<String, Object> truths(Map<?, ?> row) throws Garbled {
        var account = new LinkedHashMap<String, Object>();
        for (var cell : row.entrySet()) {
            String name = String.valueOf(cell.getKey());
            if (!TRUTHS.contains(name)) {
                account.put(name, cell.getValue());
            } else if (cell.getValue() instanceof Boolean truth) {
                account.put(name, truth);
            } else if (cell.getValue() instanceof Long number && (number == 0 || number == 1)) {
                account.put(name, number == 1);
            } else {
                throw new Garbled("'" + name + "' is neither 0 nor 1");
            }
        }
        return account;
    }

    /// Variables as they are, and under `product` which of the two servers this is.
    static Object variables(String text) throws Garbled {
        var variables = Table.settings(text);
        if (!(variables.get("version") instanceof String version)) {
            throw new Garbled("there is no version among the variables");
        }
        String comment = String.valueOf(variables.getOrDefault("version_comment", ""));
        variables.put(
                "product",
                (version + comment).toLowerCase(java.util.Locale.ROOT).contains("mariadb") ? "MariaDB" : "MySQL");
        return variables;
    }

    /// The names of the plugins that are active.
    static Object plugins(String text) throws Garbled {
        List<Object> active = new ArrayList<>();
        for (Object row : Table.rows(text, "name", "status")) {
            if ("ACTIVE".equals(((Map<?, ?>) row).get("status"))) {
                active.add(((Map<?, ?>) row).get("name"));
            }
        }
        return active;
    }
}
