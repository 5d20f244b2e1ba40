package org.tongguan.comply.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.catalog.Catalog;
import org.tongguan.comply.facts.FactSheet;

/// Judges at least 100,000 facts × checks: invented assets of every type, each with raw texts taken from the checks'
/// own fixtures, parsed for every asset and judged by every check of its type, as in a run. Run by
/// bench/judge.sh; prints one line.
final class JudgeBench {

    private static final int JUDGEMENTS = 100_000;
    private static final String ZEROS = "0".repeat(64);

    private JudgeBench() {}

    public static void main(String[] arguments) {
        Path content = Path.of(System.getProperty("tongguan.home"), "content");
        long start = System.nanoTime();
        var checks = CheckPack.read(Catalog.read(content), List.of(content.resolve("checks")))
                .checks();
        var texts = texts(checks);
        long read = System.nanoTime();
        var judge = new Judge(checks, FixtureRun.MOMENT);
        var sheets = new ArrayList<FactSheet>();
        int due = 0;
        while (due < JUDGEMENTS) {
            for (var type : texts.entrySet()) {
                sheets.add(sheet(type.getKey(), sheets.size(), type.getValue()));
                due += (int) checks.stream()
                        .filter(check -> check.type() == type.getKey())
                        .count();
            }
        }
        sheets.parallelStream().forEach(sheet -> sheet.evidence().keySet().forEach(sheet::fact));
        long parsed = System.nanoTime();
        var seen = judge.observe(sheets);
        long decided = seen.stream().filter(one -> one.state().decided()).count();
        long millis = (System.nanoTime() - parsed) / 1_000_000;
        System.out.printf(
                "%d checks read in %d ms; %d assets' texts parsed in %d ms; %d judgements (%d decided) in %d ms, limit 5000 ms%n",
                checks.size(),
                (read - start) / 1_000_000,
                sheets.size(),
                (parsed - read) / 1_000_000,
                seen.size(),
                decided,
                millis);
        System.exit(millis <= 5000 ? 0 : 1);
    }

    /// The raw texts the fixtures hold, by asset type and collector, in file order.
    private static Map<AssetType, Map<String, List<String>>> texts(List<Check> checks) {
        var texts = new EnumMap<AssetType, Map<String, List<String>>>(AssetType.class);
        for (Check check : checks) {
            var ofType = texts.computeIfAbsent(check.type(), type -> new LinkedHashMap<>());
            for (var cases : check.fixtures().byState().values()) {
                for (var given : cases) {
                    given.forEach((collector, text) -> ofType.computeIfAbsent(collector, id -> new ArrayList<>())
                            .add(text));
                }
            }
        }
        return texts;
    }

    /// An asset whose every collector brought one of the texts; which one goes round with the asset's number.
    private static FactSheet sheet(AssetType type, int number, Map<String, List<String>> texts) {
        var given = new LinkedHashMap<String, String>();
        texts.forEach((collector, choice) -> given.put(collector, choice.get(number % choice.size())));
        return FixtureRun.sheet(type.id() + "-" + number, type, given.keySet(), given, Map.of());
    }
}
