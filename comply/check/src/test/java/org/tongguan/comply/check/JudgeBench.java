package org.tongguan.comply.check;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.tongguan.comply.catalog.Catalog;

/// Judges at least 100,000 facts × checks: the fixtures of all checks, on as many invented assets as it takes,
/// each parsed
/// afresh from its raw text. Run by bench/judge.sh; prints one line.
final class JudgeBench {

    private static final int JUDGEMENTS = 100_000;

    private JudgeBench() {}

    public static void main(String[] arguments) {
        Path content = Path.of(System.getProperty("tongguan.home"), "content");
        long start = System.nanoTime();
        var checks = CheckPack.read(Catalog.read(content), List.of(content.resolve("checks")))
                .checks();
        long read = System.nanoTime();
        var judge = new Judge(checks, FixtureRun.MOMENT);
        int judged = 0;
        int passed = 0;
        int asset = 0;
        while (judged < JUDGEMENTS) {
            for (Check check : checks) {
                for (var cases : check.fixtures().byState().values()) {
                    for (var given : cases) {
                        var seen = judge.observe(
                                check,
                                FixtureRun.sheet(
                                        "host-" + asset, check.type(), FixtureRun.collectors(check), given, Map.of()));
                        judged++;
                        passed += seen.state() == ResultState.PASS ? 1 : 0;
                    }
                }
            }
            asset++;
        }
        long end = System.nanoTime();
        System.out.printf(
                "checks %d read in %d ms; %d judgements (%d pass) on %d assets in %d ms, parsing included; limit 5000 ms%n",
                checks.size(), (read - start) / 1_000_000, judged, passed, asset, (end - read) / 1_000_000);
        System.exit((end - read) / 1_000_000 <= 5000 ? 0 : 1);
    }
}
