package org.tongguan.app.cli;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.tongguan.comply.facts.Json;
import org.tongguan.comply.verdict.ItemCoverage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `tongguan catalog coverage`: for every item and asset type, whether the machine decides, helps, or a person
/// looks.
@Command(
        name = "coverage",
        description =
                "For every item × asset type: decided by machine, helped by machine, or person; from the checks themselves.",
        mixinStandardHelpOptions = true)
final class CoverageCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "Print the table as JSON.")
    boolean json;

    @Option(names = "--short", description = "Print the counts only.")
    boolean brief;

    @Mixin
    Packs packs = new Packs();

    @Override
    public Integer call() {
        var home = Home.found();
        var catalog = home.catalog();
        var table = ItemCoverage.table(catalog, packs.read(home, catalog).checks(), "general");
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.writePretty(
                    table.stream().map(CoverageCommand::members).toList()));
        } else {
            if (!brief) {
                table.forEach(cell -> out.println(line(cell)));
            }
            out.println(counts(table));
        }
        return table.stream().anyMatch(cell -> cell.kind() == ItemCoverage.Kind.MISSING) ? Exit.FOUND : Exit.OK;
    }

    private static String line(ItemCoverage cell) {
        String what = cell.kind().zh() + "（检查项 " + cell.checks().size() + "）"
                + cell.remains().map(text -> "；人工：" + text.zh()).orElse("");
        return cell.item().key() + "\t" + cell.item().controlZh() + "\t"
                + cell.type().id() + "\t" + what;
    }

    private static Map<String, Object> members(ItemCoverage cell) {
        var members = new LinkedHashMap<String, Object>();
        members.put("item", cell.item().key().toString());
        members.put("assetType", cell.type().id());
        members.put("kind", cell.kind().name());
        members.put("checks", cell.checks());
        cell.remains().ifPresent(text -> members.put("remains", Map.of("zh", text.zh(), "en", text.en())));
        return members;
    }

    private static String counts(List<ItemCoverage> table) {
        var counts = new EnumMap<ItemCoverage.Kind, Integer>(ItemCoverage.Kind.class);
        table.forEach(cell -> counts.merge(cell.kind(), 1, Integer::sum));
        var text = new StringBuilder(table.size() + " 格");
        counts.forEach((kind, count) ->
                text.append(" · ").append(kind.zh()).append(' ').append(count));
        long items = table.stream()
                .filter(cell -> !cell.checks().isEmpty())
                .map(cell -> cell.item().key())
                .distinct()
                .count();
        return text.append(" · 有检查项的要求 ").append(items).append(" 项").toString();
    }
}
