package org.tongguan.comply.gather;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tongguan.comply.asset.Access;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.facts.Collector;
import org.tongguan.comply.facts.Gathered;
import org.tongguan.comply.facts.Json;
import org.tongguan.comply.facts.Outcome;
import org.tongguan.comply.facts.Source;

/// Asks a SQL database the fixed queries of the collectors, one after the other, in a session that cannot write.
///
/// Known limits: with `tls: true` the connection is encrypted but the server's certificate is not verified (the
/// `tls`
/// asset type judges certificates). A result with more than [#ROWS_MAX] rows, or a value longer than
/// [#VALUE_CHARACTERS_MAX], is too large rather than cut.
final class SqlDatabase implements Gatherer {

    static final int ROWS_MAX = 2000;
    static final int VALUE_CHARACTERS_MAX = 8192;
    private static final int CONNECT_SECONDS_MAX = 10;

    /// What the client waits longer than it told the server to.
    private static final int GRACE_SECONDS = 2;

    private final SqlDialect dialect;

    SqlDatabase(SqlDialect dialect) {
        this.dialect = dialect;
    }

    @Override
    public String by(Asset asset) {
        return asset.access() instanceof Access.Database at ? at.user() + "@" + asset.id() : "?";
    }

    @Override
    public void gather(Asset asset, List<Collector> wanted, Duration limit, Consumer<Gathered> sink)
            throws Unreachable, InterruptedException {
        if (!(asset.access() instanceof Access.Database at)) {
            throw new IllegalArgumentException(asset.id() + " is no database");
        }
        Optional<char[]> password = Secrets.password(at.password());
        // a driver may ignore its own time limits when the peer trickles: it works on a thread that can be given
        // up,
        // and interrupting a virtual thread closes the socket it waits on
        try (var threads = new Abandonable(asset.id())) {
            long connectSeconds = Math.clamp(limit.toSeconds(), 1, CONNECT_SECONDS_MAX);
            try (Connection connection = connect(threads, at, password, connectSeconds)) {
                for (Collector collector : wanted) {
                    if (collector.source() instanceof Source.Sql(String query)) {
                        sink.accept(ask(threads, connection, collector, query));
                    }
                }
            } catch (SQLException e) {
                throw new Unreachable("lost the connection while closing it", e);
            }
        }
    }

    private Connection connect(Abandonable threads, Access.Database at, Optional<char[]> password, long seconds)
            throws Unreachable, InterruptedException {
        String place = at.host() + ":" + at.port();
        try {
            return threads.run(seconds, () -> {
                Properties properties = dialect.properties(at, (int) seconds);
                properties.setProperty("user", at.user());
                password.ifPresent(secret -> properties.setProperty("password", new String(secret)));
                Connection connection = DriverManager.getConnection(dialect.address(at), properties);
                try {
                    connection.setReadOnly(true);
                    try (Statement statement = connection.createStatement()) {
                        dialect.forbidWriting(statement);
                    }
                    return connection;
                } catch (SQLException e) {
                    connection.close();
                    throw e;
                }
            });
        } catch (TimeoutException e) {
            throw new Unreachable(
                    place + " accepted the connection but did not finish the login within " + seconds + " s: is a "
                            + dialect.product() + " listening there?",
                    e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException refused) {
                throw new Unreachable(dialect.refusal(refused, at), refused);
            }
            throw new Unreachable(
                    place + " does not speak the " + dialect.product() + " protocol",
                    Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    private Gathered ask(Abandonable threads, Connection connection, Collector collector, String query)
            throws Unreachable, InterruptedException {
        long start = System.nanoTime();
        try {
            byte[] table =
                    threads.run(collector.secondsMax() + GRACE_SECONDS, () -> table(connection, collector, query));
            return Gathered.came(collector.id(), table, (System.nanoTime() - start) / 1_000_000);
        } catch (TimeoutException e) {
            throw new Unreachable(
                    "no answer to " + collector.id() + " within " + collector.secondsMax()
                            + " s, and the connection could not be kept",
                    e);
        } catch (ExecutionException e) {
            return switch (e.getCause()) {
                case TooLarge large -> Gathered.without(collector.id(), Outcome.TOO_LARGE, large.why);
                case SQLException trouble -> {
                    if (dialect.lost(trouble)) {
                        throw new Unreachable("the server closed the connection during " + collector.id(), trouble);
                    }
                    yield Gathered.without(collector.id(), dialect.outcome(trouble), firstLine(trouble.getMessage()));
                }
                case null, default ->
                    throw new Unreachable(
                            "the answer to " + collector.id() + " breaks the protocol",
                            Objects.requireNonNullElse(e.getCause(), e));
            };
        }
    }

    private static byte[] table(Connection connection, Collector collector, String query)
            throws SQLException, TooLarge {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(collector.secondsMax());
            statement.setMaxRows(ROWS_MAX + 1);
            try (ResultSet result = statement.executeQuery(query)) {
                var columns = new ArrayList<String>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    columns.add(result.getMetaData().getColumnLabel(i));
                }
                var rows = new ArrayList<List<@Nullable Object>>();
                long characters = 0;
                while (result.next()) {
                    if (rows.size() == ROWS_MAX) {
                        throw new TooLarge("more than " + ROWS_MAX + " rows");
                    }
                    var row = new ArrayList<@Nullable Object>();
                    for (int i = 1; i <= columns.size(); i++) {
                        Object value = plain(result, i);
                        if (value instanceof String text) {
                            characters += text.length();
                            if (text.length() > VALUE_CHARACTERS_MAX || characters > collector.bytesMax()) {
                                throw new TooLarge("a value of column " + columns.get(i - 1) + " is too long");
                            }
                        }
                        row.add(value);
                    }
                    rows.add(row);
                }
                return Json.write(Map.of("columns", columns, "rows", rows)).getBytes(StandardCharsets.UTF_8);
            }
        }
    }

    private static @Nullable Object plain(ResultSet result, int column) throws SQLException {
        return switch (result.getObject(column)) {
            case null -> null;
            case Boolean truth -> truth;
            case Byte number -> number.longValue();
            case Short number -> number.longValue();
            case Integer number -> number.longValue();
            case Long number -> number;
            case BigInteger number when number.bitLength() < 64 -> number.longValue();
            case BigDecimal number when number.scale() <= 0 && number.precision() < 19 -> number.longValue();
            case Float number -> number.doubleValue();
            case Double number -> number;
            default -> result.getString(column);
        };
    }

    private static String firstLine(@Nullable String message) {
        String line = message == null ? "" : message.lines().findFirst().orElse("");
        return line.length() <= 300 ? line : line.substring(0, 300) + " …";
    }

    private static final class TooLarge extends Exception {
        private static final long serialVersionUID = 1L;
        private final String why;

        TooLarge(String why) {
            super(why);
            this.why = why;
        }
    }

    /// Runs steps one at a time on a virtual thread; a step over its limit is interrupted and left behind.
    private static final class Abandonable implements AutoCloseable {

        private final ExecutorService thread;

        Abandonable(String name) {
            this.thread = Executors.newSingleThreadExecutor(
                    Thread.ofVirtual().name("database " + name).factory());
        }

        <T> T run(long seconds, Callable<T> step) throws InterruptedException, ExecutionException, TimeoutException {
            var running = thread.submit(step);
            try {
                return running.get(seconds, TimeUnit.SECONDS);
            } catch (TimeoutException | InterruptedException e) {
                running.cancel(true);
                throw e;
            }
        }

        @Override
        public void close() {
            thread.shutdownNow();
        }
    }
}
