package org.tongguan.comply.facts;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Reads what [HostScript] printed, frame by frame, as it arrives. The stream is hostile: no line and no frame
/// is read past its limit, and what belongs to no frame is dropped.
public final class HostScriptOutput {

    private static final int LINE_BYTES_MAX = 8 << 20;
    private static final int EXIT_ABSENT = 44;
    private static final int EXIT_DENIED = 43;
    private static final int EXIT_NOT_EXECUTABLE = 126;
    private static final int EXIT_NOT_FOUND = 127;
    private static final int EXIT_TIMED_OUT = 124;
    private static final int EXIT_KILLED = 137;
    private static final Pattern DENIAL = Pattern.compile(
            "(?i)permission denied|operation not permitted|sudo: |not allowed to|must be (?:run as )?root|access denied");

    private final String nonce;
    private final Map<String, Collector> wanted = new HashMap<>();
    private final Consumer<Gathered> sink;

    public HostScriptOutput(String nonce, Iterable<Collector> collectors, Consumer<Gathered> sink) {
        this.nonce = nonce;
        this.sink = sink;
        collectors.forEach(collector -> wanted.put(collector.id(), collector));
    }

    /// Reads to the end of the script's output or of the stream, whichever is first; what did not come is not
    /// reported.
    ///
    /// @return true if the script reached its end
    public boolean read(InputStream stream) throws IOException {
        var in = new BufferedInputStream(stream, 1 << 16);
        while (true) {
            byte[] line = line(in, LINE_BYTES_MAX);
            if (line == null) {
                return false;
            }
            String text = new String(line, StandardCharsets.UTF_8);
            if (text.equals(nonce + " END")) {
                return true;
            }
            if (text.startsWith(nonce + " B ")) {
                var collector = wanted.get(text.substring(nonce.length() + 3));
                if (collector != null && !frame(in, collector)) {
                    return false;
                }
            }
        }
    }

    private boolean frame(BufferedInputStream in, Collector collector) throws IOException {
        long start = System.nanoTime();
        var bytes = new ByteArrayOutputStream();
        boolean tooLarge = false;
        String end = nonce + " E " + collector.id();
        String result = nonce + " R";
        while (true) {
            byte[] line = line(in, LINE_BYTES_MAX);
            if (line == null) {
                return false;
            }
            if (line.length < 256) {
                String text = new String(line, StandardCharsets.UTF_8);
                if (text.equals(result) && !tooLarge) {
                    finish(in, collector, bytes.toByteArray(), (System.nanoTime() - start) / 1_000_000);
                    return true;
                }
                if (text.equals(end)) {
                    sink.accept(Gathered.without(
                            collector.id(), Outcome.TOO_LARGE, "more than " + collector.bytesMax() + " bytes"));
                    wanted.remove(collector.id());
                    return true;
                }
            }
            tooLarge |= bytes.size() + line.length > collector.bytesMax() + 1;
            if (!tooLarge) {
                bytes.write(line, 0, line.length);
                bytes.write('\n');
            }
        }
    }

    private void finish(BufferedInputStream in, Collector collector, byte[] framed, long millis) throws IOException {
        var message = new StringBuilder();
        String end = nonce + " E " + collector.id();
        int exit = -1;
        while (true) {
            byte[] line = line(in, 1 << 16);
            if (line == null) {
                break;
            }
            String text = new String(line, StandardCharsets.UTF_8);
            if (text.equals(end)) {
                break;
            }
            if (text.startsWith("rc=")) {
                exit = text.substring(3).matches("[0-9]{1,3}") ? Integer.parseInt(text.substring(3)) : -1;
            } else if (message.length() < 2000 && !text.isBlank()) {
                message.append(text).append('\n');
            }
        }
        wanted.remove(collector.id());
        // the frame's own line feed in front of "R" is not the collector's
        byte[] bytes = framed.length > 0 ? java.util.Arrays.copyOf(framed, framed.length - 1) : framed;
        sink.accept(gathered(collector, bytes, message.toString().strip(), exit, millis));
    }

    private static Gathered gathered(Collector collector, byte[] bytes, String message, int exit, long millis) {
        Outcome outcome = switch (exit) {
            case 0 -> Outcome.CAME;
            case EXIT_ABSENT, EXIT_NOT_FOUND -> Outcome.ABSENT;
            case EXIT_DENIED, EXIT_NOT_EXECUTABLE -> Outcome.DENIED;
            case EXIT_TIMED_OUT, EXIT_KILLED -> Outcome.TIMED_OUT;
            default -> DENIAL.matcher(message).find() ? Outcome.DENIED : Outcome.FAILED;
        };
        String why = switch (outcome) {
            case CAME -> message;
            case ABSENT -> message.isEmpty() ? "not there" : message;
            case DENIED -> message.isEmpty() ? "the account may not read it" : message;
            case TIMED_OUT -> "took longer than " + collector.secondsMax() + " s";
            case TOO_LARGE, FAILED, NOT_RUN -> "exit code " + exit + (message.isEmpty() ? "" : ": " + message);
        };
        return new Gathered(
                collector.id(), outcome, outcome == Outcome.CAME ? bytes : new byte[0], why, Math.max(exit, 0), millis);
    }

    private static byte @org.jspecify.annotations.Nullable [] line(BufferedInputStream in, int bytesMax)
            throws IOException {
        var line = new ByteArrayOutputStream();
        int next = in.read();
        if (next < 0) {
            return null;
        }
        while (next >= 0 && next != '\n') {
            if (line.size() >= bytesMax) {
                throw new IOException("a line of more than " + bytesMax + " bytes came back");
            }
            line.write(next);
            next = in.read();
        }
        return line.toByteArray();
    }
}
