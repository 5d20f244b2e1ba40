package org.tongguan.app.cli;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The drawing in ARCHITECTURE.md and the doors in the code are the same drawing.
class HouseTest {

    private static final Path HOME = Path.of(System.getProperty("tongguan.home"));
    private static final List<String> FLOW =
            List.of("catalog", "asset", "facts", "gather", "check", "verdict", "report");

    @Test
    void theCodeHasExactlyTheDoorsWeDrew() throws IOException {
        assertEquals(drawn(HOME.resolve("ARCHITECTURE.md")), built());
    }

    @Test
    void theComplyWingFollowsItsFlowAndKnowsOnlyTheKernelBeside() throws IOException {
        for (var room : rooms()) {
            String name = room.name().replace("org.tongguan.", "");
            if (!name.startsWith("comply.")) {
                continue;
            }
            for (Requires door : room.requires()) {
                if (!door.name().startsWith("org.tongguan.")) {
                    continue;
                }
                String behind = door.name().replace("org.tongguan.", "");
                if (behind.startsWith("comply.")) {
                    assertTrue(
                            FLOW.indexOf(behind.substring(7)) < FLOW.indexOf(name.substring(7)),
                            name + " looks back at " + behind);
                } else {
                    assertTrue(behind.startsWith("kernel."), name + " has a door to " + behind);
                }
            }
        }
    }

    @Test
    void nothingImportsTheApp() throws IOException {
        for (var room : rooms()) {
            assertTrue(
                    room.requires().stream().noneMatch(door -> door.name().startsWith("org.tongguan.app")),
                    room.name() + " imports the app");
        }
    }

    private static String drawn(Path page) throws IOException {
        return Files.readString(page).split("```rooms\n")[1].split("```")[0].strip();
    }

    private static String built() throws IOException {
        var rooms = rooms();
        var names = rooms.stream().map(ModuleDescriptor::name).collect(toSet());
        return rooms.stream()
                .map(room -> room.requires().stream()
                        .map(Requires::name)
                        .filter(names::contains)
                        .sorted()
                        .collect(joining(" ", room.name() + " -> ", ""))
                        .strip())
                .sorted()
                .collect(joining("\n"));
    }

    private static List<ModuleDescriptor> rooms() throws IOException {
        try (var walk =
                Files.find(HOME, 5, (file, _) -> file.endsWith(Path.of("target", "classes", "module-info.class")))) {
            var rooms = walk.sorted().map(HouseTest::describe).toList();
            assertTrue(rooms.size() >= 11, "only " + rooms.size() + " rooms were found");
            return rooms;
        }
    }

    private static ModuleDescriptor describe(Path file) {
        try (var in = Files.newInputStream(file)) {
            return ModuleDescriptor.read(in);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("cannot read " + file, e);
        }
    }
}
