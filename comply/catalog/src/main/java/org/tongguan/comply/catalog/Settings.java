package org.tongguan.comply.catalog;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tongguan.kernel.yaml.YamlMap;

/// The settings of `content/catalog/settings.yaml`, in its order, with the user's own values in place of ours.
public final class Settings {

    private final Map<String, Setting> byKey;

    private Settings(Map<String, Setting> byKey) {
        this.byKey = Collections.unmodifiableMap(new LinkedHashMap<>(byKey));
    }

    /// @param own values the user sets in the place of ours, by key; a key we do not have is a mistake
    static Settings read(YamlMap file, Optional<YamlMap> own) {
        own.ifPresent(values -> values.only(file.map("settings").keys().toArray(String[]::new)));
        var given = file.only("settings").map("settings");
        var settings = new LinkedHashMap<String, Setting>();
        for (String key : given.keys()) {
            var map = given.map(key).only("value", "confidence", "zh", "en", "sentence");
            String value = own.flatMap(values -> values.maybeText(key)).orElse(map.text("value"));
            if (map.has("sentence")) {
                if (!map.text("sentence").equals("none") || map.has("zh") || map.has("en")) {
                    throw map.mistake("a setting has either zh and en, or 'sentence: none'");
                }
                settings.put(key, new Setting(key, value, Confidence.V2, Optional.empty()));
            } else {
                var sentence = new Bilingual(
                        map.text("zh").replace("{value}", shown(value)),
                        map.text("en").replace("{value}", value));
                settings.put(
                        key, new Setting(key, value, Tsv.confidence(map.text("confidence")), Optional.of(sentence)));
            }
        }
        return new Settings(settings);
    }

    private static String shown(String value) {
        return switch (value) {
            case "true" -> "是";
            case "false" -> "否";
            default -> value;
        };
    }

    public List<Setting> all() {
        return List.copyOf(byKey.values());
    }

    public Setting setting(String key) {
        var setting = byKey.get(key);
        if (setting == null) {
            throw new CatalogUnreadable("content/catalog/settings.yaml has no setting '" + key + "'");
        }
        return setting;
    }

    public boolean truth(String key) {
        return switch (setting(key).value()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new CatalogUnreadable("setting '" + key + "' is true or false");
        };
    }

    public double number(String key) {
        return Tsv.number(setting(key).value(), "setting '" + key + "'");
    }

    /// A number from 0 to 1.
    public double share(String key) {
        double share = number(key);
        if (!(share >= 0 && share <= 1)) {
            throw new CatalogUnreadable("setting '" + key + "' is a share from 0 to 1, not " + share);
        }
        return share;
    }
}
