package org.tongguan.comply.gather;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// OpenSSH's own server on a loopback port, with a host key, a client key and a configuration of its own in a
/// folder; it touches nothing of the machine's own server and ends when closed. Needs root, as sshd does to
/// become another user.
final class RealSshd implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/sbin/sshd");

    final int port;
    final Path clientKey;
    final Path knownHosts;
    private final Process server;

    private RealSshd(int port, Path clientKey, Path knownHosts, Process server) {
        this.port = port;
        this.clientKey = clientKey;
        this.knownHosts = knownHosts;
        this.server = server;
    }

    /// Why it cannot be started on this machine; empty if it can.
    static Optional<String> impossible() {
        if (!Files.isExecutable(PROGRAM)) {
            return Optional.of("openssh-server is not installed: apt install openssh-server");
        }
        return System.getProperty("user.name", "").equals("root")
                ? Optional.empty()
                : Optional.of("only root can start a server that logs other users in");
    }

    /// An account a person could log in with that is not root: one with a login shell.
    static Optional<String> unprivilegedAccount() throws IOException {
        return Files.readAllLines(Path.of("/etc/passwd")).stream()
                .map(line -> line.split(":", -1))
                .filter(fields -> fields.length == 7 && !fields[2].equals("0"))
                .filter(fields -> fields[6].endsWith("/bash") || fields[6].endsWith("/sh"))
                .map(fields -> fields[0])
                .findFirst();
    }

    static RealSshd start(Path folder) throws IOException, InterruptedException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        keygen(folder.resolve("host_key"));
        keygen(folder.resolve("client_key"));
        var authorized = folder.resolve("authorized_keys");
        Files.copy(folder.resolve("client_key.pub"), authorized);
        Files.setPosixFilePermissions(authorized, PosixFilePermissions.fromString("rw-r--r--"));
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var config = folder.resolve("sshd_config");
        Files.writeString(config, """
                ListenAddress 127.0.0.1
                Port %d
                HostKey %s
                AuthorizedKeysFile %s
                PidFile none
                StrictModes no
                UsePAM yes
                PermitRootLogin prohibit-password
                PasswordAuthentication no
                KbdInteractiveAuthentication no
                """.formatted(port, folder.resolve("host_key"), authorized));
        // sshd wants its privilege separation folder, which its service unit makes at boot
        Files.createDirectories(Path.of("/run/sshd"));
        var server = new ProcessBuilder(PROGRAM.toString(), "-D", "-e", "-f", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("sshd.log").toFile())
                .start();
        var sshd = new RealSshd(port, folder.resolve("client_key"), folder.resolve("known_hosts"), server);
        String key = Files.readString(folder.resolve("host_key.pub"));
        Files.writeString(sshd.knownHosts, "[127.0.0.1]:" + port + " " + key);
        for (int tries = 0; tries < 100; tries++) {
            try (var probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (probe.isConnected()) {
                    return sshd;
                }
            } catch (IOException e) {
                Thread.sleep(50);
            }
        }
        sshd.close();
        throw new IOException("sshd did not start: " + Files.readString(folder.resolve("sshd.log")));
    }

    private static void keygen(Path file) throws IOException, InterruptedException {
        var keygen = new ProcessBuilder(
                        List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", file.toString()))
                .inheritIO()
                .start();
        if (!keygen.waitFor(20, TimeUnit.SECONDS) || keygen.exitValue() != 0) {
            throw new IOException("ssh-keygen failed for " + file);
        }
    }

    @Override
    public void close() {
        server.destroy();
        try {
            server.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.destroyForcibly();
    }
}
