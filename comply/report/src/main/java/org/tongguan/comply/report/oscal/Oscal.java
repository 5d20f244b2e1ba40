package org.tongguan.comply.report.oscal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tongguan.comply.catalog.ItemKey;
import org.tongguan.comply.report.words.Words;
import org.tongguan.comply.verdict.Verdict;

/// The small pieces OSCAL documents are made of.
final class Oscal {

    static final String NAMESPACE = "https://tongguan.invalid/ns/oscal";
    private static final int TEXT_CHARACTERS_MAX = 4000;

    private Oscal() {}

    static String control(ItemKey key) {
        return "gbt22239-" + key.clause() + (key.letter().equals("-") ? "" : "." + key.letter());
    }

    static String word(Verdict verdict) {
        return verdict.en().replace(' ', '-');
    }

    static Map<String, Object> prop(String name, String value) {
        return object("name", name, "ns", NAMESPACE, "value", text(value));
    }

    /// OSCAL strings are one line, not empty, without white space at the ends.
    static String text(String text) {
        String line = Words.cut(Words.line(text), TEXT_CHARACTERS_MAX).strip();
        return line.isEmpty() ? "-" : line;
    }

    static @Nullable List<?> orNull(List<?> list) {
        return list.isEmpty() ? null : list;
    }

    static @Nullable Map<String, Object> orNull(String name, List<?> list) {
        return list.isEmpty() ? null : object(name, list);
    }

    /// Names and values in turn; a null value is left out, as OSCAL has no empty arrays.
    static Map<String, Object> object(@Nullable Object... members) {
        var object = new LinkedHashMap<String, Object>();
        for (int i = 0; i < members.length; i += 2) {
            Object value = members[i + 1];
            if (value != null) {
                object.put((String) Objects.requireNonNull(members[i]), value);
            }
        }
        return object;
    }
}
