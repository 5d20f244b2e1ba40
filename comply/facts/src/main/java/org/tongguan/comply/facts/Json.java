package org.tongguan.comply.facts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// JSON as plain Java: `Map` in file order, `List`, `String`, `Long`, `Double`, `Boolean`. Nulls are left
/// out. Depth and length are bounded: what is read may be hostile.
public final class Json {

    private static final int DEPTH_MAX = 100;
    private static final int TEXT_CHARACTERS_MAX = 16 << 20;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH_MAX)
                            .maxStringLength(TEXT_CHARACTERS_MAX)
                            .build())
                    .build())
            .build();

    private Json() {}

    public static Object parse(String text) throws Garbled {
        Object plain = plain(tree(text));
        if (plain == null) {
            throw new Garbled("the JSON is empty");
        }
        return plain;
    }

    private static JsonNode tree(String text) throws Garbled {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException e) {
            // a broken limit (depth, length) comes without a place
            var place = e.getLocation();
            throw new Garbled(
                    place == null
                            ? "the JSON is nested too deep or too long"
                            : "not valid JSON at line " + place.getLineNr() + ", column " + place.getColumnNr(),
                    e);
        }
    }

    public static Map<String, Object> parseMap(String text) throws Garbled {
        if (parse(text) instanceof Map<?, ?> map) {
            var members = new LinkedHashMap<String, Object>();
            map.forEach((key, value) -> members.put((String) key, value));
            return members;
        }
        throw new Garbled("expected a JSON object");
    }

    /// The rows of [Source.Sql] evidence, one map of column to value each; a NULL is left out of its row.
    public static List<Object> parseRows(String text) throws Garbled {
        JsonNode table = tree(text);
        JsonNode columns = table.path("columns");
        JsonNode rows = table.path("rows");
        if (!columns.isArray() || !rows.isArray()) {
            throw new Garbled("expected an object with columns and rows");
        }
        var maps = new ArrayList<Object>(rows.size());
        for (JsonNode row : rows) {
            if (!row.isArray() || row.size() != columns.size()) {
                throw new Garbled("row " + maps.size() + " does not fit its " + columns.size() + " columns");
            }
            var map = new LinkedHashMap<String, Object>();
            for (int i = 0; i < row.size(); i++) {
                Object value = plain(row.get(i));
                if (value != null) {
                    map.put(columns.get(i).asString(), value);
                }
            }
            maps.add(map);
        }
        return maps;
    }

    public static String write(Object plain) {
        return MAPPER.writeValueAsString(plain);
    }

    public static String writePretty(Object plain) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(plain);
    }

    private static @Nullable Object plain(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                var map = new LinkedHashMap<String, Object>();
                node.properties().forEach(member -> {
                    Object value = plain(member.getValue());
                    if (value != null) {
                        map.put(member.getKey(), value);
                    }
                });
                yield map;
            }
            case ARRAY -> {
                var list = new ArrayList<Object>(node.size());
                for (JsonNode element : node) {
                    Object value = plain(element);
                    if (value != null) {
                        list.add(value);
                    }
                }
                yield list;
            }
            case STRING -> node.stringValue();
            case BOOLEAN -> node.booleanValue();
            case NUMBER ->
                node.isIntegralNumber() && node.canConvertToLong() ? (Object) node.longValue() : node.doubleValue();
            case NULL, MISSING -> null;
            case BINARY, POJO -> node.toString();
        };
    }
}
