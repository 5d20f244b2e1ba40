package org.tongguan.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tongguan.comply.asset.Access;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.asset.InventoryReader;
import org.tongguan.comply.catalog.Catalog;
import org.tongguan.comply.check.CheckReader;
import org.tongguan.comply.check.FixtureRun;
import org.tongguan.comply.check.Judge;
import org.tongguan.comply.verdict.AnswersReader;

/// The pages under docs/formats are true: what they show is read as they say.
class FormatPagesTest {

    private static final Path CONTENT = Cli.HOME.resolve("content");
    private static final Pattern NAMED_PAGE = Pattern.compile("docs/[a-z/]+\\.md");

    @TempDir
    Path folder;

    /// The first YAML block of a page, as a file.
    private Path example(String page, String name) throws IOException {
        String text = Files.readString(Cli.HOME.resolve("docs/formats").resolve(page));
        return SampleSystem.file(folder, name, text.split("```yaml\n")[1].split("```")[0]);
    }

    @Test
    void theInventoryOnItsPageIsRead() throws IOException {
        var inventory = InventoryReader.read(example("inventory.md", "inventory.yaml"));
        assertEquals(10, inventory.assets().size());
        assertEquals(1, inventory.imports().size());
        assertEquals(folder.resolve("answers.yaml"), inventory.answers().orElseThrow());
        var shown = inventory.assets().stream()
                .map(asset -> asset.access().getClass())
                .distinct()
                .toList();
        for (var access : Access.class.getPermittedSubclasses()) {
            assertTrue(shown.contains(access) || access == Access.Nothing.class, access + " is not on the page");
        }
        for (AssetType type : AssetType.values()) {
            String page = Files.readString(Cli.HOME.resolve("docs/formats/inventory.md"));
            assertTrue(type == AssetType.SYSTEM || page.contains(type.id()), type.id() + " is not on the page");
        }
    }

    @Test
    void theAnswersOnTheirPageAreRead() throws IOException {
        Path file = example("answers.md", "answers.yaml");
        SampleSystem.file(folder.resolve("evidence"), "door.jpg", "a photo");
        SampleSystem.file(folder.resolve("evidence"), "leadership.pdf", "a notice");
        var answers = AnswersReader.read(file, Catalog.read(CONTENT));
        Path inventory = SampleSystem.inventory(
                folder, "i.yaml", "  - {id: db1, type: postgresql}", "  - {id: web1, type: linux, access: local}");
        var home = new Home(Cli.HOME);
        answers.verify(
                InventoryReader.read(inventory).assets(),
                new Packs().read(home, home.catalog()).checks());
    }

    @Test
    void theCheckOnItsPagePassesItsOwnFixtures() throws IOException {
        var check = new CheckReader(Catalog.read(CONTENT)).read(example("check.md", "linux.auth.empty-password.yaml"));
        new Judge(List.of(check), FixtureRun.MOMENT).compile(java.util.Set.of(AssetType.LINUX));
        assertEquals(List.of(), FixtureRun.failures(check));
    }

    @Test
    void theSettingsOnTheirPageAreTaken() throws IOException {
        var catalog = Catalog.read(CONTENT, example("settings.md", "settings.yaml"));
        assertFalse(catalog.items(Catalog.LEVEL_MAX, "general").isEmpty());
    }

    @Test
    void everyPageTheProgramNamesExists() throws IOException {
        try (var walk = Files.walk(Cli.HOME)) {
            for (Path file :
                    (Iterable<Path>) walk.filter(path -> path.toString().endsWith(".java"))
                            .filter(path -> path.toString().contains("src/main"))::iterator) {
                var named = NAMED_PAGE.matcher(Files.readString(file));
                while (named.find()) {
                    assertTrue(Files.exists(Cli.HOME.resolve(named.group())), file + " names " + named.group());
                }
            }
        }
    }
}
