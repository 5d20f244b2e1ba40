package org.tongguan.testkit.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/// The machine's own nginx, started on a loopback port with a configuration of its own, or asked to test one.
///
/// Process file, logs and temporary folders stay in the folder given.
public final class NginxServer implements AutoCloseable {

    public static final String PACKAGE = "nginx";
    private static final List<Path> PROGRAMS =
            List.of(Path.of("/usr/sbin/nginx"), Path.of("/usr/bin/nginx"), Path.of("/usr/local/nginx/sbin/nginx"));
    private static final int START_SECONDS_MAX = 15;
    private static final int OUTPUT_BYTES_MAX = 1 << 20;

    private final Process process;
    private final Path folder;
    private final int port;

    private NginxServer(Process process, Path folder, int port) {
        this.process = process;
        this.folder = folder;
        this.port = port;
        // when the JVM ends first, the server does not outlive it
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    }

    public static boolean installed() {
        return program().isPresent();
    }

    /// Starts nginx. The http block's directives are made for the port chosen; `listen 127.0.0.1:PORT` is up to
    /// them.
    ///
    /// @param folder an existing folder for its files
    /// @return empty where nginx is not installed
    public static Optional<NginxServer> start(Path folder, IntFunction<String> http) {
        return program().map(program -> {
            int port = freePort();
            try {
                Path config = folder.resolve("nginx.conf");
                Files.writeString(
                        config,
                        "worker_processes 1;\nerror_log error.log info;\nevents { }\nhttp {\n" + temporaryFolders()
                                + http.apply(port) + "\n}\n");
                var process = new ProcessBuilder(command(program, folder, config, "daemon off;"))
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("nginx.out").toFile())
                        .start();
                var server = new NginxServer(process, folder, port);
                server.awaitStart();
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException("cannot start nginx in " + folder, e);
            }
        });
    }

    /// What `nginx -t` complains of; empty if it finds the configuration sound.
    ///
    /// @param config beside it stand the files it includes
    /// @param folder for the process file and relative paths
    /// @throws IllegalStateException if nginx is not installed
    public static String complaints(Path config, Path folder) {
        var program = program()
                .orElseThrow(() -> new IllegalStateException("nginx is not installed: install the package " + PACKAGE));
        var command = command(program, folder, config, "", "-t");
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readNBytes(OUTPUT_BYTES_MAX), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? "" : text;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run nginx -t on " + config, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while nginx -t ran", e);
        }
    }

    /// Lines for an http block that keep nginx's temporary folders below its own.
    public static String temporaryFolders() {
        var lines = new StringBuilder();
        for (String kind : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
            lines.append(kind).append("_temp_path tmp-").append(kind).append(";\n");
        }
        return lines.toString();
    }

    public int port() {
        return port;
    }

    public Path folder() {
        return folder;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> command(Path program, Path folder, Path config, String globals, String... more) {
        var command = new ArrayList<>(List.of(
                program.toString(),
                "-p",
                folder.toString(),
                "-e",
                "stderr",
                "-c",
                config.toString(),
                "-g",
                "pid " + folder.resolve("nginx.pid") + "; " + globals));
        command.addAll(List.of(more));
        return command;
    }

    private void awaitStart() throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS_MAX);
        while (process.isAlive() && System.nanoTime() < end) {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
                return;
            } catch (IOException notYet) {
                pause();
            }
        }
        close();
        throw new IOException("nginx did not open port " + port + ": " + Files.readString(folder.resolve("nginx.out")));
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while nginx started", e);
        }
    }

    private static Optional<Path> program() {
        return PROGRAMS.stream().filter(Files::isExecutable).findFirst();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free loopback port", e);
        }
    }
}
