package org.tongguan.comply.gather;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.sshd.common.PropertyResolverUtils;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.tongguan.comply.asset.Access;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.asset.Secret;
import org.tongguan.comply.facts.HostScript;

/// Loopback hosts that behave in every way hosts behave. Each has a port of its own.
final class SshTargets implements AutoCloseable {

    enum Manner {
        /// Runs the real script with this machine's `/bin/sh`.
        HONEST,
        /// Answers with a recording of an honest run.
        RECORDED,
        /// Answers a line every tenth of a second: never done within a short limit.
        DRIPPING,
        /// Answers half, then closes the connection.
        DROPPING,
        /// No password is right.
        DENYING,
        /// Shows another key than the known one.
        CHANGED_KEY,
        /// Is in no known-hosts file.
        UNKNOWN_KEY,
        /// Speaks HTTP.
        GARBAGE,
        /// Accepts and says nothing at all.
        SILENT,
        /// Logs in, starts the command, prints nothing.
        HANGING,
        /// Prints without end and without a line feed.
        ENDLESS_LINE,
        /// Prints empty lines without end, in no frame.
        ENDLESS_LINES,
        /// Prints without end inside a frame.
        ENDLESS_FRAME,
        /// The account has no shell.
        NO_SHELL,
        /// Refuses to run commands.
        NO_EXEC,
        /// Nothing listens.
        REFUSED
    }

    static final String USER = "audit";
    private static final String PASSWORD = "loopback-only";

    private final Path folder;
    private final Path knownHosts;
    private final Path passwordFile;
    private final KeyPair key = ecKey();
    private final KeyPair otherKey = ecKey();
    private final String recording;
    private final List<AutoCloseable> running = new ArrayList<>();
    private final List<Socket> accepted = new ArrayList<>();

    SshTargets(Path folder) throws IOException {
        this.folder = folder;
        this.knownHosts = folder.resolve("known_hosts");
        this.passwordFile = folder.resolve("password");
        Files.writeString(knownHosts, "# loopback targets\n", StandardOpenOption.CREATE);
        Files.writeString(passwordFile, PASSWORD + "\n");
        Files.setPosixFilePermissions(passwordFile, PosixFilePermissions.fromString("rw-------"));
        this.recording = recorded();
    }

    /// Starts one host and says how to reach it.
    Asset start(String id, Manner manner) throws IOException {
        return asset(
                id,
                switch (manner) {
                    case GARBAGE ->
                        plain(socket -> socket.getOutputStream()
                                .write("HTTP/1.1 400 Bad Request\r\nServer: x\r\n\r\n"
                                        .getBytes(StandardCharsets.US_ASCII)));
                    case SILENT -> plain(socket -> socket.getInputStream().readAllBytes());
                    case REFUSED -> unusedPort();
                    default -> server(manner);
                });
    }

    Asset asset(String id, int port) {
        var ssh = new Access.Ssh(
                "127.0.0.1", port, USER, Optional.empty(), new Secret.FromFile(passwordFile), knownHosts, false);
        return asset(id, ssh);
    }

    static Asset asset(String id, Access access) {
        return new Asset(id, AssetType.LINUX, id, "test", 2, false, access, Optional.empty(), Map.of());
    }

    Path knownHosts() {
        return knownHosts;
    }

    private int server(Manner manner) throws IOException {
        var server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(KeyPairProvider.wrap(key));
        PropertyResolverUtils.updateProperty(server, CoreModuleProperties.NIO_WORKERS.getName(), 1);
        server.setPasswordAuthenticator(
                (user, password, _) -> manner != Manner.DENYING && user.equals(USER) && password.equals(PASSWORD));
        if (manner != Manner.NO_EXEC) {
            server.setCommandFactory((_, command) -> new Answer(manner, command));
        } else {
            server.setCommandFactory((_, command) -> {
                throw new IOException("commands are not allowed: " + command.length());
            });
        }
        server.start();
        running.add(() -> server.stop(true));
        switch (manner) {
            case UNKNOWN_KEY -> {}
            case CHANGED_KEY -> trust(server.getPort(), otherKey);
            default -> trust(server.getPort(), key);
        }
        return server.getPort();
    }

    private void trust(int port, KeyPair shown) throws IOException {
        Files.writeString(
                knownHosts,
                "[127.0.0.1]:" + port + " " + PublicKeyEntry.toString(shown.getPublic()) + "\n",
                StandardOpenOption.APPEND);
    }

    @FunctionalInterface
    private interface Talk {
        void with(Socket socket) throws IOException;
    }

    private int plain(Talk talk) throws IOException {
        var listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        running.add(listening);
        Thread.ofVirtual().start(() -> {
            while (!listening.isClosed()) {
                try {
                    var socket = listening.accept();
                    synchronized (accepted) {
                        accepted.add(socket);
                    }
                    Thread.ofVirtual().start(() -> {
                        try (socket) {
                            talk.with(socket);
                        } catch (IOException e) {
                            // the client went away, or the test ended
                        }
                    });
                } catch (IOException e) {
                    return;
                }
            }
        });
        return listening.getLocalPort();
    }

    private static int unusedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static KeyPair ecKey() {
        try {
            return KeyUtils.generateKeyPair("ecdsa-sha2-nistp256", 256);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String recorded() throws IOException {
        var shell = new ProcessBuilder("/bin/sh", "-s", "--", "@NONCE@", "", HostScript.NO_SUDO)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Thread.ofVirtual().start(() -> {
            try (var in = shell.getOutputStream()) {
                in.write(HostScript.text(false).getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return new String(shell.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        for (AutoCloseable target : running) {
            try {
                target.close();
            } catch (Exception e) {
                throw new IllegalStateException("cannot stop a loopback target of " + folder, e);
            }
        }
        synchronized (accepted) {
            for (Socket socket : accepted) {
                try {
                    socket.close();
                } catch (IOException e) {
                    // already gone
                }
            }
        }
    }

    /// What a host does with the command it is given.
    private final class Answer implements Command {
        private final Manner manner;
        private final String command;
        private InputStream in = InputStream.nullInputStream();
        private OutputStream out = OutputStream.nullOutputStream();
        private OutputStream err = OutputStream.nullOutputStream();
        private ExitCallback exit = (code, message, close) -> {};
        private volatile Thread thread = Thread.currentThread();

        Answer(Manner manner, String command) {
            this.manner = manner;
            this.command = command;
        }

        @Override
        public void setInputStream(InputStream in) {
            this.in = in;
        }

        @Override
        public void setOutputStream(OutputStream out) {
            this.out = out;
        }

        @Override
        public void setErrorStream(OutputStream err) {
            this.err = err;
        }

        @Override
        public void setExitCallback(ExitCallback exit) {
            this.exit = exit;
        }

        @Override
        public void start(ChannelSession channel, Environment env) {
            thread = Thread.ofVirtual().start(() -> {
                try {
                    answer(channel);
                } catch (IOException | InterruptedException e) {
                    // the client left: what it wanted to see, it saw
                }
            });
        }

        @Override
        public void destroy(ChannelSession channel) {
            thread.interrupt();
        }

        private void answer(ChannelSession channel) throws IOException, InterruptedException {
            String nonce = command.split(" ")[3];
            byte[] replay = recording.replace("@NONCE@", nonce).getBytes(StandardCharsets.ISO_8859_1);
            switch (manner) {
                case HONEST -> honest();
                case RECORDED -> say(replay);
                case DRIPPING -> {
                    for (String line : new String(replay, StandardCharsets.ISO_8859_1).split("(?<=\n)")) {
                        say(line.getBytes(StandardCharsets.ISO_8859_1));
                        Thread.sleep(Duration.ofMillis(100));
                    }
                    Thread.sleep(Duration.ofHours(1));
                }
                case DROPPING -> {
                    say(java.util.Arrays.copyOf(replay, replay.length / 2));
                    Thread.sleep(Duration.ofMillis(50));
                    channel.getSession().close(true);
                    return;
                }
                case HANGING -> Thread.sleep(Duration.ofHours(1));
                case ENDLESS_LINE -> endless("A".repeat(8192));
                case ENDLESS_LINES -> endless("\n".repeat(8192));
                case ENDLESS_FRAME -> {
                    say(("\n" + nonce + " B os_release\n").getBytes(StandardCharsets.UTF_8));
                    endless("NAME=" + "A".repeat(1000) + "\n");
                }
                case NO_SHELL -> {
                    err.write("sh: not found: /bin/sh\n".getBytes(StandardCharsets.UTF_8));
                    err.flush();
                    exit.onExit(127);
                    return;
                }
                case DENYING, CHANGED_KEY, UNKNOWN_KEY, GARBAGE, SILENT, NO_EXEC, REFUSED ->
                    throw new IllegalStateException(manner + " never gets to a command");
            }
            exit.onExit(0);
        }

        private void honest() throws IOException, InterruptedException {
            var shell = new ProcessBuilder(List.of("/bin/sh", "-c", command))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var feeder = Thread.ofVirtual().start(() -> {
                try (var stdin = shell.getOutputStream()) {
                    in.transferTo(stdin);
                } catch (IOException e) {
                    shell.destroy();
                }
            });
            shell.getInputStream().transferTo(out);
            out.flush();
            feeder.interrupt();
        }

        private void say(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
        }

        private void endless(String text) throws IOException, InterruptedException {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            while (!Thread.currentThread().isInterrupted()) {
                out.write(bytes);
            }
            throw new InterruptedException();
        }
    }
}
