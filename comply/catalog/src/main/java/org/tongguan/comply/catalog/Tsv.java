package org.tongguan.comply.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tab-separated tables of our own, read strictly: the header must be the one expected, every row as wide as it.
final class Tsv {

    private static final long FILE_BYTES_MAX = 4L << 20;

    /// One row; a cell is asked for by its column.
    record Row(String place, Map<String, String> cells) {

        Row {
            cells = Map.copyOf(cells);
        }

        String text(String column) {
            var cell = cells.get(column);
            if (cell == null) {
                throw new CatalogUnreadable(place + ": no column '" + column + "'");
            }
            return cell;
        }

        int whole(String column) {
            try {
                return Integer.parseInt(text(column));
            } catch (NumberFormatException e) {
                throw new CatalogUnreadable(place + ": column '" + column + "' is no number", e);
            }
        }

        /// The words of a cell; none when it is empty.
        List<String> words(String column, String separator) {
            return text(column).isEmpty()
                    ? List.of()
                    : Arrays.stream(text(column).split(separator))
                            .map(String::strip)
                            .toList();
        }

        ItemKey item() {
            try {
                return new ItemKey(text("clause"), text("item"));
            } catch (IllegalArgumentException e) {
                throw new CatalogUnreadable(place + ": names no item", e);
            }
        }

        List<ItemKey> items(String column) {
            try {
                return words(column, ";").stream().map(ItemKey::parse).toList();
            } catch (IllegalArgumentException e) {
                throw new CatalogUnreadable(place + ": names no item", e);
            }
        }

        Bilingual bilingual(String prefix) {
            return new Bilingual(text(prefix + "_zh"), text(prefix + "_en"));
        }

        /// Both languages, or nothing when both are empty.
        Optional<Bilingual> maybeBilingual(String prefix) {
            var both = bilingual(prefix);
            if (both.zh().isEmpty() != both.en().isEmpty()) {
                throw new CatalogUnreadable(place + ": '" + prefix + "' stands in one language only");
            }
            return both.zh().isEmpty() ? Optional.empty() : Optional.of(both);
        }

        <T extends Enum<T>> T oneOf(String word, Class<T> type) {
            for (T constant : type.getEnumConstants()) {
                if (constant.name()
                        .toLowerCase(java.util.Locale.ROOT)
                        .replace('_', '-')
                        .equals(word)) {
                    return constant;
                }
            }
            throw new CatalogUnreadable(place + ": '" + word + "' is no " + type.getSimpleName());
        }
    }

    private Tsv() {}

    static List<Row> rows(Path file, String... columns) {
        try {
            long bytes = Files.size(file);
            if (bytes > FILE_BYTES_MAX) {
                throw new CatalogUnreadable(file + " has " + bytes + " bytes, the limit is " + FILE_BYTES_MAX);
            }
            var lines = Files.readAllLines(file);
            if (lines.isEmpty() || !List.of(lines.getFirst().split("\t", -1)).equals(List.of(columns))) {
                throw new CatalogUnreadable(file + ":1: the header must be " + String.join(", ", columns));
            }
            var rows = new ArrayList<Row>();
            for (int i = 1; i < lines.size(); i++) {
                String place = file + ":" + (i + 1);
                String[] cells = lines.get(i).split("\t", -1);
                if (cells.length != columns.length) {
                    throw new CatalogUnreadable(place + ": " + cells.length + " cells, not " + columns.length);
                }
                var byColumn = new LinkedHashMap<String, String>();
                for (int c = 0; c < columns.length; c++) {
                    byColumn.put(columns[c], cells[c]);
                }
                rows.add(new Row(place, byColumn));
            }
            return List.copyOf(rows);
        } catch (IOException e) {
            throw new CatalogUnreadable("cannot read " + file, e);
        }
    }

    static Confidence confidence(String word) {
        try {
            return Confidence.valueOf(word);
        } catch (IllegalArgumentException e) {
            throw new CatalogUnreadable("'" + word + "' is no confidence: V2, V1 or K", e);
        }
    }

    static double number(String text, String what) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new CatalogUnreadable(what + " must be a number, not '" + text + "'", e);
        }
    }
}
