package org.tongguan.comply.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.catalog.Bilingual;
import org.tongguan.comply.catalog.ItemKey;
import org.tongguan.comply.facts.Outcome;
import org.tongguan.kernel.yaml.Place;
import org.tongguan.kernel.yaml.YamlMistake;

class JudgeTest {

    private static final String ROOT = "root:x:0:0:root:/root:/bin/bash\n";

    @ParameterizedTest
    @CsvSource({
        "DENIED,    UNKNOWN",
        "TIMED_OUT, UNKNOWN",
        "TOO_LARGE, UNKNOWN",
        "FAILED,    UNKNOWN",
        "NOT_RUN,   NOT_RUN",
        "ABSENT,    FAIL",
    })
    void aFactThatIsNotKnownNeverPasses(Outcome outcome, ResultState expected) {
        assertEquals(expected, state("true", Map.of("passwd", outcome)));
    }

    @Test
    void aWantedFactThatIsAbsentIsNullInTheExpressions() {
        assertEquals(ResultState.PASS, state("group == null", Map.of("group", Outcome.ABSENT)));
        assertEquals(ResultState.FAIL, state("group != null && group.size() > 0", Map.of("group", Outcome.ABSENT)));
    }

    @Test
    void aWantedFactThatIsDeniedMakesTheResultUnknown() {
        assertEquals(ResultState.UNKNOWN, state("true", Map.of("group", Outcome.DENIED)));
    }

    @Test
    void aKeyThatIsNotThereMakesTheResultUnknown() {
        assertEquals(ResultState.UNKNOWN, state("passwd[0].nosuch == 1", Map.of("group", Outcome.ABSENT)));
    }

    @Test
    void aValueThatIsNeitherTrueNorFalseMakesTheResultUnknown() {
        assertEquals(ResultState.UNKNOWN, state("passwd[0].uid", Map.of("group", Outcome.ABSENT)));
    }

    @Test
    void anExpressionThatIsNoCelIsRefusedBeforeAnythingIsGathered() {
        var judge = new Judge(List.of(check("passwd.all(")), FixtureRun.MOMENT);
        var mistake = assertThrows(YamlMistake.class, () -> judge.compile(Set.of(AssetType.LINUX)));
        assertEquals(7, mistake.place().line());
    }

    @ParameterizedTest
    @CsvSource({
        "1.22.9, 1.22.10, true",
        "1.22.10, 1.22.9, false",
        "7.4p1, 7.4, false",
        "9.2, 9.2.0, false",
        "8, 8.0.1, true"
    })
    void versionsCompareAsTheirNumbers(String version, String limit, boolean below) {
        assertEquals(below, Versions.below(version, limit));
    }

    private static ResultState state(String pass, Map<String, Outcome> outcomes) {
        var texts = Map.of("passwd", ROOT, "group", "root:x:0:\n");
        var sheet = FixtureRun.sheet("host", AssetType.LINUX, texts.keySet(), texts, outcomes);
        return new Judge(List.of(check(pass)), FixtureRun.MOMENT)
                .observe(sheet)
                .getFirst()
                .state();
    }

    private static Check check(String pass) {
        var words = new Bilingual("字", "word");
        return new Check(
                "linux.test",
                AssetType.LINUX,
                words,
                List.of(ItemKey.parse("8.1.4.1 a")),
                Risk.LOW,
                List.of(),
                List.of("passwd"),
                List.of("group"),
                Map.of(),
                Optional.empty(),
                words,
                new Check.Expression(pass, new Place("linux.test.yaml", 7, 1)),
                Optional.empty(),
                Map.of("passwd", Check.Absence.FAIL),
                Map.of(),
                new Remedy(words, "", "", Remedy.Impact.NONE),
                new Check.Fixtures(Map.of(), Map.of(), List.of(), Map.of()),
                Path.of("linux.test.yaml"));
    }
}
