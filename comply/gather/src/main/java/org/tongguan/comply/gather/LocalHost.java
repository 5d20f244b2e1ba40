package org.tongguan.comply.gather;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.tongguan.comply.asset.Access;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.facts.Collector;
import org.tongguan.comply.facts.Gathered;
import org.tongguan.comply.facts.HostScript;
import org.tongguan.comply.facts.HostScriptOutput;

/// Runs the host script on this machine, or over the root folder of an unpacked image.
final class LocalHost implements Gatherer {

    @Override
    public void gather(Asset asset, List<Collector> wanted, Duration limit, Consumer<Gathered> sink)
            throws Unreachable, InterruptedException {
        String nonce = Nonce.fresh();
        boolean filesOnly = asset.access() instanceof Access.RootDirectory;
        if (asset.access() instanceof Access.RootDirectory image) {
            proveRoot(image.root());
        }
        String root = asset.access() instanceof Access.RootDirectory image
                ? image.root().toString()
                : "";
        // a Ctrl-C at the terminal reaches the shell as well: it must not end before we have noticed, or its
        // silence would go on record as the host's
        var command = List.of("/bin/sh", "-c", "trap '' INT; exec /bin/sh -s -- \"$@\"", "sh", nonce, root);
        try {
            Process shell = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                // the shell reads the script as it goes: feed it from a thread of its own
                var feeder = Thread.ofVirtual().start(() -> feed(shell, HostScript.text(filesOnly)));
                // a read from a process ignores interrupts: wait for it on a thread of its own
                var output = new ScriptStream(shell.getInputStream(), wanted);
                Consumer<Gathered> ownNames = gathered -> sink.accept(withoutMount(gathered, root));
                var reader = new FutureTask<>(() -> new HostScriptOutput(nonce, wanted, ownNames).read(output));
                Thread.ofVirtual().start(reader);
                if (!reader.get()) {
                    throw new Unreachable("the collection script ended early: " + output.firstWords());
                }
                feeder.join();
            } finally {
                shell.descendants().forEach(ProcessHandle::destroyForcibly);
                shell.destroyForcibly();
            }
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException trouble -> throw trouble;
                case null, default -> throw new Unreachable("the collection script's output cannot be read", e);
            }
        } catch (IOException e) {
            throw new Unreachable("cannot run the collection script with /bin/sh", e);
        }
    }

    /// Gives an image's files the names they have inside it: where its folder lies on this machine is no evidence.
    private static Gathered withoutMount(Gathered gathered, String root) {
        if (root.isEmpty()) {
            return gathered;
        }
        // one byte a character, so that every other byte stays as it came
        String bytes = new String(gathered.bytes(), StandardCharsets.ISO_8859_1);
        String mount = new String(root.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return new Gathered(
                gathered.collector(),
                gathered.outcome(),
                bytes.replace(mount + "/", "/").getBytes(StandardCharsets.ISO_8859_1),
                gathered.message().replace(root + "/", "/"),
                gathered.exit(),
                gathered.millis());
    }

    /// In a folder that is no system's root every file would be missing, and that would be judged.
    private static void proveRoot(Path root) throws Unreachable {
        if (!Files.isDirectory(root)) {
            throw new Unreachable("the root folder " + root + " does not exist");
        }
        if (!Files.isDirectory(root.resolve("etc"))) {
            throw new Unreachable("the folder " + root + " is not the root of a Linux system: it holds no etc");
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
}
