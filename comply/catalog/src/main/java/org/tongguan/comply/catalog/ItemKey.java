package org.tongguan.comply.catalog;

import java.util.Comparator;
import java.util.regex.Pattern;

/// Names one requirement item: a clause of GB/T 22239-2019 and its letter, `8.1.4.1 a`; the letter of an
/// unlettered item is `-`. Ordered as the standard is.
public record ItemKey(String clause, String letter) implements Comparable<ItemKey> {

    private static final Pattern CLAUSE = Pattern.compile("[78]\\.[1-5]\\.\\d{1,2}\\.\\d{1,2}");
    private static final Pattern LETTER = Pattern.compile("[a-j-]");
    private static final Comparator<ItemKey> ORDER =
            Comparator.comparing(ItemKey::sortable).thenComparing(ItemKey::letter);

    public ItemKey {
        if (!CLAUSE.matcher(clause).matches() || !LETTER.matcher(letter).matches()) {
            throw new IllegalArgumentException("'" + clause + " " + letter + "' names no item, e.g. '8.1.4.1 a'");
        }
    }

    /// Reads `8.1.4.1 a`, `8.1.4.1a` or `8.1.4.5`.
    public static ItemKey parse(String text) {
        String compact = text.strip().replace(" ", "");
        int end = compact.length();
        boolean lettered = end > 0 && (Character.isLetter(compact.charAt(end - 1)) || compact.endsWith("-"));
        return lettered
                ? new ItemKey(compact.substring(0, end - 1), compact.substring(end - 1))
                : new ItemKey(compact, "-");
    }

    private String sortable() {
        var sortable = new StringBuilder();
        for (String part : clause.split("\\.", -1)) {
            sortable.append("0".repeat(3 - part.length())).append(part);
        }
        return sortable.toString();
    }

    @Override
    public int compareTo(ItemKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return letter.equals("-") ? clause : clause + " " + letter;
    }
}
