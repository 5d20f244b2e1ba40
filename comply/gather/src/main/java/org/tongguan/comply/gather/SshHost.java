package org.tongguan.comply.gather;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.tongguan.comply.asset.Access;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.facts.Collector;
import org.tongguan.comply.facts.Gathered;
import org.tongguan.comply.facts.HostScript;
import org.tongguan.comply.facts.HostScriptOutput;

/// Runs the host script over SSH: one connection, one channel, `/bin/sh -s` with the script on its standard
/// input. No file is copied to the host, and the frames are read while they come.
final class SshHost implements Gatherer {

    private final SshConnections connections;

    SshHost(SshConnections connections) {
        this.connections = connections;
    }

    @Override
    public void gather(Asset asset, List<Collector> wanted, Duration limit, Consumer<Gathered> sink)
            throws Unreachable, InterruptedException {
        var ssh = (Access.Ssh) asset.access();
        ClientSession session = connections.open(ssh);
        try {
            run(ssh, session, wanted, sink);
        } finally {
            session.close(true);
        }
    }

    @Override
    public String by(Asset asset) {
        return asset.access() instanceof Access.Ssh ssh ? ssh.user() + "@" + SshConnections.where(ssh) : "?";
    }

    private static void run(Access.Ssh ssh, ClientSession session, List<Collector> wanted, Consumer<Gathered> sink)
            throws Unreachable, InterruptedException {
        String nonce = Nonce.fresh();
        String command = "/bin/sh -s -- " + nonce + " ''" + (ssh.sudo() ? "" : " " + HostScript.NO_SUDO);
        var frames = new AtomicInteger();
        var errors = new FirstBytes();
        String at = SshConnections.where(ssh);
        try (ChannelExec channel = session.createExecChannel(command)) {
            channel.setErr(errors);
            channel.open().verify(SshConnections.CHANNEL_MAX);
            // the shell reads the script as it goes: feed it from a thread of its own
            Thread.ofVirtual().start(() -> feed(channel));
            var output = new ScriptStream(channel.getInvertedOut(), wanted);
            boolean ended;
            try {
                ended = new HostScriptOutput(nonce, wanted, gathered -> {
                            frames.incrementAndGet();
                            sink.accept(gathered);
                        })
                        .read(output);
            } catch (InterruptedIOException e) {
                throw SshConnections.interrupted(e);
            } catch (IOException e) {
                if (Thread.interrupted()) {
                    throw SshConnections.interrupted(e);
                }
                throw new Unreachable(
                        "the output of " + at + " was given up after " + frames + " results: " + SshConnections.said(e),
                        e);
            }
            if (!ended) {
                throw brokenOff(at, channel, frames.get(), output.firstWords() + " " + errors.text());
            }
        } catch (InterruptedIOException e) {
            throw SshConnections.interrupted(e);
        } catch (IOException e) {
            throw new Unreachable(
                    at + " opened no command channel for " + ssh.user() + ": " + SshConnections.said(e), e);
        }
    }

    private static Unreachable brokenOff(String at, ChannelExec channel, int frames, String words)
            throws InterruptedException {
        channel.waitFor(EnumSet.of(ClientChannelEvent.EXIT_STATUS, ClientChannelEvent.CLOSED), Duration.ofSeconds(1));
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        Integer exit = channel.getExitStatus();
        if (exit == null && frames == 0 && channel.getSession().isOpen()) {
            return new Unreachable(at + " did not run the script: it lets this account run no command");
        }
        if (exit == null) {
            return new Unreachable(
                    "the connection to " + at + " dropped while the script ran, after " + frames + " results");
        }
        String said = words.isBlank() ? "" : "; it said: " + ScriptStream.printable(words);
        if (frames == 0) {
            return new Unreachable(
                    at + " did not run the script: no /bin/sh, or the account has no login shell (exit code " + exit
                            + ")" + said);
        }
        return new Unreachable(
                "the script on " + at + " ended early after " + frames + " results, exit code " + exit + said);
    }

    private static void feed(ChannelExec channel) {
        try (OutputStream in = channel.getInvertedIn()) {
            in.write(HostScript.text(false).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // the channel is gone: the reader finds the stream's end and reports it
            channel.close(true);
        }
    }

    /// Keeps the beginning of standard error and drops the rest.
    private static final class FirstBytes extends OutputStream {
        private static final int BYTES_MAX = 300;
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

        @Override
        public synchronized void write(int b) {
            if (kept.size() < BYTES_MAX) {
                kept.write(b);
            }
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            kept.write(bytes, offset, Math.min(length, BYTES_MAX - kept.size()));
        }

        synchronized String text() {
            return kept.toString(StandardCharsets.UTF_8);
        }
    }
}
