package org.tongguan.kernel.yaml;

import java.util.List;

/// A sequence.
public record YamlList(Place place, List<YamlValue> values) implements YamlValue {

    public YamlList {
        values = List.copyOf(values);
    }

    @Override
    public List<Object> plain() {
        return values.stream().map(YamlValue::plain).toList();
    }

    public List<String> texts() {
        return values.stream()
                .map(value -> switch (value) {
                    case YamlText text -> text.text();
                    case YamlMap _, YamlList _ -> throw value.mistake("expected a plain text");
                })
                .toList();
    }

    public List<YamlMap> maps() {
        return values.stream()
                .map(value -> switch (value) {
                    case YamlMap map -> map;
                    case YamlText _, YamlList _ -> throw value.mistake("expected a mapping (key: value)");
                })
                .toList();
    }
}
