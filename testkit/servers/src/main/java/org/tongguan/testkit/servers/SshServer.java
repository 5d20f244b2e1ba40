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

/// The machine's own sshd, started on a loopback port with a configuration of its own, and asked with `sshd -T`.
///
/// Keys, configuration and log stay in the folder given. As root sshd insists on `/run/sshd`; it is made if it is
/// missing, as the distribution's service file does, and stays empty.
public final class SshServer implements AutoCloseable {

    public static final String PACKAGE = "openssh-server";
    private static final List<Path> PROGRAMS =
            List.of(Path.of("/usr/sbin/sshd"), Path.of("/usr/bin/sshd"), Path.of("/usr/local/sbin/sshd"));
    private static final Path SEPARATION = Path.of("/run/sshd");
    private static final int START_SECONDS_MAX = 15;
    private static final int OUTPUT_BYTES_MAX = 1 << 20;

    private final Process process;
    private final Path folder;
    private final int port;

    private SshServer(Process process, Path folder, int port) {
        this.process = process;
        this.folder = folder;
        this.port = port;
        // when the JVM ends first, the server does not outlive it
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    }

    public static boolean installed() {
        return program().isPresent();
    }

    /// Starts sshd with these sshd_config lines, after lines for the port, the host key and the process file.
    ///
    /// @param folder an existing folder for its files
    /// @return empty where sshd is not installed
    public static Optional<SshServer> start(Path folder, List<String> lines) {
        return program().map(program -> {
            int port = freePort();
            var all = new ArrayList<>(List.of("Port " + port, "ListenAddress 127.0.0.1", "PidFile none"));
            all.addAll(lines);
            Path config = write(folder, all);
            try {
                // its log goes to a file: a pipe nobody reads would stop it
                var process = new ProcessBuilder(program.toString(), "-D", "-e", "-f", config.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("sshd.log").toFile())
                        .start();
                var server = new SshServer(process, folder, port);
                server.awaitStart();
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException("cannot start sshd in " + folder, e);
            }
        });
    }

    /// What `sshd -T` makes of these lines, or what it complains of, as [IllegalArgumentException].
    ///
    /// @return empty where sshd is not installed
    public static Optional<String> effective(Path folder, List<String> lines) {
        return program().map(program -> {
            Path config = write(folder, lines);
            Path complaints = folder.resolve("sshd-test.log");
            try {
                var process = new ProcessBuilder(program.toString(), "-T", "-f", config.toString())
                        .redirectError(complaints.toFile())
                        .start();
                String text = new String(process.getInputStream().readNBytes(OUTPUT_BYTES_MAX), StandardCharsets.UTF_8);
                if (!process.waitFor(START_SECONDS_MAX, TimeUnit.SECONDS) || process.exitValue() != 0) {
                    process.destroyForcibly();
                    throw new IllegalArgumentException("sshd -T refuses: " + Files.readString(complaints));
                }
                return text;
            } catch (IOException e) {
                throw new UncheckedIOException("cannot run sshd -T in " + folder, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while sshd -T ran", e);
            }
        });
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
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
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
        throw new IOException("sshd did not open port " + port + ": " + Files.readString(folder.resolve("sshd.log")));
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sshd started", e);
        }
    }

    private static Path write(Path folder, List<String> lines) {
        try {
            Path key = folder.resolve("ssh_host_ed25519_key");
            if (!Files.exists(key)) {
                int exit = new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
                if (exit != 0) {
                    throw new IOException("ssh-keygen ended with " + exit);
                }
            }
            if (Files.isWritable(Path.of("/run"))
                    && System.getProperty("user.name", "").equals("root")) {
                Files.createDirectories(SEPARATION);
            }
            var text = new ArrayList<String>();
            text.addAll(lines);
            // in front: a Match block at the end would swallow it
            text.addFirst("HostKey " + key);
            return Files.write(folder.resolve("sshd_config"), text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare sshd in " + folder, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while ssh-keygen ran", e);
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
