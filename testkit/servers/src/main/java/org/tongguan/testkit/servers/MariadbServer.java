package org.tongguan.testkit.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A MariaDB server, freshly initialised, listening on 127.0.0.1. The administrator comes in through the Unix
/// socket as the operating system's user ([#sql]).
public final class MariadbServer implements AutoCloseable {

    public static final String PACKAGE = "mariadb-server";
    private static final String SERVER = "/usr/sbin/mariadbd";
    private static final String OS_USER = "mysql";
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final Path folder;
    private final int port;
    private final Running running;

    private MariadbServer(Path folder, int port, Running running) {
        this.folder = folder;
        this.port = port;
        this.running = running;
    }

    /// Whether the Debian package [#PACKAGE] is installed.
    public static boolean installed() {
        return Running.exists(SERVER);
    }

    /// @param folder new or empty, with a short path (its socket's path is limited to 107 bytes); if we are
    ///     root, the user mysql must be able to enter its parents
    /// @param testDatabase whether the open `test` database and the anonymous users of old installations are
    ///     created
    /// @param configLines for the section `[mariadbd]`, e.g. `local-infile = OFF`
    public static MariadbServer start(Path folder, boolean testDatabase, List<String> configLines) {
        if (!installed()) {
            throw new ServerTrouble("MariaDB is not installed: apt-get install " + PACKAGE);
        }
        Path data = folder.resolve("data");
        Path config = folder.resolve("mariadb.cnf");
        int port = Running.freePort();
        try {
            Files.createDirectories(folder);
            Running.own(folder, OS_USER);
            var install = new ArrayList<>(List.of(
                    "mariadb-install-db",
                    "--no-defaults",
                    "--datadir=" + data,
                    "--auth-root-authentication-method=socket",
                    "--auth-root-socket-user=" + (Running.root() ? "root" : System.getProperty("user.name")),
                    "--innodb-log-file-size=8M",
                    "--skip-name-resolve"));
            if (!testDatabase) {
                install.add("--skip-test-db");
            }
            Running.run(install, OS_USER, Map.of(), "");
            var lines = new ArrayList<>(List.of(
                    "[mariadbd]",
                    "datadir = " + data,
                    "socket = " + folder.resolve("s"),
                    "pid-file = " + folder.resolve("pid"),
                    "port = " + port,
                    "bind-address = 127.0.0.1",
                    "innodb_buffer_pool_size = 16M",
                    "innodb_log_file_size = 8M",
                    "key_buffer_size = 1M",
                    "plugin_maturity = beta",
                    "performance_schema = OFF"));
            lines.addAll(configLines);
            Files.write(config, lines);
            Running.own(folder, OS_USER);
        } catch (IOException e) {
            throw new ServerTrouble("cannot prepare MariaDB in " + folder, e);
        }
        var running = Running.start(
                List.of(SERVER, "--defaults-file=" + config), OS_USER, folder.resolve("server.log"), "TERM");
        var server = new MariadbServer(folder, port, running);
        running.await("MariaDB", START_LIMIT, () -> {
            try {
                server.sql("SELECT 1");
                return true;
            } catch (ServerTrouble notYet) {
                return false;
            }
        });
        return server;
    }

    public int port() {
        return port;
    }

    /// Runs statements as the administrator; tab-separated output without headers.
    public String sql(String statements) {
        return Running.run(
                List.of("mariadb", "--no-defaults", "-S", folder.resolve("s").toString(), "-N", "-B"),
                "root",
                Map.of(),
                statements + "\n");
    }

    @Override
    public void close() {
        running.close();
    }
}
