package org.tongguan.comply.facts.linux;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tongguan.comply.facts.Garbled;

/// Splits text into lines, and the host script's `g` output (`path:line`) into the files it came from.
final class FileLines {

    private static final int LINES_MAX = 400_000;

    private FileLines() {}

    /// The lines without their ends, `\n` or `\r\n`; an empty last line is dropped.
    static List<String> of(String text) throws Garbled {
        var lines = new ArrayList<String>();
        int from = 0;
        while (from < text.length()) {
            int end = text.indexOf('\n', from);
            int to = end < 0 ? text.length() : end;
            lines.add(text.substring(from, to > from && text.charAt(to - 1) == '\r' ? to - 1 : to));
            if (lines.size() > LINES_MAX) {
                throw new Garbled("more than " + LINES_MAX + " lines");
            }
            from = to + 1;
        }
        return lines;
    }

    /// @param anchors what the paths start with once the root folder in front of them is taken off, e.g. `/etc/`
    /// @return lines by path, in the order they came
    static Map<String, List<String>> byPath(String text, String... anchors) throws Garbled {
        var files = new LinkedHashMap<String, List<String>>();
        int number = 0;
        for (String line : of(text)) {
            number++;
            int colon = line.indexOf(':');
            String path = colon < 0 ? "" : anchored(line.substring(0, colon), anchors);
            if (path.isEmpty()) {
                throw new Garbled("line " + number + " does not start with the path of a known file");
            }
            files.computeIfAbsent(path, any -> new ArrayList<>()).add(line.substring(colon + 1));
        }
        return files;
    }

    /// Joins lines that end with a backslash to the next one.
    static List<String> joined(List<String> lines) {
        var whole = new ArrayList<String>();
        var open = new StringBuilder();
        for (String line : lines) {
            if (line.endsWith("\\")) {
                open.append(line, 0, line.length() - 1).append(' ');
            } else {
                whole.add(open.append(line).toString());
                open.setLength(0);
            }
        }
        if (!open.isEmpty()) {
            whole.add(open.toString());
        }
        return whole;
    }

    /// The line without what follows a `#`, stripped.
    static String code(String line) {
        int hash = line.indexOf('#');
        return (hash < 0 ? line : line.substring(0, hash)).strip();
    }

    private static String anchored(String path, String... anchors) {
        int best = -1;
        for (String anchor : anchors) {
            best = Math.max(best, path.lastIndexOf(anchor));
        }
        return best < 0 ? "" : path.substring(best);
    }
}
