package org.tongguan.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tongguan.comply.facts.Garbled;
import org.tongguan.comply.facts.Json;

/// One call of the command line: in this JVM with its output caught, or as a process of its own.
record Cli(int exit, String out, String err) {

    static final Path HOME = Path.of(System.getProperty("tongguan.home")).toAbsolutePath();

    static Cli run(Object... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exit = Main.run(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                java.util.Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new));
        return new Cli(exit, out.toString(), err.toString());
    }

    Map<String, Object> json() {
        try {
            return Json.parseMap(out);
        } catch (Garbled e) {
            throw new AssertionError("standard output is no JSON object: " + out, e);
        }
    }

    /// The same program in a JVM of its own, for what ends it: signals and limits.
    ///
    /// @param prefix what starts it, e.g. `sh -c '…; exec "$@"' sh`
    static ProcessBuilder process(List<String> prefix, Object... arguments) {
        var command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dtongguan.home=" + HOME,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        for (Object argument : arguments) {
            command.add(String.valueOf(argument));
        }
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    static String text(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
