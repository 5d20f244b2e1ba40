package org.tongguan.comply.facts.springboot;

import java.io.IOException;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.tongguan.comply.facts.Garbled;
import org.tongguan.kernel.yaml.Yaml;
import org.tongguan.kernel.yaml.YamlList;
import org.tongguan.kernel.yaml.YamlMap;
import org.tongguan.kernel.yaml.YamlMistake;
import org.tongguan.kernel.yaml.YamlText;
import org.tongguan.kernel.yaml.YamlValue;

/// Configuration files as flat keys in Spring's loose form: lower case, without `-` and `_`, so that
/// `include-stacktrace`, `includeStacktrace` and `INCLUDESTACKTRACE` meet.
final class Properties {

    private Properties() {}

    static String loose(String key) {
        return key.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    /// An environment variable's name: `_` stands for the dot.
    static String fromEnvironment(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '.');
    }

    /// The documents of one file that hold under these profiles, laid over each other.
    static Map<String, String> read(String name, String text, Set<String> profiles) throws Garbled {
        boolean yaml = name.endsWith(".yml") || name.endsWith(".yaml");
        var merged = new LinkedHashMap<String, String>();
        var document = new StringBuilder();
        for (String line : (text + "\n---\n").split("\n", -1)) {
            boolean end =
                    yaml ? line.startsWith("---") : line.equals("#---") || line.equals("!---") || line.equals("---");
            if (!end) {
                document.append(line).append('\n');
                continue;
            }
            var one = yaml ? yaml(name, document.toString()) : lines(name, document.toString());
            String activation =
                    one.getOrDefault("spring.config.activate.onprofile", one.getOrDefault("spring.profiles", ""));
            if (activation.isEmpty()
                    || List.of(activation.split("[,|\\s]+")).stream().anyMatch(profiles::contains)) {
                merged.putAll(one);
            }
            document.setLength(0);
        }
        return merged;
    }

    private static Map<String, String> yaml(String name, String text) throws Garbled {
        if (text.lines().allMatch(line -> line.isBlank() || line.stripLeading().startsWith("#"))) {
            return Map.of();
        }
        try {
            var flat = new LinkedHashMap<String, String>();
            flatten("", Yaml.parseMap(name, text), flat);
            return flat;
        } catch (YamlMistake e) {
            throw new Garbled(String.valueOf(e.getMessage()), e);
        }
    }

    private static void flatten(String prefix, YamlValue value, Map<String, String> into) {
        switch (value) {
            case YamlMap map -> {
                for (String key : map.keys()) {
                    flatten(prefix.isEmpty() ? loose(key) : prefix + "." + loose(key), map.value(key), into);
                }
            }
            case YamlList list -> {
                var texts = new TreeSet<String>();
                for (int i = 0; i < list.values().size(); i++) {
                    if (list.values().get(i) instanceof YamlText text) {
                        texts.add(text.text());
                    } else {
                        flatten(prefix + "[" + i + "]", list.values().get(i), into);
                    }
                }
                into.put(prefix, String.join(",", texts));
            }
            case YamlText text ->
                into.put(prefix, text.text().equals("~") || text.text().equals("null") ? "" : text.text());
        }
    }

    private static Map<String, String> lines(String name, String text) throws Garbled {
        var properties = new java.util.Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException e) {
            throw new Garbled(name + " is not a properties file", e);
        }
        var flat = new LinkedHashMap<String, String>();
        for (String key : new TreeSet<>(properties.stringPropertyNames())) {
            flat.put(loose(key), properties.getProperty(key, "").strip());
        }
        return flat;
    }
}
