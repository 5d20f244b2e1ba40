package org.tongguan.app.cli;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.tongguan.comply.catalog.Catalog;
import org.tongguan.comply.catalog.Item;
import org.tongguan.comply.catalog.ItemKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tongguan catalog`: the requirement items, in our own words.
@Command(
        name = "catalog",
        description = "Browse and search the requirement items, and see what a machine can look at.",
        mixinStandardHelpOptions = true,
        subcommands = {
            CatalogCommand.ListThem.class,
            CatalogCommand.Search.class,
            CatalogCommand.Show.class,
            CoverageCommand.class
        })
final class CatalogCommand {

    /// What list and search have in common.
    abstract static sealed class OnItems implements Callable<Integer> {

        @Spec
        CommandSpec spec = CommandSpec.create();

        @Option(
                names = "--level",
                paramLabel = "N",
                description = "2 or 3 (default: ${DEFAULT-VALUE}).",
                defaultValue = "3")
        int level = 3;

        @Option(
                names = "--scope",
                paramLabel = "SCOPE",
                description = "general, cloud, mobile, iot or ics (default: ${DEFAULT-VALUE}).",
                defaultValue = "general")
        String scope = "general";

        List<Item> items(Catalog catalog) {
            var items = catalog.items(level, scope);
            if (items.isEmpty()) {
                throw new Refused("no items of level " + level + " in scope '" + scope
                        + "': levels are 2 and 3, scopes general, cloud, mobile, iot and ics");
            }
            return items;
        }

        void say(String line) {
            spec.commandLine().getOut().println(line);
        }
    }

    @Command(name = "list", description = "Every item, by class and control point.", mixinStandardHelpOptions = true)
    static final class ListThem extends OnItems {

        @Override
        public Integer call() {
            var items = items(Home.found().catalog());
            String heading = "";
            for (Item item : items) {
                String next = item.classZh() + " · " + item.controlZh();
                if (!next.equals(heading)) {
                    say(next);
                    heading = next;
                }
                say("  " + item.key() + "  " + item.summaryZh());
            }
            say(items.size() + " 项");
            return Exit.OK;
        }
    }

    @Command(
            name = "search",
            description = "Items whose clause, control point or summary (中文 or English) holds all the words.",
            mixinStandardHelpOptions = true)
    static final class Search extends OnItems {

        /// A clause means itself and what lies below it: 8.1.4.1 is not 8.1.4.10.
        private static final Pattern CLAUSE = Pattern.compile("\\d+(\\.\\d+)+");

        @Parameters(arity = "1..*", paramLabel = "WORD")
        List<String> words = List.of();

        @Override
        public Integer call() {
            int found = 0;
            for (Item item : items(Home.found().catalog())) {
                String text = String.join(
                                " ",
                                item.key().toString(),
                                item.classZh(),
                                item.controlZh(),
                                item.summaryZh(),
                                item.summaryEn())
                        .toLowerCase(Locale.ROOT);
                if (words.stream()
                        .allMatch(word -> CLAUSE.matcher(word).matches()
                                ? (item.key().clause() + ".").startsWith(word + ".")
                                : text.contains(word.toLowerCase(Locale.ROOT)))) {
                    say(item.key() + "  " + item.controlZh() + "：" + item.summaryZh());
                    say("    " + item.summaryEn());
                    found++;
                }
            }
            say(found + " 项");
            return found > 0 ? Exit.OK : Exit.FOUND;
        }
    }

    @Command(
            name = "show",
            description =
                    "One item whole: tags, high-risk cases, the asset types it is judged on, the checks that bear on it.",
            mixinStandardHelpOptions = true)
    static final class Show implements Callable<Integer> {

        @Spec
        CommandSpec spec = CommandSpec.create();

        @Parameters(arity = "1..2", paramLabel = "ITEM", description = "A clause and its letter, e.g. 8.1.4.1 a")
        List<String> item = List.of();

        @Mixin
        Packs packs = new Packs();

        @Override
        public Integer call() {
            var home = Home.found();
            var catalog = home.catalog();
            ItemKey key = key(String.join(" ", item));
            var found = catalog.item(key).orElseThrow(() -> new Refused("no item " + key + " in the catalogue"));
            var out = spec.commandLine().getOut();
            out.println(
                    found.key() + "  " + found.classZh() + " · " + found.controlZh() + "（" + catalog.sag(found) + "）");
            out.println("  " + found.summaryZh());
            out.println("  " + found.summaryEn());
            for (var risk : catalog.highRiskCases(key)) {
                out.println("  高风险判例 " + risk.id() + "：" + risk.condition().zh());
            }
            for (String type : catalog.applicability().getOrDefault(key, java.util.Set.of())) {
                out.println("  对象 " + type
                        + catalog.remains(key, type)
                                .map(text -> "；人工：" + text.zh())
                                .orElse(""));
            }
            for (var check : packs.read(home, catalog).on(key)) {
                out.println("  检查项 " + check.id() + "  " + check.title().zh());
            }
            return Exit.OK;
        }

        private static ItemKey key(String text) {
            try {
                return ItemKey.parse(text);
            } catch (IllegalArgumentException e) {
                throw new Refused(String.valueOf(e.getMessage()));
            }
        }
    }
}
