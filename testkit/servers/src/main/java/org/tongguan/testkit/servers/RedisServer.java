package org.tongguan.testkit.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A Redis server with an empty data set, listening on 127.0.0.1.
public final class RedisServer implements AutoCloseable {

    public static final String PACKAGE = "redis-server";
    private static final String SERVER = "/usr/bin/redis-server";
    private static final String OS_USER = "redis";
    private static final Duration START_LIMIT = Duration.ofSeconds(15);

    private final Path folder;
    private final int port;
    private final Running running;

    private RedisServer(Path folder, int port, Running running) {
        this.folder = folder;
        this.port = port;
        this.running = running;
    }

    /// Whether the Debian package [#PACKAGE] is installed.
    public static boolean installed() {
        return Running.exists(SERVER);
    }

    /// @param folder new or empty, with a short path (its socket's path is limited to 107 bytes); if we are
    ///     root, the user redis must be able to enter its parents
    /// @param configLines for redis.conf, e.g. `timeout 600`; a later line wins over ours
    public static RedisServer start(Path folder, List<String> configLines) {
        if (!installed()) {
            throw new ServerTrouble("Redis is not installed: apt-get install " + PACKAGE);
        }
        Path config = folder.resolve("redis.conf");
        int port = Running.freePort();
        try {
            Files.createDirectories(folder);
            var lines = new ArrayList<>(List.of(
                    "port " + port,
                    "bind 127.0.0.1",
                    "dir " + folder,
                    "daemonize no",
                    "unixsocket " + folder.resolve("s"),
                    "unixsocketperm 700"));
            lines.addAll(configLines);
            Files.write(config, lines);
            Running.own(folder, OS_USER);
        } catch (IOException e) {
            throw new ServerTrouble("cannot prepare Redis in " + folder, e);
        }
        var running = Running.start(List.of(SERVER, config.toString()), OS_USER, folder.resolve("server.out"), "TERM");
        running.await("Redis", START_LIMIT, () -> Files.exists(folder.resolve("s")));
        return new RedisServer(folder, port, running);
    }

    public int port() {
        return port;
    }

    /// Sends one command through the Unix socket.
    ///
    /// @param user who sends it; with an empty password the command goes unauthenticated
    public String command(String user, String password, String... words) {
        var command = new ArrayList<>(
                List.of("redis-cli", "-e", "-s", folder.resolve("s").toString(), "--no-auth-warning"));
        if (!password.isEmpty()) {
            command.addAll(List.of("--user", user));
        }
        command.addAll(List.of(words));
        return Running.run(command, OS_USER, password.isEmpty() ? Map.of() : Map.of("REDISCLI_AUTH", password), "");
    }

    @Override
    public void close() {
        running.close();
    }
}
