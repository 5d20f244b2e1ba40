package org.tongguan.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The launcher's own decisions, in a checkout of nothing with a JDK and a Maven that only note how they were called.
@Timeout(60)
class LauncherTest {

    private static final String BUILDING = "tongguan: building (a minute the first time) …\n";

    @TempDir
    Path folder;

    private Path home = Path.of("");
    private Path tools = Path.of("");

    /// What one start of the launcher did.
    private record Start(int exit, String out, String err) {}

    @BeforeEach
    void checkout() throws IOException {
        home = folder.resolve("a checkout");
        tools = Files.createDirectories(folder.resolve("tools"));
        for (String source :
                List.of("kernel/a/src/main/java/A.java", "comply/b/pom.xml", "testkit/c/pom.xml", "pom.xml")) {
            write(home.resolve(source), "old");
        }
        Files.createDirectories(home.resolve("app/cli/src/main/java"));
        Files.copy(Cli.HOME.resolve("tongguan"), home.resolve("tongguan"));
        program(home.resolve("tongguan"));
        jdk("jdk-25", "25.0.1");
        write(
                tools.resolve("mvn"),
                "#!/bin/sh\necho built >>'" + folder + "/builds'\nsleep 0.2\nexit ${MVN_EXIT:-0}\n");
        program(tools.resolve("mvn"));
        for (String name : List.of(
                "sed",
                "head",
                "dirname",
                "readlink",
                "find",
                "sort",
                "cksum",
                "cat",
                "tail",
                "mkdir",
                "rm",
                "mv",
                "touch",
                "flock",
                "sleep")) {
            for (String place : List.of("/usr/bin/", "/bin/")) {
                if (Files.exists(Path.of(place + name))) {
                    program(write(tools.resolve(name), "#!/bin/sh\nexec " + place + name + " \"$@\"\n"));
                }
            }
        }
    }

    @Test
    void theFirstStartPrintsOneLineAndBuildsOnce() throws Exception {
        var first = start(Map.of(), "judge", "a b");
        assertEquals(0, first.exit(), first.err());
        assertEquals(BUILDING, first.err());
        assertTrue(first.out().contains("<org.tongguan.app.cli.Main><judge><a b>"), first.out());
        assertTrue(first.out().contains("-XX:AOTCache="), first.out());
        assertEquals(1, builds());

        var second = start(Map.of());
        assertEquals("", second.err());
        assertEquals(1, builds());
        assertEquals(1, lines("caches"));
    }

    @Test
    void onlyChangedSourcesAreBuiltAgain() throws Exception {
        start(Map.of());
        Path source = home.resolve("kernel/a/src/main/java/A.java");
        later(source);
        assertEquals(BUILDING, start(Map.of()).err(), "an edited file");
        write(home.resolve("kernel/a/src/main/resources/words.txt"), "new");
        assertEquals(BUILDING, start(Map.of()).err(), "a new file");
        Files.delete(source);
        assertEquals(BUILDING, start(Map.of()).err(), "a file less");
        int built = builds();

        later(write(home.resolve("kernel/a/src/test/java/ATest.java"), "test"));
        later(write(home.resolve("kernel/a/target/classes/B.java"), "left over"));
        later(write(home.resolve("docs/page.md"), "words"));
        assertEquals("", start(Map.of()).err());
        assertEquals(built, builds());
    }

    @Test
    void twoStartsAtOnceBuildOnce() throws Exception {
        var one = process(Map.of()).start();
        var other = process(Map.of()).start();
        assertEquals(0, one.waitFor());
        assertEquals(0, other.waitFor());
        assertEquals(1, builds());
        try (var left = Files.list(home.resolve("app/cli/target"))) {
            assertFalse(
                    left.anyMatch(file -> file.toString().matches(".*tongguan\\.\\d+\\.aot")), "half a cache is left");
        }
    }

    @Test
    void aFailedBuildSaysWhereItsLogIsAndIsTriedAgain() throws Exception {
        var failed = start(Map.of("MVN_EXIT", "1"));
        assertEquals(70, failed.exit());
        assertTrue(failed.err().endsWith("the whole log is " + home.resolve("app/cli/target/build.log") + "\n"));
        assertEquals(0, start(Map.of()).exit());
        assertEquals(2, builds());
    }

    @Test
    void withoutMavenOneLineSaysWhatToInstall() throws Exception {
        Files.delete(tools.resolve("mvn"));
        var start = start(Map.of());
        assertEquals(69, start.exit());
        assertEquals("tongguan: Maven is needed to build; install it (Debian: apt-get install maven)\n", start.err());
    }

    @Test
    void aJdkThatCannotMakeACacheRunsWithoutAndIsNotAskedAgain() throws Exception {
        var first = start(Map.of("NO_CACHE", "1"));
        assertEquals(0, first.exit());
        assertEquals(BUILDING, first.err());
        assertFalse(first.out().contains("-XX:AOTCache="), first.out());
        assertEquals("", start(Map.of("NO_CACHE", "1")).err());
        assertEquals(1, lines("caches"));
    }

    @Test
    void anOldJdkInTheEnvironmentIsPassedOver() throws Exception {
        jdk("jdk-17", "17.0.12");
        jdk("jdk-26", "26-ea");
        String old = folder.resolve("jdk-17").toString();
        assertEquals(
                folder.resolve("jdk-26") + "\n",
                start(Map.of("JAVA_HOME", old), "jdk").out());
        assertEquals(
                folder.resolve("jdk-25") + "\n",
                start(Map.of("JAVA_HOME", folder.resolve("jdk-25").toString()), "jdk")
                        .out());
        assertEquals(
                folder.resolve("jdk-26") + "\n",
                start(Map.of("TONGGUAN_JAVA_HOME", "/nowhere", "JAVA_HOME", old), "jdk")
                        .out());
        assertEquals(
                folder.resolve("jdk-25") + "\n",
                start(
                                Map.of(
                                        "TONGGUAN_JAVA_HOME",
                                        folder.resolve("jdk-25").toString(),
                                        "JAVA_HOME",
                                        folder.resolve("jdk-26").toString()),
                                "jdk")
                        .out());
    }

    @Test
    void withoutAnyJdkOneLineSaysWhatToInstall() throws Exception {
        jdk("jdk-17", "17.0.12");
        var start = start(Map.of("TONGGUAN_JDK_DIRS", folder.resolve("jdk-17").toString()));
        assertEquals(69, start.exit());
        assertTrue(start.err().startsWith("tongguan: no JDK 25 or newer found; install one"), start.err());
        assertEquals(1, start.err().lines().count());
    }

    private void jdk(String name, String version) throws IOException {
        Path jdk = folder.resolve(name);
        write(jdk.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        program(write(jdk.resolve("bin/javac"), "#!/bin/sh\n"));
        program(write(
                jdk.resolve("bin/java"),
                "#!/bin/sh\ncase $1 in -XX:AOTCacheOutput=*)\n  echo cache >>'" + folder
                        + "/caches'\n  echo noise >&2\n  [ -z \"${NO_CACHE:-}\" ] || exit 1\n"
                        + "  echo cache >\"${1#*=}\"\n  exit 0 ;;\nesac\nprintf '<%s>' \"$@\"\n"));
    }

    private static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static void program(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void later(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
    }

    private int builds() throws IOException {
        return lines("builds");
    }

    private int lines(String name) throws IOException {
        return Files.exists(folder.resolve(name))
                ? Files.readAllLines(folder.resolve(name)).size()
                : 0;
    }

    private ProcessBuilder process(Map<String, String> environment, String... arguments) {
        var command = new java.util.ArrayList<>(List.of(home.resolve("tongguan").toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH",
                        tools.toString(),
                        "TONGGUAN_JDK_DIRS",
                        folder + "/jdk-25 " + folder + "/jdk-17 " + folder + "/jdk-26"));
        builder.environment().putAll(environment);
        return builder;
    }

    private Start start(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        var process = process(environment, arguments).start();
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        return new Start(
                process.exitValue(),
                Files.readString(folder.resolve("out"), StandardCharsets.UTF_8),
                Files.readString(folder.resolve("err"), StandardCharsets.UTF_8));
    }
}
