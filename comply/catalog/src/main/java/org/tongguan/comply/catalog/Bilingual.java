package org.tongguan.comply.catalog;

import org.tongguan.kernel.yaml.YamlMap;
import org.tongguan.kernel.yaml.YamlText;
import org.tongguan.kernel.yaml.YamlValue;

/// One sentence for the reader of a Chinese report and of an English console.
public record Bilingual(String zh, String en) {

    /// Reads `{zh: …, en: …}`; both are required.
    public static Bilingual read(YamlValue value) {
        return switch (value) {
            case YamlMap map -> {
                map.only("zh", "en");
                yield new Bilingual(map.text("zh").strip(), map.text("en").strip());
            }
            case YamlText text -> throw text.mistake("expected {zh: …, en: …}");
            case org.tongguan.kernel.yaml.YamlList list -> throw list.mistake("expected {zh: …, en: …}");
        };
    }
}
