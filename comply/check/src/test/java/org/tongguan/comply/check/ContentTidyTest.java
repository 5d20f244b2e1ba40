package org.tongguan.comply.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.catalog.Catalog;
import org.tongguan.comply.facts.Collector;
import org.tongguan.comply.facts.Collectors;
import org.tongguan.comply.facts.Source;

/// The content is in order as a whole: nothing is left lying about, nothing is read for nobody, and every check
/// speaks Chinese and stands where its id says.
class ContentTidyTest {

    private static final Path HOME = Path.of(System.getProperty("tongguan.home"));
    private static final Path CONTENT = HOME.resolve("content");
    private static final Catalog CATALOG = Catalog.read(CONTENT);
    private static final List<Check> CHECKS =
            CheckPack.read(CATALOG, List.of(CONTENT.resolve("checks"))).checks();

    /// Collectors no check rests on, and what they are for.
    private static final Map<String, String> READ_FOR_OTHER_REASONS = Map.of(
            "group", "who is in sudo, wheel or docker: evidence for the person who settles least privilege",
            "redis_clients", "who was connected from where: evidence for the person who settles access limits");

    /// Where the ids of a folder's checks begin otherwise than with the folder's name.
    private static final Map<AssetType, String> SHORT =
            Map.of(AssetType.KUBERNETES, "k8s", AssetType.NETWORK_DEVICE, "net");

    /// Every content file is named by the code, or stands for an asset type, a collector or a check.
    @Test
    void nothingLiesAboutInTheContent() throws IOException {
        String code = code();
        var known = new HashSet<Path>(CheckPack.files(CONTENT.resolve("checks")));
        try (var files = Files.walk(CONTENT)) {
            var stray = files.filter(Files::isRegularFile)
                    .filter(file -> !known.contains(file))
                    .filter(file -> !code.contains(file.getFileName() + "\""))
                    .filter(file -> !standsForSomething(CONTENT.relativize(file)))
                    .map(CONTENT::relativize)
                    .sorted()
                    .toList();
            assertEquals(List.of(), stray, "files nobody reads");
        }
    }

    @Test
    void everyCollectorIsReadForACheck() {
        var used = new HashSet<String>();
        CHECKS.forEach(check -> used.addAll(FixtureRun.collectors(check)));
        var idle = Collectors.all().stream()
                .map(Collector::id)
                .filter(id -> !used.contains(id) && !READ_FOR_OTHER_REASONS.containsKey(id))
                .sorted()
                .toList();
        assertEquals(List.of(), idle, "collectors that are read for nobody");
        assertEquals(
                List.of(),
                READ_FOR_OTHER_REASONS.keySet().stream().filter(used::contains).toList(),
                "a check rests on these by now");
    }

    /// A component's check may rest on its host's facts, and any check on an imported result; nothing else
    /// crosses types.
    @Test
    void aCheckRestsOnFactsItsAssetHas() {
        var strange = new ArrayList<String>();
        for (Check check : CHECKS) {
            for (String id : FixtureRun.collectors(check)) {
                var collector = Collectors.byId(id).orElseThrow();
                boolean own = collector.type() == check.type();
                boolean host = check.type().component() && collector.type() == AssetType.LINUX;
                boolean component =
                        check.type() == AssetType.LINUX && collector.type().component();
                if (!own && !host && !component && !(collector.source() instanceof Source.ImportedFile)) {
                    strange.add(check.id() + " needs " + id + " of " + collector.type());
                }
            }
        }
        assertEquals(List.of(), strange);
    }

    @Test
    void everyHighRiskCaseAndItemACheckNamesIsThere() {
        var wrong = new ArrayList<String>();
        for (Check check : CHECKS) {
            check.highRiskCases().stream()
                    .filter(id -> !CATALOG.highRiskCases().containsKey(id))
                    .forEach(id -> wrong.add(check.id() + " names the high-risk case " + id));
            check.items().stream()
                    .filter(item -> !CATALOG.applicability()
                            .getOrDefault(CATALOG.evidencedAs(item), Set.of())
                            .contains(check.type().id()))
                    .forEach(item -> wrong.add(check.id() + " bears on " + item + ", which does not apply to "
                            + check.type().id()));
        }
        assertEquals("", String.join("\n", wrong));
    }

    /// A failed check that is the condition of a high-risk case bears on an item that case is about.
    @Test
    void aHighRiskCaseIsAboutAnItemOfTheCheckThatNamesIt() {
        var wrong = new ArrayList<String>();
        for (Check check : CHECKS) {
            for (String id : check.highRiskCases()) {
                boolean about = check.items().stream()
                        .flatMap(item -> CATALOG.highRiskCases(item).stream())
                        .anyMatch(one -> one.equals(CATALOG.highRiskCases().get(id)));
                if (!about) {
                    wrong.add(check.id() + " names " + id + ", but bears on " + check.items());
                }
            }
        }
        assertEquals("", String.join("\n", wrong));
    }

    @Test
    void aCheckStandsWhereItsIdSays() {
        var wrong = new ArrayList<String>();
        for (Check check : CHECKS) {
            String folder = CONTENT.resolve("checks")
                    .relativize(check.file())
                    .getName(0)
                    .toString();
            String prefix = SHORT.getOrDefault(check.type(), check.type().id());
            if (!check.file().getFileName().toString().equals(check.id() + ".yaml")
                    || !folder.equals(check.type().id())
                    || !check.id().startsWith(prefix + ".")) {
                wrong.add(check.id() + " in " + CONTENT.relativize(check.file()));
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void noTwoChecksOfATypeHaveOneTitle() {
        var wrong = new ArrayList<String>();
        var seen = new HashMap<String, String>();
        for (Check check : CHECKS) {
            for (String title : List.of(check.title().zh(), check.title().en())) {
                String before = seen.put(check.type() + title, check.id());
                if (before != null) {
                    wrong.add(before + " and " + check.id() + ": " + title);
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void theChineseIsChineseAndRemediesAreSentences() {
        var wrong = new ArrayList<String>();
        for (Check check : CHECKS) {
            for (String text : List.of(
                    check.title().zh(),
                    check.notApplicable().zh(),
                    check.remedy().text().zh())) {
                if (text.chars().allMatch(character -> character < 128)) {
                    wrong.add(check.id() + ": no Chinese in '" + text + "'");
                }
            }
            if (!check.remedy().text().zh().strip().endsWith("。")) {
                wrong.add(check.id() + ": the remedy does not end as a sentence: "
                        + check.remedy().text().zh());
            }
            if (!check.remedy().text().en().strip().endsWith(".")) {
                wrong.add(check.id() + ": the remedy does not end as a sentence: "
                        + check.remedy().text().en());
            }
            if (check.title().zh().endsWith("。") || check.title().en().endsWith(".")) {
                wrong.add(check.id() + ": a title is no sentence");
            }
            if (check.title().en().chars().anyMatch(character -> character >= 0x3000)) {
                wrong.add(check.id() + ": Chinese in '" + check.title().en() + "'");
            }
        }
        CATALOG.remains()
                .forEach((item, types) -> types.forEach((type, text) -> {
                    if (text.zh().chars().allMatch(character -> character < 128)) {
                        wrong.add("remains of " + item + " on " + type + ": no Chinese in '" + text.zh() + "'");
                    }
                }));
        assertEquals("", String.join("\n", wrong));
    }

    private static boolean standsForSomething(Path file) {
        String name = file.getFileName().toString().replaceFirst("\\..*", "");
        var types = Arrays.stream(AssetType.values()).map(AssetType::id).toList();
        return file.startsWith("catalog/remains") && types.contains(name)
                || file.startsWith("demo/recorded") && Collectors.byId(name).isPresent()
                || file.startsWith("demo/weak-root")
                || file.startsWith("checks")
                        && fixtureFiles().contains(file.getFileName().toString());
    }

    /// The files checks' cases point to.
    private static Set<String> fixtureFiles() {
        var named = new TreeSet<String>();
        for (Path check : CheckPack.files(CONTENT.resolve("checks"))) {
            try (var lines = Files.lines(check)) {
                lines.filter(line -> line.contains("file: "))
                        .map(line -> line.replaceFirst(".*file: ['\"]?([^'\",}]*).*", "$1"))
                        .forEach(line ->
                                named.add(Path.of(line.strip()).getFileName().toString()));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException("cannot read " + check, e);
            }
        }
        return named;
    }

    private static String code() throws IOException {
        var code = new StringBuilder();
        for (String room : List.of("kernel", "comply", "testkit", "app")) {
            try (Stream<Path> files = Files.walk(HOME.resolve(room))) {
                for (Path file : files.filter(one -> one.toString().endsWith(".java"))
                        .filter(one -> !one.endsWith("ContentTidyTest.java"))
                        .toList()) {
                    code.append(Files.readString(file));
                }
            }
        }
        return code.toString();
    }
}
