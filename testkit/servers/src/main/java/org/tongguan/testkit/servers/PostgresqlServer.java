package org.tongguan.testkit.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A PostgreSQL server of the newest installed version, freshly initialised, listening on 127.0.0.1.
///
/// The superuser `postgres` has no password and comes in through the Unix socket only ([#sql]); the first line of
/// pg_hba.conf (peer with a map) is for that, the given lines follow it.
public final class PostgresqlServer implements AutoCloseable {

    public static final String PACKAGE = "postgresql";
    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
    private static final String OS_USER = "postgres";
    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private final Path folder;
    private final Path programs;
    private final int port;
    private final Running running;

    private PostgresqlServer(Path folder, Path programs, int port, Running running) {
        this.folder = folder;
        this.programs = programs;
        this.port = port;
        this.running = running;
    }

    /// Whether the Debian package [#PACKAGE] is installed.
    public static boolean installed() {
        return programs().isPresent();
    }

    /// @param folder new or empty; if we are root, the user postgres must be able to enter its parents
    /// @param checksums whether data pages get checksums
    /// @param configLines for postgresql.conf, e.g. `log_connections = on`
    /// @param hbaLines for pg_hba.conf
    public static PostgresqlServer start(
            Path folder, boolean checksums, List<String> configLines, List<String> hbaLines) {
        Path programs = programs()
                .orElseThrow(() -> new ServerTrouble("PostgreSQL is not installed: apt-get install " + PACKAGE));
        Path data = folder.resolve("data");
        int port = Running.freePort();
        try {
            Files.createDirectories(folder);
            Running.own(folder, OS_USER);
            var initdb = new ArrayList<>(List.of(
                    programs.resolve("initdb").toString(),
                    "-D",
                    data.toString(),
                    "-U",
                    "postgres",
                    "-A",
                    "peer",
                    "-N",
                    "-E",
                    "UTF8",
                    "--locale=C.UTF-8"));
            if (checksums) {
                initdb.add("-k");
            }
            Running.run(initdb, OS_USER, Map.of(), "");
            var config = new ArrayList<>(List.of(
                    "port = " + port,
                    "listen_addresses = '127.0.0.1'",
                    "unix_socket_directories = '" + folder + "'",
                    "fsync = on",
                    "max_connections = 20",
                    "shared_buffers = '16MB'"));
            config.addAll(configLines);
            Files.write(data.resolve("postgresql.auto.conf"), List.of());
            Files.write(data.resolve("postgresql.conf"), config);
            Files.write(data.resolve("pg_hba.conf"), hba(hbaLines));
            Files.write(
                    data.resolve("pg_ident.conf"),
                    List.of("testkit " + (Running.root() ? OS_USER : System.getProperty("user.name")) + " postgres"));
            Running.own(folder, OS_USER);
        } catch (IOException e) {
            throw new ServerTrouble("cannot prepare PostgreSQL in " + folder, e);
        }
        var running = Running.start(
                List.of(programs.resolve("postgres").toString(), "-D", data.toString()),
                OS_USER,
                folder.resolve("server.log"),
                "INT");
        var server = new PostgresqlServer(folder, programs, port, running);
        running.await("PostgreSQL", START_LIMIT, () -> {
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

    /// Where the server keeps its data and postgresql.conf.
    public Path data() {
        return folder.resolve("data");
    }

    /// Runs statements as the superuser in the database `postgres`, each in its own transaction; unaligned
    /// output without headers.
    public String sql(String statements) {
        return Running.run(
                List.of(
                        programs.resolve("psql").toString(),
                        "-X",
                        "-q",
                        "-A",
                        "-t",
                        "-v",
                        "ON_ERROR_STOP=1",
                        "-h",
                        folder.toString(),
                        "-p",
                        String.valueOf(port),
                        "-U",
                        "postgres",
                        "-d",
                        "postgres",
                        "-f",
                        "-"),
                OS_USER,
                Map.of("PGCONNECT_TIMEOUT", "5"),
                statements + "\n");
    }

    /// Replaces the rules of pg_hba.conf behind our own first line, and reloads.
    public void hba(String... lines) {
        try {
            Files.write(data().resolve("pg_hba.conf"), hba(List.of(lines)));
        } catch (IOException e) {
            throw new ServerTrouble("cannot write pg_hba.conf", e);
        }
        reload();
    }

    /// Makes the server read its files again, and waits until it has.
    public void reload() {
        String before = sql("SELECT pg_conf_load_time()");
        sql("SELECT pg_reload_conf()");
        running.await(
                "PostgreSQL after a reload",
                START_LIMIT,
                () -> !sql("SELECT pg_conf_load_time()").equals(before));
    }

    @Override
    public void close() {
        running.close();
    }

    private static List<String> hba(List<String> lines) {
        var all = new ArrayList<>(List.of("local all postgres peer map=testkit"));
        all.addAll(lines);
        return all;
    }

    private static Optional<Path> programs() {
        if (!Files.isDirectory(VERSIONS)) {
            return Optional.empty();
        }
        try (var versions = Files.list(VERSIONS)) {
            return versions.filter(version -> version.getFileName().toString().matches("\\d{1,3}"))
                    .sorted(Comparator.comparing((Path version) ->
                                    Integer.valueOf(version.getFileName().toString()))
                            .reversed())
                    .map(version -> version.resolve("bin"))
                    .filter(bin -> Running.exists(bin.resolve("initdb").toString()))
                    .findFirst();
        } catch (IOException e) {
            throw new ServerTrouble("cannot list " + VERSIONS, e);
        }
    }
}
