package org.tongguan.comply.facts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Readings of [Source.Sql] evidence that several databases share.
public final class Table {

    private Table() {}

    /// A two-column result as name to value. Names become lower case; a NULL value stays out of the map.
    public static Map<String, Object> settings(String json) throws Garbled {
        var settings = new LinkedHashMap<String, Object>();
        for (Object row : Json.parseRows(json)) {
            var cells = List.copyOf(((Map<?, ?>) row).values());
            if (cells.isEmpty() || cells.size() > 2 || !(cells.getFirst() instanceof String name)) {
                throw new Garbled("row " + settings.size() + " is no pair of a name and a value");
            }
            if (cells.size() == 2) {
                settings.put(name.toLowerCase(java.util.Locale.ROOT), String.valueOf(cells.get(1)));
            }
        }
        return settings;
    }

    /// The rows as maps; every row must carry these columns with a value.
    public static List<Object> rows(String json, String... required) throws Garbled {
        List<Object> rows = Json.parseRows(json);
        for (Object row : rows) {
            for (String column : required) {
                if (!((Map<?, ?>) row).containsKey(column)) {
                    throw new Garbled("a row has no value for '" + column + "'");
                }
            }
        }
        return rows;
    }

    /// The only row as a map.
    public static Map<?, ?> row(String json, String... required) throws Garbled {
        List<Object> rows = rows(json, required);
        if (rows.size() != 1) {
            throw new Garbled("expected one row, not " + rows.size());
        }
        return (Map<?, ?>) rows.getFirst();
    }
}
