package org.tongguan.comply.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All items of all levels and scopes.
public final class Catalog {

    private final List<Item> items;

    private Catalog(List<Item> items) {
        this.items = List.copyOf(items);
    }

    /// Reads `content/catalog`.
    ///
    /// @throws CatalogUnreadable if a file is missing or a row is not what its header says
    public static Catalog read(Path content) {
        Path file = content.resolve("catalog/items.tsv");
        try {
            var items = new ArrayList<Item>();
            var lines = Files.readAllLines(file);
            for (int i = 1; i < lines.size(); i++) {
                items.add(item(lines.get(i).split("\t", -1), file + ":" + (i + 1)));
            }
            return new Catalog(items);
        } catch (IOException e) {
            throw new CatalogUnreadable("cannot read " + file, e);
        }
    }

    private static Item item(String[] cell, String place) {
        if (cell.length != 9) {
            throw new CatalogUnreadable(place + ": " + cell.length + " cells, not 9");
        }
        try {
            return new Item(
                    new ItemKey(cell[0], cell[1]),
                    Integer.parseInt(cell[2]),
                    cell[3],
                    cell[4],
                    cell[5],
                    cell[6],
                    cell[7],
                    cell[8]);
        } catch (IllegalArgumentException e) {
            throw new CatalogUnreadable(place + ": not an item", e);
        }
    }

    public List<Item> items() {
        return items;
    }

    /// The items of one level and scope, in the standard's order.
    public List<Item> items(int level, String scope) {
        return items.stream()
                .filter(item -> item.level() == level && item.scope().equals(scope))
                .toList();
    }

    public Optional<Item> item(ItemKey key) {
        return items.stream().filter(item -> item.key().equals(key)).findFirst();
    }
}
