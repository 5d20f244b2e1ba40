package org.tongguan.comply.gather;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.tongguan.comply.asset.Access;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.facts.Collector;
import org.tongguan.comply.facts.Gathered;
import org.tongguan.comply.facts.Json;
import org.tongguan.comply.facts.Outcome;
import org.tongguan.comply.facts.Source;

/// Sends a Redis server the reading commands of the collectors and nothing else but AUTH.
///
/// Passwords in the replies (`requirepass`, ACL hashes) are blotted here, before the reply becomes text: only
/// that there is one survives.
final class RedisDatabase implements Gatherer {

    private static final int CONNECT_SECONDS_MAX = 10;
    private static final String BLOTTED = "<masked>";

    @Override
    public String by(Asset asset) {
        return asset.access() instanceof Access.Database at
                ? (at.user().isEmpty() ? "default" : at.user()) + "@" + asset.id()
                : "?";
    }

    @Override
    public void gather(Asset asset, List<Collector> wanted, Duration limit, Consumer<Gathered> sink)
            throws Unreachable, InterruptedException {
        if (!(asset.access() instanceof Access.Database at)) {
            throw new IllegalArgumentException(asset.id() + " is no database");
        }
        Optional<char[]> password = Secrets.password(at.password());
        String place = at.host() + ":" + at.port();
        var connect = Duration.ofSeconds(Math.clamp(limit.toSeconds(), 1, CONNECT_SECONDS_MAX));
        try (var connection = RespConnection.open(at.host(), at.port(), at.tls(), connect)) {
            authenticate(connection, at, password, connect, place);
            for (Collector collector : wanted) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                if (collector.source() instanceof Source.RedisCommand(List<String> words)) {
                    sink.accept(ask(connection, collector, words, sink));
                }
            }
        } catch (RespConnection.TooLarge e) {
            throw new Unreachable(place + " sends more than a login answer can hold: is it a Redis server?", e);
        } catch (RespConnection.NotResp e) {
            throw new Unreachable(place + " does not speak the Redis protocol", e);
        } catch (UnknownHostException e) {
            throw new Unreachable("the host name of " + place + " is not known", e);
        } catch (ConnectException e) {
            throw new Unreachable("nothing listens at " + place + " (connection refused), or a firewall drops it", e);
        } catch (SocketTimeoutException e) {
            throw new Unreachable(place + " does not answer in time", e);
        } catch (SSLException e) {
            throw new Unreachable("TLS with " + place + " failed: does the port speak TLS?", e);
        } catch (IOException e) {
            throw new Unreachable("lost the connection to " + place, e);
        }
    }

    private static void authenticate(
            RespConnection connection, Access.Database at, Optional<char[]> password, Duration limit, String place)
            throws IOException, Unreachable {
        if (password.isPresent()) {
            var words = new ArrayList<String>(List.of("AUTH"));
            if (!at.user().isEmpty()) {
                words.add(at.user());
            }
            words.add(new String(password.get()));
            if (connection.ask(words, limit, Collector.BYTES_DEFAULT) instanceof RespConnection.Refusal refusal) {
                throw new Unreachable(
                        refusal.code().equals("WRONGPASS") || refusal.code().equals("ERR")
                                ? "wrong user or password for " + (at.user().isEmpty() ? "default" : at.user()) + " at "
                                        + place
                                : place + " refused the login (" + refusal.code() + ")");
            }
        }
        if (connection.ask(List.of("PING"), limit, Collector.BYTES_DEFAULT) instanceof RespConnection.Refusal refusal) {
            switch (refusal.code()) {
                case "NOAUTH" ->
                    throw new Unreachable(place + " asks for a password and none is given in the inventory");
                case "DENIED" ->
                    throw new Unreachable(place + " is in protected mode and accepts local connections only");
                // an account without PING is still an account
                case "NOPERM" -> {}
                default -> throw new Unreachable(place + " refused the connection (" + refusal.code() + ")");
            }
        }
    }

    private static Gathered ask(
            RespConnection connection, Collector collector, List<String> words, Consumer<Gathered> sink)
            throws IOException, Unreachable {
        long start = System.nanoTime();
        try {
            Object reply = connection.ask(words, Duration.ofSeconds(collector.secondsMax()), collector.bytesMax());
            if (reply instanceof RespConnection.Refusal refusal) {
                return Gathered.without(collector.id(), outcome(refusal), refusal.code() + ": " + refusal.message());
            }
            byte[] json = Json.write(blotted(words, reply)).getBytes(StandardCharsets.UTF_8);
            return Gathered.came(collector.id(), json, (System.nanoTime() - start) / 1_000_000);
        } catch (RespConnection.TooLarge e) {
            // what is left of the answer still stands in the stream: nothing more can be asked over it
            sink.accept(Gathered.without(collector.id(), Outcome.TOO_LARGE, String.valueOf(e.getMessage())));
            throw new Unreachable("gave up after the oversized answer to " + collector.id(), e);
        } catch (SocketTimeoutException e) {
            sink.accept(Gathered.without(
                    collector.id(), Outcome.TIMED_OUT, "no whole answer within " + collector.secondsMax() + " s"));
            throw new Unreachable("gave up after the missing answer to " + collector.id(), e);
        }
    }

    private static Outcome outcome(RespConnection.Refusal refusal) {
        return switch (refusal.code()) {
            case "NOPERM", "NOAUTH" -> Outcome.DENIED;
            case "ERR" ->
                refusal.message().toLowerCase(Locale.ROOT).contains("unknown") ? Outcome.ABSENT : Outcome.FAILED;
            default -> Outcome.FAILED;
        };
    }

    private static Object blotted(List<String> words, @Nullable Object reply) {
        if (!(reply instanceof List<?> list)) {
            return reply == null ? "" : reply;
        }
        return switch (words.getFirst().toUpperCase(Locale.ROOT)) {
            case "CONFIG" -> blottedSettings(list);
            case "ACL" -> list.stream().map(RedisDatabase::blottedAccount).toList();
            default -> list;
        };
    }

    private static List<@Nullable Object> blottedSettings(List<?> settings) {
        var clean = new ArrayList<@Nullable Object>(settings);
        for (int i = 1; i < clean.size(); i += 2) {
            String name = String.valueOf(clean.get(i - 1)).toLowerCase(Locale.ROOT);
            boolean secret = name.equals("requirepass") || name.endsWith("auth") || name.endsWith("-pass");
            if (secret && clean.get(i) instanceof String value && !value.isEmpty()) {
                clean.set(i, BLOTTED);
            }
        }
        return clean;
    }

    private static @Nullable Object blottedAccount(@Nullable Object line) {
        return line instanceof String text
                ? String.join(
                        " ",
                        java.util.Arrays.stream(text.split(" "))
                                .map(word -> word.startsWith("#") || word.startsWith(">") ? "#" + BLOTTED : word)
                                .toList())
                : line;
    }
}
