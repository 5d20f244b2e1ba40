package org.tongguan.comply.facts.postgresql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tongguan.comply.facts.Garbled;
import org.tongguan.comply.facts.Json;
import org.tongguan.comply.facts.Table;

/// The rules of pg_hba.conf, in their order, with what follows from an address worked out: `remote` (others
/// than this machine can match) and `anywhere` (every address can).
final class HostBasedAuthentication {

    private static final Set<String> TYPES =
            Set.of("local", "host", "hostssl", "hostnossl", "hostgssenc", "hostnogssenc");
    private static final Set<String> HERE = Set.of("samehost", "localhost");
    private static final Set<String> ZERO = Set.of("0.0.0.0", "::");

    private HostBasedAuthentication() {}

    static Object parse(String text) throws Garbled {
        var rules = new ArrayList<Object>();
        for (Object given : Table.rows(text, "line")) {
            var row = (Map<?, ?>) given;
            if (Boolean.TRUE.equals(row.get("broken"))) {
                throw new Garbled(
                        "line " + row.get("line") + " of pg_hba.conf is broken: the server did not load the file");
            }
            rules.add(rule(row));
        }
        return rules;
    }

    private static Map<String, Object> rule(Map<?, ?> row) throws Garbled {
        if (!(row.get("line") instanceof Long line)
                || !(row.get("type") instanceof String type)
                || !TYPES.contains(type)
                || !(row.get("method") instanceof String method)) {
            throw new Garbled("line " + row.get("line") + " of pg_hba.conf has no known type or method");
        }
        String address = row.get("address") instanceof String given ? given : "";
        String netmask = row.get("netmask") instanceof String given ? given : "";
        boolean loopback = (address.startsWith("127.") && netmask.startsWith("255."))
                || (address.equals("::1") && netmask.equalsIgnoreCase("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"))
                || HERE.contains(address);
        var rule = new LinkedHashMap<String, Object>();
        rule.put("line", line);
        rule.put("type", type);
        rule.put("databases", names(row.get("databases")));
        rule.put("users", names(row.get("users")));
        rule.put("address", netmask.isEmpty() ? address : address + "/" + netmask);
        rule.put("method", method);
        rule.put(
                "clientcert",
                row.get("clientcert") instanceof String given ? given.substring(given.indexOf('=') + 1) : "");
        rule.put("remote", !type.equals("local") && !loopback);
        rule.put("anywhere", address.equals("all") || ZERO.contains(netmask));
        return rule;
    }

    private static List<Object> names(@Nullable Object json) throws Garbled {
        if (json instanceof String text && Json.parse(text) instanceof List<?> names) {
            return List.copyOf(names);
        }
        throw new Garbled("a rule of pg_hba.conf lists neither databases nor users");
    }

    /// `version()`: the product and the numbers behind it. openGauss and Kingbase answer with their own names.
    static Object version(String text) throws Garbled {
        String version = String.valueOf(Table.row(text, "version").get("version"));
        String product = version.contains("openGauss") || version.contains("GaussDB")
                ? "openGauss"
                : version.startsWith("Kingbase") ? "KingbaseES" : version.startsWith("PostgreSQL ") ? "PostgreSQL" : "";
        if (product.isEmpty()) {
            throw new Garbled("version() names no product known here");
        }
        var fact = new LinkedHashMap<String, Object>();
        fact.put("product", product);
        fact.put("text", version);
        return fact;
    }
}
