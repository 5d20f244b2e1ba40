package org.tongguan.kernel.yaml;

import java.util.regex.Pattern;

/// A scalar as it was written. Quoted scalars are always text; plain ones follow the YAML 1.2 core schema.
public record YamlText(Place place, String text, boolean quoted) implements YamlValue {

    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9]{1,18}\\.[0-9]{1,18}");

    @Override
    public Object plain() {
        if (quoted) {
            return text;
        }
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        if (INTEGER.matcher(text).matches()) {
            return Long.valueOf(text);
        }
        if (DECIMAL.matcher(text).matches()) {
            return Double.valueOf(text);
        }
        return text;
    }

    public long whole() {
        if (plain() instanceof Long number) {
            return number;
        }
        throw mistake("expected a whole number, found '" + text + "'");
    }

    public boolean truth() {
        if (plain() instanceof Boolean truth) {
            return truth;
        }
        throw mistake("expected true or false, found '" + text + "'");
    }
}
