package org.tongguan.comply.facts.nginx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tongguan.comply.facts.Garbled;
import org.tongguan.comply.facts.files.Glob;

/// Words and blocks of an nginx configuration, with its includes put in place. One pass, bounded in depth and
/// number.
final class NginxSyntax {

    private static final int DEPTH_MAX = 40;
    private static final int DIRECTIVES_MAX = 100_000;
    private static final int INCLUDES_MAX = 3000;

    /// @param block the directives between its braces; empty for a simple directive
    /// @param place file and line
    record Directive(String name, List<String> arguments, List<Directive> block, String place) {
        String argument(int index) {
            return index < arguments.size() ? arguments.get(index) : "";
        }
    }

    private record Word(String text, boolean quoted, int line) {}

    private final Map<String, String> files;
    private final String folder;
    private int directives;
    private int includes;

    /// @param folder of the main file: relative includes start there
    NginxSyntax(Map<String, String> files, String folder) {
        this.files = files;
        this.folder = folder;
    }

    List<Directive> read(String path, int depth) throws Garbled {
        var words = words(path, files.getOrDefault(path, ""));
        var position = new int[1];
        var block = block(path, words, position, depth);
        if (position[0] != words.size()) {
            throw new Garbled(path + ":" + words.get(position[0]).line() + ": a brace closes nothing");
        }
        return block;
    }

    private List<Directive> block(String path, List<Word> words, int[] position, int depth) throws Garbled {
        if (depth > DEPTH_MAX) {
            throw new Garbled(path + ": nested deeper than " + DEPTH_MAX);
        }
        var block = new ArrayList<Directive>();
        while (position[0] < words.size() && !is(words.get(position[0]), "}")) {
            var name = words.get(position[0]++);
            String place = path + ":" + name.line();
            var arguments = new ArrayList<String>();
            while (position[0] < words.size() && !mark(words.get(position[0]))) {
                arguments.add(words.get(position[0]++).text());
            }
            if (position[0] == words.size() || is(words.get(position[0]), "}") || is(name, ";") || is(name, "{")) {
                throw new Garbled(
                        place + ": directive '" + shortened(name.text()) + "' does not end with ; or a block");
            }
            if (++directives > DIRECTIVES_MAX) {
                throw new Garbled("more than " + DIRECTIVES_MAX + " directives");
            }
            boolean opens = is(words.get(position[0]++), "{");
            if (!opens && name.text().equals("include") && arguments.size() == 1) {
                include(arguments.getFirst(), place, depth, block);
            } else if (opens && name.text().endsWith("_by_lua_block")) {
                skip(path, words, position);
            } else if (opens) {
                var inner = block(path, words, position, depth + 1);
                if (position[0] == words.size()) {
                    throw new Garbled(place + ": the block of '" + shortened(name.text()) + "' is not closed");
                }
                position[0]++;
                block.add(new Directive(name.text(), arguments, inner, place));
            } else {
                block.add(new Directive(name.text(), arguments, List.of(), place));
            }
        }
        return block;
    }

    /// Lua code is skipped up to the brace that closes it; braces inside Lua texts in quotes do not count.
    private static void skip(String path, List<Word> words, int[] position) throws Garbled {
        int open = 1;
        while (open > 0) {
            if (position[0] == words.size()) {
                throw new Garbled(path + ": a Lua block is not closed");
            }
            var word = words.get(position[0]++);
            open += is(word, "{") ? 1 : is(word, "}") ? -1 : 0;
        }
    }

    private void include(String pattern, String place, int depth, List<Directive> into) throws Garbled {
        String full = pattern.startsWith("/") ? pattern : folder + "/" + pattern;
        if (++includes > INCLUDES_MAX) {
            throw new Garbled("more than " + INCLUDES_MAX + " includes");
        }
        if (!Glob.isPattern(full)) {
            if (!files.containsKey(full)) {
                throw new Garbled(place + ": the included file is not in the evidence");
            }
            into.addAll(read(full, depth + 1));
            return;
        }
        for (String path : files.keySet().stream().sorted().toList()) {
            if (Glob.matches(full, path)) {
                into.addAll(read(path, depth + 1));
            }
        }
    }

    private static boolean mark(Word word) {
        return is(word, ";") || is(word, "{") || is(word, "}");
    }

    private static boolean is(Word word, String mark) {
        return !word.quoted() && word.text().equals(mark);
    }

    private static List<Word> words(String path, String text) throws Garbled {
        var words = new ArrayList<Word>();
        int line = 1;
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n') {
                line++;
                at++;
            } else if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '#') {
                while (at < text.length() && text.charAt(at) != '\n') {
                    at++;
                }
            } else if (c == ';' || c == '{' || c == '}') {
                words.add(new Word(String.valueOf(c), false, line));
                at++;
            } else if (c == '"' || c == '\'') {
                int start = line;
                var value = new StringBuilder();
                at++;
                while (at < text.length() && text.charAt(at) != c) {
                    if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                        at++;
                    }
                    line += text.charAt(at) == '\n' ? 1 : 0;
                    value.append(text.charAt(at++));
                }
                if (at >= text.length()) {
                    throw new Garbled(path + ":" + start + ": a quote is not closed");
                }
                at++;
                words.add(new Word(value.toString(), true, start));
            } else {
                int end = at;
                while (end < text.length()
                        && !Character.isWhitespace(text.charAt(end))
                        && text.charAt(end) != ';'
                        && (text.charAt(end) != '{' || text.charAt(end - (end > at ? 1 : 0)) == '$')
                        && (text.charAt(end) != '}' || variable(text, at, end))) {
                    end += text.charAt(end) == '\\' && end + 1 < text.length() ? 2 : 1;
                }
                end = Math.max(Math.min(end, text.length()), at + 1);
                words.add(new Word(text.substring(at, end), false, line));
                at = end;
            }
        }
        return words;
    }

    /// Whether the brace at `end` closes a `${name}` of this word.
    private static boolean variable(String text, int start, int end) {
        String word = text.substring(start, end);
        int open = word.lastIndexOf("${");
        return open >= 0 && word.indexOf('}', open) < 0;
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
