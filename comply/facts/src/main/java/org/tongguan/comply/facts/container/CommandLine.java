package org.tongguan.comply.facts.container;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tongguan.comply.facts.Garbled;
import org.tongguan.kernel.yaml.Yaml;
import org.tongguan.kernel.yaml.YamlMistake;

/// The command line of a daemon: from its process, one argument a line, or from the static pod that starts it.
final class CommandLine {

    private static final int ARGUMENTS_MAX = 1_000;

    private CommandLine() {}

    /// @return `program`, and `args`: flag without its dashes to its values, the last given, which counts,
    /// first (`true` for a bare flag)
    static Map<String, Object> parse(String text) throws Garbled {
        var words = text.lines().filter(line -> !line.isBlank()).toList();
        if (words.isEmpty() || words.getFirst().contains(" ") || words.size() > ARGUMENTS_MAX) {
            throw new Garbled("this is no command line, one argument a line");
        }
        return facts(words);
    }

    /// A static pod manifest, or the lines of a process when the component runs without one.
    static Map<String, Object> ofPod(String text) throws Garbled {
        String first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        if (first.startsWith("/") || first.startsWith("kube") || first.startsWith("etcd")) {
            return parse(text);
        }
        var words = new ArrayList<String>();
        if (yaml(text).get("spec") instanceof Map<?, ?> spec
                && spec.get("containers") instanceof List<?> containers
                && !containers.isEmpty()
                && containers.getFirst() instanceof Map<?, ?> container) {
            for (String key : List.of("command", "args")) {
                if (container.get(key) instanceof List<?> given) {
                    given.forEach(word -> words.add(String.valueOf(word)));
                }
            }
        }
        if (words.isEmpty() || words.size() > ARGUMENTS_MAX) {
            throw new Garbled("the static pod names no command in spec.containers[0]");
        }
        return facts(words);
    }

    static Map<String, Object> yaml(String text) throws Garbled {
        try {
            return Yaml.parseMap("evidence", text).plain();
        } catch (YamlMistake e) {
            throw new Garbled(String.valueOf(e.getMessage()), e);
        }
    }

    private static Map<String, Object> facts(List<String> words) {
        var args = new LinkedHashMap<String, List<String>>();
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.startsWith("-")) {
                continue;
            }
            String flag = word.replaceFirst("^--?", "");
            int equals = flag.indexOf('=');
            String value = equals >= 0
                    ? flag.substring(equals + 1)
                    : i + 1 < words.size() && !words.get(i + 1).startsWith("-") ? words.get(++i) : "true";
            args.computeIfAbsent(equals >= 0 ? flag.substring(0, equals) : flag, any -> new ArrayList<>())
                    .addFirst(value);
        }
        return Map.of("program", words.getFirst(), "args", args);
    }
}
