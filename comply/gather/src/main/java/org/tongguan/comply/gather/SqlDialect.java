package org.tongguan.comply.gather;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.tongguan.comply.asset.Access;
import org.tongguan.comply.facts.Outcome;

/// What differs between the SQL products: the driver's address and properties, how a session is made unable to
/// write,
/// and what an error means.
enum SqlDialect {
    POSTGRESQL("PostgreSQL") {
        @Override
        String address(Access.Database at) {
            return "jdbc:postgresql://" + bracketed(at.host()) + ":" + at.port() + "/" + encoded(at.database());
        }

        @Override
        Properties properties(Access.Database at, int connectSeconds) {
            var properties = new Properties();
            properties.setProperty("ApplicationName", "tongguan");
            properties.setProperty("connectTimeout", String.valueOf(connectSeconds));
            properties.setProperty("loginTimeout", String.valueOf(connectSeconds));
            properties.setProperty("socketTimeout", String.valueOf(SOCKET_SECONDS_MAX));
            properties.setProperty("gssEncMode", "disable");
            properties.setProperty("readOnlyMode", "always");
            properties.setProperty("maxResultBuffer", "16M");
            properties.setProperty("prepareThreshold", "0");
            properties.setProperty("sslmode", at.tls() ? "require" : "prefer");
            return properties;
        }

        @Override
        void forbidWriting(Statement statement) throws SQLException {
            statement.execute("SET default_transaction_read_only = on");
            statement.execute("SET statement_timeout = " + STATEMENT_SECONDS_MAX * 1000);
        }

        @Override
        Outcome outcome(SQLException trouble) {
            return switch (state(trouble)) {
                // undefined table, function, column, object; invalid schema name; feature not there
                case "42P01", "42883", "42703", "42704", "3F000", "0A000" -> Outcome.ABSENT;
                case "42501" -> Outcome.DENIED;
                case "57014" -> Outcome.TIMED_OUT;
                default -> Outcome.FAILED;
            };
        }

        @Override
        Optional<String> otherDatabases() {
            // those of the providers let nobody in
            return Optional.of("SELECT datname FROM pg_database WHERE datallowconn AND NOT datistemplate"
                    + " AND datname <> current_database()"
                    + " AND datname NOT IN ('rdsadmin', 'cloudsqladmin', 'azure_maintenance', 'azure_sys')"
                    + " ORDER BY datname");
        }

        @Override
        String refusal(SQLException trouble, Access.Database at) {
            String place = at.host() + ":" + at.port();
            return switch (state(trouble)) {
                case "28P01" -> "wrong user or password for " + at.user() + " at " + place;
                case "28000" ->
                    "PostgreSQL at " + place + " refuses user " + at.user()
                            + ": pg_hba.conf has no rule that lets this machine in"
                            + (at.tls() ? "" : ", or only with TLS");
                case "42501" -> at.user() + " may not connect to the database '" + at.database() + "' at " + place;
                case "3D000" -> "there is no database '" + at.database() + "' at " + place;
                case "53300" -> "PostgreSQL at " + place + " has no connection left";
                case "08004" -> place + " refused the login" + (at.tls() ? " or does not offer TLS" : "");
                default -> unreachable(place, trouble);
            };
        }
    },

    MYSQL("MySQL or MariaDB") {
        @Override
        String address(Access.Database at) {
            return "jdbc:mariadb://" + bracketed(at.host()) + ":" + at.port() + "/" + encoded(at.database());
        }

        @Override
        Properties properties(Access.Database at, int connectSeconds) {
            var properties = new Properties();
            properties.setProperty("connectTimeout", String.valueOf(connectSeconds * 1000));
            properties.setProperty("socketTimeout", String.valueOf(SOCKET_SECONDS_MAX * 1000));
            properties.setProperty("connectionAttributes", "program_name:tongguan");
            // a hostile server may ask the client for a file, or for the password in clear text
            properties.setProperty("allowLocalInfile", "false");
            properties.setProperty(
                    "restrictedAuth",
                    "mysql_native_password,client_ed25519,caching_sha2_password,sha256_password,parsec");
            properties.setProperty("allowMultiQueries", "false");
            properties.setProperty("sslMode", at.tls() ? "trust" : "disable");
            return properties;
        }

        @Override
        void forbidWriting(Statement statement) throws SQLException {
            statement.execute("SET SESSION TRANSACTION READ ONLY");
            try {
                statement.execute("SET SESSION max_statement_time = " + STATEMENT_SECONDS_MAX);
            } catch (SQLException mysql) {
                if (mysql.getErrorCode() != 1193) {
                    throw mysql;
                }
                statement.execute("SET SESSION max_execution_time = " + STATEMENT_SECONDS_MAX * 1000);
            }
        }

        @Override
        Outcome outcome(SQLException trouble) {
            return switch (trouble.getErrorCode()) {
                // no such table, column, variable, function, schema, information_schema table, statement
                case 1146, 1054, 1193, 1305, 1049, 1109, 1064 -> Outcome.ABSENT;
                case 1044, 1142, 1143, 1227, 1370 -> Outcome.DENIED;
                case 1317, 1969, 3024 -> Outcome.TIMED_OUT;
                default -> Outcome.FAILED;
            };
        }

        @Override
        Optional<String> otherDatabases() {
            return Optional.empty();
        }

        @Override
        String refusal(SQLException trouble, Access.Database at) {
            String place = at.host() + ":" + at.port();
            return switch (trouble.getErrorCode()) {
                case 1045, 1698 ->
                    "wrong user or password for " + at.user() + " at " + place
                            + ", or the account may not log in from this machine";
                case 1044, 1049 ->
                    "database '" + at.database() + "' at " + place + " is missing or closed to " + at.user();
                case 1129, 1130 -> place + " does not accept connections from this machine";
                case 1040, 1203 -> place + " has no connection left";
                case 1820, 1862 -> "the password of " + at.user() + " at " + place + " has expired";
                case 3118, 4151 -> "the account " + at.user() + " at " + place + " is locked";
                case 3159 -> place + " asks for TLS: set tls: true";
                default ->
                    String.valueOf(trouble.getMessage()).contains("RSA public key")
                            ? place + " takes this account's password only over an encrypted connection: set tls: true"
                            : unreachable(place, trouble);
            };
        }
    };

    private static final int STATEMENT_SECONDS_MAX = 10;
    private static final int SOCKET_SECONDS_MAX = STATEMENT_SECONDS_MAX + 5;
    private static final Set<String> ENDED = Set.of("57P01", "57P02", "57P03", "57P05");

    private final String product;

    SqlDialect(String product) {
        this.product = product;
    }

    String product() {
        return product;
    }

    abstract String address(Access.Database at);

    abstract Properties properties(Access.Database at, int connectSeconds);

    abstract void forbidWriting(Statement statement) throws SQLException;

    abstract Outcome outcome(SQLException trouble);

    /// The query for the names of the server's other databases, where each has catalogs of its own.
    abstract Optional<String> otherDatabases();

    /// Why the login failed, for the asset's owner. Never holds the password; the server's own words are not
    /// repeated.
    abstract String refusal(SQLException trouble, Access.Database at);

    /// Whether the connection is gone, as opposed to one query having failed.
    boolean lost(SQLException trouble) {
        return state(trouble).startsWith("08") || ENDED.contains(state(trouble));
    }

    private static String unreachable(String place, SQLException trouble) {
        for (Throwable cause = trouble; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case java.net.UnknownHostException _ -> {
                    return "the host name of " + place + " is not known";
                }
                case java.net.ConnectException _ -> {
                    return "nothing listens at " + place + " (connection refused), or a firewall drops it";
                }
                case java.net.SocketTimeoutException _ -> {
                    return place + " does not answer in time";
                }
                case javax.net.ssl.SSLException _ -> {
                    return "TLS with " + place + " failed";
                }
                default -> {}
            }
        }
        return "cannot log in at " + place + " (SQLSTATE " + state(trouble) + ", error " + trouble.getErrorCode() + ")";
    }

    private static String state(SQLException trouble) {
        String state = trouble.getSQLState();
        return state == null ? "" : state;
    }

    private static String bracketed(String host) {
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    private static String encoded(String database) {
        return java.net.URLEncoder.encode(database, java.nio.charset.StandardCharsets.UTF_8);
    }
}
