package org.tongguan.comply.facts.network;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tongguan.comply.facts.Garbled;

/// A device configuration as lines with lines below them. All four dialects indent what belongs to a command,
/// and part blocks with `#` or `!`; Comware also indents some commands that stand alone, so the first line of a
/// block is always at the top.
///
/// @param byWord the top lines by their first word: most questions are about lines that are not there, and a
/// question per interface over every line would take the square of a long configuration
record ConfigTree(List<Section> top, Map<String, List<Section>> byWord) {

    private static final int LINES_MAX = 200_000;
    private static final int LINE_CHARACTERS_MAX = 4_096;
    private static final int DEPTH_MAX = 8;

    /// What a pager leaves in a copied terminal: `---- More ----` and the codes that wipe it.
    private static final Pattern PAGER = Pattern.compile(
            " {0,4}-{2,5} {0,2}\\(?More\\)? {0,2}-{2,5}(?: {0,80}\\x1b\\[\\d{1,3}D){0,2}| {0,4}--More--[ \\x08]{0,80}|\\x1b\\[\\d{1,3}[A-Za-z]");

    /// @param number the line's number in the text, from 1
    record Section(int number, String text, List<Section> body) {

        boolean starts(String words) {
            return text.startsWith(words) && (text.length() == words.length() || text.charAt(words.length()) == ' ');
        }

        /// What follows these words, empty if the line does not start with them or ends there.
        String after(String words) {
            return starts(words) ? text.substring(words.length()).strip() : "";
        }

        boolean has(String words) {
            return body.stream().anyMatch(line -> line.starts(words));
        }

        Optional<Section> first(String words) {
            return body.stream().filter(line -> line.starts(words)).findFirst();
        }

        List<Section> each(String words) {
            return body.stream().filter(line -> line.starts(words)).toList();
        }

        List<String> words() {
            return List.of(text.split(" "));
        }

        /// The word behind `word`, if both are on the line.
        Optional<String> wordAfter(String word) {
            var words = words();
            int at = words.indexOf(word);
            return at >= 0 && at + 1 < words.size() ? Optional.of(words.get(at + 1)) : Optional.empty();
        }
    }

    private ConfigTree(List<Section> top) {
        this(top, top.stream().collect(Collectors.groupingBy(line -> firstWord(line.text()))));
    }

    private static String firstWord(String text) {
        int blank = text.indexOf(' ');
        return blank < 0 ? text : text.substring(0, blank);
    }

    private Stream<Section> starting(String words) {
        return byWord.getOrDefault(firstWord(words), List.of()).stream().filter(line -> line.starts(words));
    }

    boolean has(String words) {
        return starting(words).findAny().isPresent();
    }

    boolean hasAny(String... words) {
        return Stream.of(words).anyMatch(this::has);
    }

    List<Section> each(String words) {
        return starting(words).toList();
    }

    Optional<Section> first(String words) {
        return starting(words).findFirst();
    }

    /// Every line, at every depth, in order.
    List<Section> all() {
        var all = new ArrayList<Section>();
        var open = new ArrayDeque<Section>();
        for (int i = top.size() - 1; i >= 0; i--) {
            open.push(top.get(i));
        }
        while (!open.isEmpty()) {
            var section = open.pop();
            all.add(section);
            for (int i = section.body().size() - 1; i >= 0; i--) {
                open.push(section.body().get(i));
            }
        }
        return all;
    }

    static ConfigTree parse(String text) throws Garbled {
        var top = new ArrayList<Section>();
        var open = new ArrayDeque<Section>();
        var indents = new ArrayDeque<Integer>();
        int number = 0;
        boolean fresh = true;
        char bannerEnd = 0;
        for (String raw : PAGER.matcher(text).replaceAll("").lines().toList()) {
            number++;
            if (number > LINES_MAX || raw.length() > LINE_CHARACTERS_MAX) {
                throw new Garbled("line " + number + ": more lines or a longer line than any device configuration has");
            }
            if (bannerEnd != 0) {
                bannerEnd = raw.indexOf(bannerEnd) >= 0 ? 0 : bannerEnd;
                continue;
            }
            String line = raw.strip().replaceAll("\\s+", " ");
            if (line.chars().anyMatch(c -> c < ' ' && c != 3)) {
                throw new Garbled("line " + number + " holds control characters: this is no configuration text");
            }
            if (line.isEmpty() || line.equals("#") || line.equals("!")) {
                fresh = !line.isEmpty() || fresh;
                continue;
            }
            if (line.startsWith("!") && !line.startsWith("!Software") && !line.startsWith(Dialect.STATED)) {
                continue;
            }
            int indent = raw.length() - raw.stripLeading().length();
            if (fresh) {
                open.clear();
                indents.clear();
                fresh = false;
            }
            while (!indents.isEmpty() && indents.element() >= indent) {
                indents.pop();
                open.pop();
            }
            if (open.size() >= DEPTH_MAX) {
                throw new Garbled("line " + number + " is nested deeper than any device configuration is");
            }
            var section = new Section(number, line, new ArrayList<>());
            (open.isEmpty() ? top : open.element().body()).add(section);
            open.push(section);
            indents.push(indent);
            bannerEnd = bannerEnd(line);
        }
        if (top.isEmpty()) {
            throw new Garbled("the configuration is empty");
        }
        return new ConfigTree(top);
    }

    /// The character that ends a banner begun on this line and not ended on it; 0 if there is none.
    private static char bannerEnd(String line) {
        String text;
        if (line.startsWith("banner ")) {
            String[] words = line.split(" ", 3);
            text = words.length < 3
                    ? ""
                    : words[2].startsWith("^C")
                            ? "\u0003" + words[2].substring(2).replace("^C", "\u0003")
                            : words[2];
        } else if (line.startsWith("header ")) {
            int information = line.indexOf(" information ");
            String[] words = line.split(" ", 3);
            text = information > 0 ? line.substring(information + 13) : words.length < 3 ? "" : words[2];
        } else {
            return 0;
        }
        if (text.isEmpty() || Character.isLetterOrDigit(text.charAt(0))) {
            return 0;
        }
        char end = text.charAt(0);
        if (text.indexOf(end, 1) >= 0) {
            return 0;
        }
        // IOS prints the delimiter ETX as the two characters ^C
        return end == 3 ? '^' : end;
    }
}
