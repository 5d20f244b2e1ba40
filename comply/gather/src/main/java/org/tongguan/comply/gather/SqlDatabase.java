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
import java.util.LinkedHashMap;
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
///
/// A question whose answer differs from database to database is asked in each of the server's databases (at most
/// [#OTHER_DATABASES_MAX] beside the one named).
final class SqlDatabase implements Gatherer {

    static final int ROWS_MAX = 2000;
    static final int VALUE_CHARACTERS_MAX = 8192;
    private static final int CONNECT_SECONDS_MAX = 10;
    private static final int OTHER_DATABASES_MAX = 50;

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
                var everywhere = new ArrayList<Collector>();
                for (Collector collector : wanted) {
                    if (collector.source() instanceof Source.Sql(String query, boolean everyDatabase)) {
                        if (everyDatabase) {
                            everywhere.add(collector);
                        } else {
                            sink.accept(gathered(collector, ask(threads, connection, collector, query)));
                        }
                    }
                }
                if (!everywhere.isEmpty()) {
                    askEverywhere(threads, connection, at, password, connectSeconds, everywhere, sink);
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

    /// Asks each database of the server in turn. One that cannot be asked leaves the whole fact open: what it
    /// hides could be what matters.
    private void askEverywhere(
            Abandonable threads,
            Connection connection,
            Access.Database at,
            Optional<char[]> password,
            long connectSeconds,
            List<Collector> wanted,
            Consumer<Gathered> sink)
            throws Unreachable, InterruptedException, SQLException {
        var answers = new LinkedHashMap<Collector, Answer>();
        for (Collector collector : wanted) {
            answers.put(
                    collector,
                    ask(threads, connection, collector, query(collector)).of(at.database()));
        }
        List<String> others = others(threads, connection);
        if (others.size() > OTHER_DATABASES_MAX) {
            answers.replaceAll((collector, answer) -> new Answer.Without(
                    Outcome.TOO_LARGE, "more than " + OTHER_DATABASES_MAX + " databases", answer.milliseconds()));
        } else {
            for (String name : others) {
                var there = new Access.Database(at.host(), at.port(), name, at.user(), at.password(), at.tls());
                try (Connection other = connect(threads, there, password, connectSeconds)) {
                    for (Collector collector : wanted) {
                        var answer =
                                ask(threads, other, collector, query(collector)).of(name);
                        answers.merge(collector, answer, Answer::and);
                    }
                } catch (Unreachable refused) {
                    answers.replaceAll((collector, answer) -> answer.and(new Answer.Without(
                            Outcome.DENIED, Objects.requireNonNullElse(refused.getMessage(), name), 0)));
                }
            }
        }
        answers.forEach((collector, answer) -> sink.accept(gathered(collector, answer)));
    }

    private static String query(Collector collector) {
        return collector.source() instanceof Source.Sql(String query, boolean _) ? query : "";
    }

    private List<String> others(Abandonable threads, Connection connection) throws Unreachable, InterruptedException {
        if (dialect.otherDatabases().isEmpty()) {
            return List.of();
        }
        String query = dialect.otherDatabases().get();
        try {
            return threads.run(CONNECT_SECONDS_MAX + GRACE_SECONDS, () -> {
                try (Statement statement = connection.createStatement()) {
                    statement.setQueryTimeout(CONNECT_SECONDS_MAX);
                    statement.setMaxRows(OTHER_DATABASES_MAX + 1);
                    var names = new ArrayList<String>();
                    try (ResultSet result = statement.executeQuery(query)) {
                        while (result.next()) {
                            names.add(result.getString(1));
                        }
                    }
                    return names;
                }
            });
        } catch (TimeoutException | ExecutionException e) {
            throw new Unreachable("the server does not list its databases", e);
        }
    }

    private static Gathered gathered(Collector collector, Answer answer) {
        return switch (answer) {
            case Answer.Rows rows ->
                Gathered.came(
                        collector.id(),
                        Json.write(Map.of("columns", rows.columns(), "rows", rows.rows()))
                                .getBytes(StandardCharsets.UTF_8),
                        rows.milliseconds());
            case Answer.Without without -> Gathered.without(collector.id(), without.outcome(), without.why());
        };
    }

    private Answer ask(Abandonable threads, Connection connection, Collector collector, String query)
            throws Unreachable, InterruptedException {
        long start = System.nanoTime();
        try {
            var rows = threads.run(collector.secondsMax() + GRACE_SECONDS, () -> table(connection, collector, query));
            return new Answer.Rows(rows.columns(), rows.rows(), (System.nanoTime() - start) / 1_000_000);
        } catch (TimeoutException e) {
            throw new Unreachable(
                    "no answer to " + collector.id() + " within " + collector.secondsMax()
                            + " s, and the connection could not be kept",
                    e);
        } catch (ExecutionException e) {
            return switch (e.getCause()) {
                case TooLarge large -> new Answer.Without(Outcome.TOO_LARGE, large.why, 0);
                case SQLException trouble -> {
                    if (dialect.lost(trouble)) {
                        throw new Unreachable("the server closed the connection during " + collector.id(), trouble);
                    }
                    yield new Answer.Without(dialect.outcome(trouble), firstLine(trouble.getMessage()), 0);
                }
                case null, default ->
                    throw new Unreachable(
                            "the answer to " + collector.id() + " breaks the protocol",
                            Objects.requireNonNullElse(e.getCause(), e));
            };
        }
    }

    /// What one question brought.
    private sealed interface Answer {

        long milliseconds();

        record Rows(List<String> columns, List<List<@Nullable Object>> rows, long milliseconds) implements Answer {}

        record Without(Outcome outcome, String why, long milliseconds) implements Answer {}

        /// The same with a last column that says which database it comes from.
        default Answer of(String database) {
            return switch (this) {
                case Without without -> without;
                case Rows(var columns, var rows, long milliseconds) -> {
                    var wider = new ArrayList<>(columns);
                    wider.add("database");
                    var named = new ArrayList<List<@Nullable Object>>();
                    for (List<@Nullable Object> row : rows) {
                        var cells = new ArrayList<@Nullable Object>(row);
                        cells.add(database);
                        named.add(cells);
                    }
                    yield new Rows(wider, named, milliseconds);
                }
            };
        }

        /// Both together; whatever is missing in one is missing in all.
        default Answer and(Answer other) {
            if (this instanceof Rows mine && other instanceof Rows theirs) {
                if (mine.rows().size() + theirs.rows().size() > ROWS_MAX) {
                    return new Without(Outcome.TOO_LARGE, "more than " + ROWS_MAX + " rows", mine.milliseconds());
                }
                var rows = new ArrayList<>(mine.rows());
                rows.addAll(theirs.rows());
                return new Rows(mine.columns(), rows, mine.milliseconds() + theirs.milliseconds());
            }
            return this instanceof Without ? this : other;
        }
    }

    private static Answer.Rows table(Connection connection, Collector collector, String query)
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
                return new Answer.Rows(columns, rows, 0);
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
