package org.tongguan.testkit.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// A started server process: run as an unprivileged user where we are root, stopped by its own process id, and
/// stopped
/// as well when the JVM ends in an orderly way.
final class Running implements AutoCloseable {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final int OUTPUT_BYTES_MAX = 1 << 20;

    private final Process process;
    private final Path log;
    private final String stopSignal;
    private final Thread hook = new Thread(this::end);

    private Running(Process process, Path log, String stopSignal) {
        this.process = process;
        this.log = log;
        this.stopSignal = stopSignal;
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            process.destroyForcibly();
            throw new ServerTrouble("the program is ending", e);
        }
    }

    /// @param user who runs it if we are root
    /// @param stopSignal the signal of an orderly, prompt stop: `INT` or `TERM`
    static Running start(List<String> command, String user, Path log, String stopSignal) {
        try {
            return new Running(
                    new ProcessBuilder(as(user, command))
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .redirectInput(ProcessBuilder.Redirect.from(
                                    Path.of("/dev/null").toFile()))
                            .start(),
                    log,
                    stopSignal);
        } catch (IOException e) {
            throw new ServerTrouble("cannot start " + command.getFirst(), e);
        }
    }

    /// setpriv replaces itself by the command, so that the process id is the server's own.
    private static List<String> as(String user, List<String> command) {
        if (!root()) {
            return command;
        }
        var full = new ArrayList<>(
                List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups", "--no-new-privs"));
        full.addAll(command);
        return full;
    }

    static boolean root() {
        return System.getProperty("user.name", "").equals("root");
    }

    /// Runs a short command to its end and returns its output.
    ///
    /// @throws ServerTrouble if it fails; the message holds the end of its output
    static String run(List<String> command, String user, Map<String, String> environment, String input) {
        try {
            var builder = new ProcessBuilder(as(user, command)).redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            var ending = new Thread(() -> endNow(process));
            Runtime.getRuntime().addShutdownHook(ending);
            try {
                try (var in = process.getOutputStream()) {
                    in.write(input.getBytes(StandardCharsets.UTF_8));
                }
                String output =
                        new String(process.getInputStream().readNBytes(OUTPUT_BYTES_MAX), StandardCharsets.UTF_8);
                if (!process.waitFor(60, TimeUnit.SECONDS)) {
                    throw new ServerTrouble(command.getFirst() + " does not end");
                }
                if (process.exitValue() != 0) {
                    throw new ServerTrouble(command.getFirst() + " failed: " + end(output));
                }
                return output;
            } finally {
                endNow(process);
                Runtime.getRuntime().removeShutdownHook(ending);
            }
        } catch (IllegalStateException e) {
            throw new ServerTrouble(command.getFirst() + " was cut off: the program is ending", e);
        } catch (IOException e) {
            throw new ServerTrouble("cannot run " + command.getFirst(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerTrouble(command.getFirst() + " was interrupted", e);
        }
    }

    private static void endNow(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /// Waits until the server answers.
    void await(String product, Duration limit, BooleanSupplier answers) {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            while (!answers.getAsBoolean()) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    String said = Files.exists(log) ? end(Files.readString(log)) : "";
                    close();
                    throw new ServerTrouble(product + " did not start: " + said);
                }
                Thread.sleep(50);
            }
        } catch (IOException e) {
            throw new ServerTrouble("cannot read the log of " + product, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new ServerTrouble("starting " + product + " was interrupted", e);
        }
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the JVM is ending: the hook does the same, and whoever closes wants to see the end of it
        }
        end();
    }

    private void end() {
        if (!process.isAlive()) {
            return;
        }
        try {
            new ProcessBuilder("kill", "-" + stopSignal, String.valueOf(process.pid()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /// A port nobody listens on at this moment.
    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new ServerTrouble("no free port on loopback", e);
        }
    }

    /// Gives the folder and all in it to the user who will run the server.
    static void own(Path folder, String user) {
        if (!root()) {
            return;
        }
        try {
            var owner = folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user);
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes is) throws IOException {
                    Files.setOwner(path, owner);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path path, BasicFileAttributes is) throws IOException {
                    Files.setOwner(path, owner);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new ServerTrouble("cannot give " + folder + " to the user " + user, e);
        }
        try {
            run(List.of("test", "-w", folder.toString()), user, Map.of(), "");
        } catch (ServerTrouble e) {
            throw new ServerTrouble(
                    "the user " + user + " cannot reach " + folder + ": choose a folder whose parents it may enter", e);
        }
    }

    static boolean exists(String program) {
        return Files.isExecutable(Path.of(program));
    }

    private static String end(String output) {
        String text = output.strip();
        return text.length() <= 600 ? text : "… " + text.substring(text.length() - 600);
    }
}
