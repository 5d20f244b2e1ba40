package org.tongguan.kernel.yaml;

/// One value of a YAML file and where it stands.
public sealed interface YamlValue permits YamlMap, YamlList, YamlText {

    Place place();

    /// Plain Java for consumers of data: `Map`, `List`, `String`, `Long`, `Double`, `Boolean` (YAML 1.2 core
    /// schema).
    Object plain();

    default YamlMistake mistake(String message) {
        return new YamlMistake(place(), message);
    }
}
