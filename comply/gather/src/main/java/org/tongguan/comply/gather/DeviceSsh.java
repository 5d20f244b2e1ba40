package org.tongguan.comply.gather;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.sshd.client.channel.ChannelShell;
import org.apache.sshd.client.session.ClientSession;
import org.tongguan.comply.asset.Access;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.facts.Collector;
import org.tongguan.comply.facts.Gathered;

/// Opens a terminal on a network device over SSH and lets a [Talk] ask its display/show commands there. Devices have no
/// shell and often no exec channel, so the terminal a person would use is the only way in.
final class DeviceSsh implements Gatherer {

    /// Wide and long, so that lines are not folded and few pages are asked for.
    private static final int COLUMNS = 511;

    private static final int ROWS = 1000;

    /// The conversation in a device's own language. Reads end with an exception when the device hangs up; the whole
    /// conversation is interrupted at the asset's limit.
    @FunctionalInterface
    interface Talk {
        void with(
                Access.DeviceSsh device,
                List<Collector> wanted,
                InputStream fromDevice,
                OutputStream toDevice,
                Consumer<Gathered> sink)
                throws IOException, Unreachable, InterruptedException;
    }

    private final SshConnections connections;
    private final Talk talk;

    DeviceSsh(SshConnections connections, Talk talk) {
        this.connections = connections;
        this.talk = talk;
    }

    @Override
    public void gather(Asset asset, List<Collector> wanted, Duration limit, Consumer<Gathered> sink)
            throws Unreachable, InterruptedException {
        var device = (Access.DeviceSsh) asset.access();
        String at = SshConnections.where(device.ssh());
        ClientSession session = connections.open(device.ssh());
        try (ChannelShell channel = session.createShellChannel()) {
            channel.setUsePty(true);
            channel.setPtyType("vt100");
            channel.setPtyColumns(COLUMNS);
            channel.setPtyLines(ROWS);
            channel.setRedirectErrorStream(true);
            channel.open().verify(SshConnections.CHANNEL_MAX);
            talk.with(
                    device,
                    wanted,
                    new ScriptStream(channel.getInvertedOut(), wanted),
                    channel.getInvertedIn(),
                    sink);
        } catch (InterruptedIOException e) {
            throw SshConnections.interrupted(e);
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw SshConnections.interrupted(e);
            }
            throw new Unreachable("the terminal session on " + at + " broke off: " + SshConnections.said(e), e);
        } finally {
            session.close(true);
        }
    }

    @Override
    public String by(Asset asset) {
        return asset.access() instanceof Access.DeviceSsh device
                ? device.ssh().user() + "@" + SshConnections.where(device.ssh())
                : "?";
    }
}
