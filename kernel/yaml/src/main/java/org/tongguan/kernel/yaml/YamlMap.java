package org.tongguan.kernel.yaml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A mapping, in file order. Reading a key that is missing or of another kind is a [YamlMistake].
public record YamlMap(Place place, Map<String, YamlValue> values, Map<String, Place> keyPlaces) implements YamlValue {

    public YamlMap {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        keyPlaces = Map.copyOf(keyPlaces);
    }

    @Override
    public Map<String, Object> plain() {
        var plain = new LinkedHashMap<String, Object>();
        values.forEach((key, value) -> plain.put(key, value.plain()));
        return plain;
    }

    public Set<String> keys() {
        return values.keySet();
    }

    /// Refuses every key that is not named here, with the nearest one that is.
    public YamlMap only(String... known) {
        var allowed = Set.of(known);
        for (String key : values.keySet()) {
            if (!allowed.contains(key)) {
                throw new YamlMistake(placeOf(key), "unknown key '" + key + "'" + NearMatch.hint(key, allowed));
            }
        }
        return this;
    }

    public Place placeOf(String key) {
        return keyPlaces.getOrDefault(key, place);
    }

    public boolean has(String key) {
        return values.containsKey(key);
    }

    public YamlValue value(String key) {
        return maybe(key).orElseThrow(() -> mistake("missing key '" + key + "'"));
    }

    public Optional<YamlValue> maybe(String key) {
        return Optional.ofNullable(values.get(key));
    }

    public String text(String key) {
        return asText(key, value(key)).text();
    }

    public String text(String key, String otherwise) {
        return maybe(key).map(value -> asText(key, value).text()).orElse(otherwise);
    }

    public Optional<String> maybeText(String key) {
        return maybe(key).map(value -> asText(key, value).text());
    }

    public long whole(String key, long otherwise) {
        return maybe(key).map(value -> asText(key, value).whole()).orElse(otherwise);
    }

    public boolean truth(String key, boolean otherwise) {
        return maybe(key).map(value -> asText(key, value).truth()).orElse(otherwise);
    }

    public YamlMap map(String key) {
        return asMap(key, value(key));
    }

    public Optional<YamlMap> maybeMap(String key) {
        return maybe(key).map(value -> asMap(key, value));
    }

    /// The list under a key; a missing key is an empty list.
    public YamlList list(String key) {
        return maybe(key)
                .map(value -> switch (value) {
                    case YamlList list -> list;
                    case YamlText _, YamlMap _ -> throw value.mistake("'" + key + "' must be a list");
                })
                .orElse(new YamlList(place, List.of()));
    }

    public <T extends Enum<T>> T oneOf(String key, Class<T> type) {
        return named(asText(key, value(key)), type);
    }

    /// Reads an enum constant written in lower case with hyphens: `NOT_MET` is written `not-met`.
    public static <T extends Enum<T>> T named(YamlText text, Class<T> type) {
        var names = new LinkedHashMap<String, T>();
        for (T constant : type.getEnumConstants()) {
            names.put(constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'), constant);
        }
        T found = names.get(text.text());
        if (found == null) {
            throw text.mistake("'" + text.text() + "' is none of " + String.join(", ", names.keySet())
                    + NearMatch.hint(text.text(), names.keySet()));
        }
        return found;
    }

    private static YamlText asText(String key, YamlValue value) {
        return switch (value) {
            case YamlText text -> text;
            case YamlMap _, YamlList _ -> throw value.mistake("'" + key + "' must be a plain text");
        };
    }

    private static YamlMap asMap(String key, YamlValue value) {
        return switch (value) {
            case YamlMap map -> map;
            case YamlText _, YamlList _ -> throw value.mistake("'" + key + "' must be a mapping (key: value)");
        };
    }
}
