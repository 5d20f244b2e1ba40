package org.tongguan.comply.gather;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.sshd.client.session.ClientSession;
import org.tongguan.comply.asset.Access;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.facts.Collector;
import org.tongguan.comply.facts.Gathered;
import org.tongguan.comply.facts.Outcome;
import org.tongguan.comply.facts.Source;

/// Asks a network device over an interactive SSH session. Only the display and show commands of the collectors
/// are typed, and the one that turns paging off for this session.
final class DeviceShell implements Gatherer {

    private static final Pattern DENIED = Pattern.compile(
            "(?i)permission denied|no permission|not have permission|not authorized|authorization failed|access denied");
    private static final Pattern UNKNOWN = Pattern.compile(
            "(?i)unrecognized command|invalid input|unknown command|incomplete command|wrong parameter|ambiguous command");

    /// An error stands in the first lines of an answer; a configuration may hold the same words further down.
    private static final int ERROR_CHARACTERS = 300;

    private static final int PTY_COLUMNS = 511;

    private final SshConnections connections;

    DeviceShell(SshConnections connections) {
        this.connections = connections;
    }

    @Override
    public void gather(Asset asset, List<Collector> wanted, Duration limit, Consumer<Gathered> sink)
            throws Unreachable, InterruptedException {
        var access = (Access.DeviceSsh) asset.access();
        ClientSession session = connections.open(access.ssh());
        try (var channel = session.createShellChannel()) {
            // wide and long: a device that wraps the echo of a command cannot be told from one that answers
            channel.setPtyType("vt100");
            channel.setPtyColumns(PTY_COLUMNS);
            channel.setPtyLines(1000);
            channel.open().verify(SshConnections.CHANNEL_MAX);
            try (var dialogue = new DeviceDialogue(
                    channel.getInvertedOut(),
                    channel.getInvertedIn(),
                    System::nanoTime,
                    System.nanoTime() + limit.toNanos())) {
                dialogue.begin(access.dialect());
                for (Collector collector : wanted) {
                    if (collector.source() instanceof Source.DeviceCommand commands) {
                        sink.accept(one(dialogue, collector, commands, access.dialect()));
                    }
                }
            }
        } catch (InterruptedIOException e) {
            throw SshConnections.interrupted(e);
        } catch (IOException e) {
            throw new Unreachable(
                    SshConnections.where(access.ssh()) + " was given up in the dialogue: " + SshConnections.said(e), e);
        } finally {
            session.close(true);
        }
    }

    private static Gathered one(
            DeviceDialogue dialogue, Collector collector, Source.DeviceCommand commands, String dialect)
            throws IOException, InterruptedException {
        String command = commands.byDialect().get(dialect);
        if (command == null) {
            return Gathered.without(collector.id(), Outcome.ABSENT, dialect + " has no command for it");
        }
        long start = System.nanoTime();
        byte[] answer = dialogue.ask(command, collector.bytesMax());
        String head = new String(answer, 0, Math.min(answer.length, ERROR_CHARACTERS), StandardCharsets.ISO_8859_1);
        if (DENIED.matcher(head).find() || UNKNOWN.matcher(head).find() && !dialogue.privileged()) {
            return Gathered.without(collector.id(), Outcome.DENIED, "this account may not use '" + command + "'");
        }
        if (UNKNOWN.matcher(head).find()) {
            return Gathered.without(collector.id(), Outcome.FAILED, "the device does not know '" + command + "'");
        }
        return Gathered.came(
                collector.id(), DeviceText.marked(collector, dialect, answer), (System.nanoTime() - start) / 1_000_000);
    }

    @Override
    public String by(Asset asset) {
        return asset.access() instanceof Access.DeviceSsh device
                ? device.ssh().user() + "@" + SshConnections.where(device.ssh()).toLowerCase(Locale.ROOT)
                : "?";
    }
}
