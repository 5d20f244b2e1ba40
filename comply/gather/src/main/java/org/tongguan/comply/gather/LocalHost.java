package org.tongguan.comply.gather;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.tongguan.comply.asset.Access;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.facts.Collector;
import org.tongguan.comply.facts.Gathered;
import org.tongguan.comply.facts.HostScript;
import org.tongguan.comply.facts.HostScriptOutput;
import org.tongguan.comply.facts.Source;

/// Runs the host script on this machine, or over the root folder of an unpacked image.
final class LocalHost implements Gatherer {

    @Override
    public void gather(Asset asset, List<Collector> wanted, Duration limit, Consumer<Gathered> sink)
            throws Unreachable, InterruptedException {
        String nonce = Nonce.fresh();
        boolean filesOnly = asset.access() instanceof Access.RootDirectory;
        String root = asset.access() instanceof Access.RootDirectory image ? image.root().toString() : "";
        var command = List.of("/bin/sh", "-s", "--", nonce, root);
        try {
            Process shell = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                // the shell reads the script as it goes: feed it from a thread of its own
                var feeder = Thread.ofVirtual().start(() -> feed(shell, HostScript.text(filesOnly)));
                boolean ended = new HostScriptOutput(nonce, wanted, sink).read(shell.getInputStream());
                feeder.join();
                if (!ended) {
                    throw new Unreachable("the collection script ended early");
                }
            } finally {
                shell.destroyForcibly();
            }
        } catch (IOException e) {
            throw new Unreachable("cannot run the collection script with /bin/sh", e);
        }
    }

    @Override
    public String by(Asset asset) {
        return System.getProperty("user.name", "?") + "@local";
    }

    private static void feed(Process shell, String script) {
        try (var in = shell.getOutputStream()) {
            in.write(script.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // the shell is gone: the reader finds the stream's end and reports it
            shell.destroy();
        }
    }

    static boolean understands(Collector collector) {
        return collector.source() instanceof Source.Shell;
    }
}
