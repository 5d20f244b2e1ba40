package org.tongguan.comply.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Holds the catalogue to the numbers of the standard (standards.md, section 0).
class CatalogTest {

    private static final Path CONTENT = Path.of(System.getProperty("tongguan.home"), "content");
    private static final Catalog CATALOG = Catalog.read(CONTENT);

    private static List<Integer> perClass(int level) {
        return List.copyOf(CATALOG.items(level, "general").stream()
                .collect(Collectors.groupingBy(Item::classZh, LinkedHashMap::new, Collectors.summingInt(_ -> 1)))
                .values());
    }

    private static long controlPoints(int level) {
        return CATALOG.items(level, "general").stream()
                .map(item -> item.key().clause())
                .distinct()
                .count();
    }

    @Test
    void level3HasNinetySixTechnicalAndOneHundredFifteenManagementItems() {
        var items = CATALOG.items(3, "general");
        assertEquals(96, items.stream().filter(Item::technical).count());
        assertEquals(115, items.stream().filter(item -> !item.technical()).count());
        assertEquals(211, items.size());
        assertEquals(71, controlPoints(3));
    }

    @Test
    void level2HasOneHundredThirtyFiveItems() {
        assertEquals(135, CATALOG.items(2, "general").size());
        assertEquals(68, controlPoints(2));
    }

    @Test
    void everyClassHasItsCount() {
        assertEquals(List.of(22, 8, 20, 34, 12, 7, 14, 12, 34, 48), perClass(3));
        assertEquals(List.of(15, 4, 11, 23, 4, 6, 9, 7, 25, 31), perClass(2));
    }

    @ParameterizedTest
    @CsvSource({"cloud,46,29", "mobile,19,14", "iot,20,7", "ics,21,15"})
    void everyExtensionHasItsCount(String scope, int atLevel3, int atLevel2) {
        assertEquals(atLevel3, CATALOG.items(3, scope).size());
        assertEquals(atLevel2, CATALOG.items(2, scope).size());
    }

    @Test
    void seventyThreeItemsAreForAMachineToLookAtAndEachNamesItsAssetTypes() {
        var machine = CATALOG.items(3, "general").stream()
                .filter(item -> Set.of("host", "db", "web", "network").contains(item.channel()))
                .map(Item::key)
                .collect(Collectors.toSet());
        assertEquals(73, machine.size());
        assertEquals(machine, CATALOG.applicability().keySet());
        CATALOG.applicability().values().forEach(types -> assertFalse(types.isEmpty()));
    }

    @Test
    void aSystemOfS3A3G3AnswersAllItems() {
        assertEquals(CATALOG.items(3, "general"), CATALOG.requirements(3, 3, List.of(), true));
        assertEquals(135, CATALOG.requirements(2, 2, List.of(), true).size());
    }

    @Test
    void withS3A2G3TheAvailabilityControlsAreTakenAtLevel2() {
        var items = CATALOG.requirements(3, 2, List.of(), true);
        assertEquals(211 - 6 + 4, items.size());
        assertEquals(
                Set.of("7.1.1.9 a", "7.1.1.9 b", "7.1.4.8 a", "7.1.4.8 b"),
                items.stream()
                        .filter(item -> item.level() == 2)
                        .map(item -> item.key().toString())
                        .collect(Collectors.toSet()));
        assertTrue(items.stream().allMatch(item -> item.level() == 3 || CATALOG.sag(item) == Sag.A));
    }

    @Test
    void withS2A3G3TheInformationControlsAreTakenAtLevel2AndConfidentialityFallsAway() {
        var items = CATALOG.requirements(2, 3, List.of(), true);
        assertTrue(items.stream().allMatch(item -> (item.level() == 2) == (CATALOG.sag(item) == Sag.S)));
        assertFalse(items.stream().anyMatch(item -> item.controlZh().equals("数据保密性")));
    }

    @Test
    void aControlThatMightBeTakenAtLevel1IsTakenAtLevel2() {
        assertEquals(CATALOG.requirements(3, 2, List.of(), true), CATALOG.requirements(3, 1, List.of(), true));
    }

    @Test
    void aLevelTheCatalogueDoesNotHoldIsRefused() {
        var e = assertThrows(IllegalArgumentException.class, () -> CATALOG.requirements(4, 3, List.of(), true));
        assertTrue(e.getMessage().contains("not level 4"), e.getMessage());
    }

    @Test
    void aTenantShowsAllCloudItemsAndAnswersThoseThatAreNotThePlatformsAlone() {
        assertEquals(211 + 46, CATALOG.rows(3, 3, List.of("cloud")).size());
        assertEquals(
                211 + 46, CATALOG.requirements(3, 3, List.of("cloud"), false).size());
        Map<CloudSide, Long> sides = CATALOG.items(3, "cloud").stream()
                .collect(Collectors.groupingBy(
                        item -> CATALOG.cloudShare(item.key()).orElseThrow().side(), Collectors.counting()));
        assertEquals(Map.of(CloudSide.TENANT, 22L, CloudSide.CONDITIONAL, 5L, CloudSide.PLATFORM, 19L), sides);
        assertEquals(
                211 + 46 - 19,
                CATALOG.requirements(3, 3, List.of("cloud"), true).size());
    }

    @Test
    void everyTagOfTheStandardsAnnexIsThere() {
        var tags = CATALOG.items(3, "general").stream()
                .collect(Collectors.groupingBy(
                        CATALOG::sag, Collectors.mapping(item -> item.key().clause(), Collectors.toSet())));
        assertEquals(Set.of("8.1.1.9", "8.1.4.9"), tags.get(Sag.A));
        assertEquals(
                Set.of(
                        "8.1.1.10",
                        "8.1.2.3",
                        "8.1.3.6",
                        "8.1.4.1",
                        "8.1.4.2",
                        "8.1.4.6",
                        "8.1.4.7",
                        "8.1.4.8",
                        "8.1.4.10",
                        "8.1.4.11"),
                tags.get(Sag.S));
    }

    @Test
    void thereAreThirtyTwoMajorRiskTriggers() {
        assertEquals(32, CATALOG.majorRiskTriggers().size());
        int number = 1;
        for (String id : CATALOG.majorRiskTriggers().keySet()) {
            assertEquals("A-%02d".formatted(number++), id);
        }
    }

    @Test
    void aTriggersCasesStandUnderItsItems() {
        for (var trigger : CATALOG.majorRiskTriggers().values()) {
            assertFalse(trigger.severity().zh().isBlank(), trigger.id());
            for (String id : trigger.cases()) {
                var items = CATALOG.highRiskCases().get(id).items();
                boolean shared = items.stream()
                        .anyMatch(item -> trigger.items().stream()
                                .anyMatch(other -> other.clause().equals(item.clause())));
                assertTrue(shared, trigger.id() + " and " + id);
            }
        }
    }

    @Test
    void aCaseThatNeedsHighAvailabilityHoldsForNoOtherSystem() {
        var overloaded = CATALOG.highRiskCases().get("6.2.1.1");
        assertTrue(overloaded.holdsFor(3, true));
        assertFalse(overloaded.holdsFor(3, false));
        assertFalse(CATALOG.highRiskCases().get("6.1.3.2").holdsFor(3, true));
    }

    @Test
    void anExploitableHoleTheInternetReachesCannotBeLowered() {
        var hole = CATALOG.highRiskCases().get("6.4.3.2");
        assertTrue(hole.mayBeLowered(false));
        assertFalse(hole.mayBeLowered(true));
        assertFalse(CATALOG.highRiskCases().get("6.5.1.2").mayBeLowered(false));
    }

    @Test
    void theEditionsOfTheGradingMatrixDifferInTheLastRowOnly() {
        var matrices = CATALOG.gradingMatrices();
        assertEquals(
                List.of("2020", "2025"),
                matrices.stream().map(GradingMatrix::version).toList());
        assertEquals(
                2, matrices.getFirst().level(GradingMatrix.Harmed.CITIZENS, GradingMatrix.Degree.ESPECIALLY_SERIOUS));
        assertEquals(3, matrices.getFirst().level(GradingMatrix.Harmed.SOCIETY, GradingMatrix.Degree.SERIOUS));
        assertEquals(3, matrices.getFirst().level(GradingMatrix.Harmed.NATION, GradingMatrix.Degree.GENERAL));
        assertEquals(4, matrices.getLast().level(GradingMatrix.Harmed.NATION, GradingMatrix.Degree.GENERAL));
    }

    @Test
    void everyUnconfirmedSettingHasItsSentenceInBothLanguages() {
        for (Setting setting : CATALOG.settings().all()) {
            assertTrue(setting.sentence().isPresent() != setting.confidence().confirmed(), setting.key());
            setting.sentence().ifPresent(sentence -> assertFalse(sentence.zh().contains("{"), sentence.zh()));
        }
    }

    @Test
    void theUsersOwnSettingsStandInPlaceOfOursAndTheReportSaysSo(@TempDir Path folder) throws IOException {
        Path own = folder.resolve("settings.yaml");
        Files.writeString(own, """
                settings: {boundary-inclusive: false, partial-weight: "0.5"}
                weights-2021: {"8.1.4.1 a": 3}
                """);
        var catalog = Catalog.read(CONTENT, own);
        assertFalse(catalog.conclusionRules().rate2025().inclusive());
        assertEquals(0.5, catalog.conclusionRules().rate2025().partialWeight());
        assertEquals(3, catalog.conclusionRules().score2021().weight(ItemKey.parse("8.1.4.1 a")));
        assertEquals(1, catalog.conclusionRules().score2021().weight(ItemKey.parse("8.1.4.1 b")));
        assertTrue(catalog.settings()
                .setting("partial-weight")
                .sentence()
                .orElseThrow()
                .zh()
                .contains("权重 0.5"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "settings: {boundary-inclusiv: false} | unknown key 'boundary-inclusiv' (did you mean 'boundary-inclusive'?)",
                "settings: {partial-weight: 2} | setting 'partial-weight' is a share from 0 to 1, not 2.0",
                "weights-2021: {8.1.41.1 a: 1} | no item '8.1.41.1 a' (did you mean",
                "weights-2021: {8.1.4.1 a: 4} | a weight is 1, 2 or 3, not 4"
            })
    void aMistakeInTheUsersSettingsIsNamed(String text, String message, @TempDir Path folder) throws IOException {
        Path own = folder.resolve("settings.yaml");
        Files.writeString(own, text);
        var e = assertThrows(RuntimeException.class, () -> Catalog.read(CONTENT, own));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void aLevel2ItemWithTheSameWordsIsAnsweredByTheChecksOfItsLevel3Twin() {
        assertEquals(ItemKey.parse("8.1.4.1 a"), CATALOG.evidencedAs(ItemKey.parse("7.1.4.1 a")));
        assertEquals(ItemKey.parse("8.1.4.1 a"), CATALOG.evidencedAs(ItemKey.parse("8.1.4.1 a")));
        assertEquals(ItemKey.parse("7.1.4.5"), CATALOG.evidencedAs(ItemKey.parse("7.1.4.5")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.9|true|0|符合",
                "0.9|false|0|基本符合",
                "0.6|true|0|基本符合",
                "0.6|false|0|不符合",
                "0.95|true|1|基本符合",
                "0.75|true|3|基本符合",
                "0.59|true|0|不符合",
                "0.59|true|1|不符合"
            })
    void theRateAndTheMajorRisksGiveTheWord(double rate, boolean inclusive, int majorRisks, String word) {
        assertEquals(word, new ConclusionRules.Rate(0.9, 0.6, inclusive, 0, "基本符合").word(rate, majorRisks));
    }

    @Test
    void aBrokenRowIsNamedWithItsFileAndLine(@TempDir Path folder) throws IOException {
        Path copy = Files.createDirectories(folder.resolve("catalog"));
        try (var files = Files.list(CONTENT.resolve("catalog"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        Path tags = copy.resolve("cloud-tenant.tsv");
        Files.writeString(tags, Files.readString(tags) + "8.2.9.9\ta\ttenant\tV1\t\t\n");
        var e = assertThrows(CatalogUnreadable.class, () -> Catalog.read(folder));
        assertTrue(e.getMessage().contains("cloud-tenant.tsv:48: no item 8.2.9.9 a"), e.getMessage());
    }
}
