package org.tongguan.comply.gather;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/// Talks to a device's command line as a person would: waits for the prompt, turns paging off, types one
/// display or show command after another and takes what is printed until the prompt is back.
///
/// Limits: the prompt is what the first quiet line looked like; a device that prints exactly its prompt in the
/// middle of an answer and then pauses for [#QUIET_MILLIS] cuts that answer short (a configuration cut short is
/// refused by its parser).
final class DeviceDialogue implements AutoCloseable {

    /// An answer is over when the prompt stands at its end and nothing more came for this long.
    static final int QUIET_MILLIS = 250;

    private static final int GREETING_BYTES_MAX = 64 << 10;
    private static final int PAGES_MAX = 20_000;
    private static final int CHUNK_BYTES = 8 << 10;
    private static final int CHUNKS_MAX = 16;
    private static final int TAIL_CHARACTERS = 160;

    private static final Pattern PROMPT =
            Pattern.compile("(?:<[^<>\\s]{1,64}>|[A-Za-z0-9][A-Za-z0-9_.:/@()-]{0,63}[>#]) ?");
    private static final Pattern PAGER = Pattern.compile(
            "(?s).*[\\r\\n] {0,4}-{2,5} {0,2}\\(?More\\)? {0,2}-{2,5} {0,4}(?:\\x1b\\[[0-9;]{0,4}[A-Za-z])?");
    private static final Pattern WIPED_PAGER = Pattern.compile(
            " {0,4}-{2,5} {0,2}\\(?More\\)? {0,2}-{2,5} {0,4}(?:\\x1b\\[\\d{1,3}D {0,80}\\x1b\\[\\d{1,3}D|[\\x08]{1,80} {1,80}[\\x08]{1,80}|\\r {1,80}\\r)?");
    private static final Pattern CONTROL = Pattern.compile("\\x1b\\[[0-9;?]{0,8}[A-Za-z]|[\\x00\\x07\\x08\\r]");
    private static final byte[] END = new byte[0];

    /// Bytes whose end can be looked at without copying them all.
    private static final class Answer extends ByteArrayOutputStream {
        synchronized String tail() {
            int from = Math.max(0, count - TAIL_CHARACTERS);
            return "\n" + new String(buf, from, count - from, StandardCharsets.ISO_8859_1);
        }
    }

    /// An answer longer than its collector allows; the dialogue is over, for the rest would still come.
    static final class AnswerTooLong extends IOException {
        private static final long serialVersionUID = 1L;

        AnswerTooLong(int bytesMax) {
            super("the answer is longer than " + bytesMax + " bytes");
        }
    }

    private final OutputStream out;
    private final BlockingQueue<byte[]> chunks = new ArrayBlockingQueue<>(CHUNKS_MAX);
    private final Thread reader;
    private final LongSupplier nanos;
    private final long deadlineNanos;
    private String prompt = "";

    /// @param deadlineNanos a moment of `nanos`; the whole dialogue ends by then
    DeviceDialogue(InputStream in, OutputStream out, LongSupplier nanos, long deadlineNanos) {
        this.out = out;
        this.nanos = nanos;
        this.deadlineNanos = deadlineNanos;
        // a read from the device cannot be given a time of its own: it waits on a thread that can be given up
        this.reader = Thread.ofVirtual().start(() -> pump(in));
    }

    private void pump(InputStream in) {
        try {
            for (; ; ) {
                byte[] chunk = new byte[CHUNK_BYTES];
                int read = in.read(chunk);
                if (read < 0) {
                    break;
                }
                chunks.put(java.util.Arrays.copyOf(chunk, read));
            }
        } catch (IOException e) {
            // the connection is gone: the end below tells the waiting side
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            chunks.put(END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits for the first prompt and turns paging off.
    void begin(String dialect) throws IOException, InterruptedException {
        String greeting = until(GREETING_BYTES_MAX, "");
        prompt = lastLine(greeting).strip();
        ask(pagingOff(dialect), GREETING_BYTES_MAX);
    }

    /// The answer without the echoed command and the prompt, with line ends as `\n`.
    ///
    /// @throws AnswerTooLong if more came than `bytesMax`
    byte[] ask(String command, int bytesMax) throws IOException, InterruptedException {
        if (command.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException("a command is one line");
        }
        out.write((command + "\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
        String text = until(bytesMax, command);
        return answer(text, command).getBytes(StandardCharsets.ISO_8859_1);
    }

    /// May this account still ask for everything? IOS prompts end in `>` below the privileged level.
    boolean privileged() {
        return !prompt.endsWith(">") || prompt.startsWith("<");
    }

    private String answer(String text, String command) {
        String clean = CONTROL.matcher(WIPED_PAGER.matcher(text).replaceAll("")).replaceAll("");
        int echo = clean.indexOf(command);
        int start = echo < 0 ? 0 : clean.indexOf('\n', echo) + 1;
        int end = clean.lastIndexOf('\n') + 1;
        return start < end ? clean.substring(start, end) : "";
    }

    static String pagingOff(String dialect) throws IOException {
        return switch (dialect) {
            case "huawei" -> "screen-length 0 temporary";
            case "h3c" -> "screen-length disable";
            case "cisco", "ruijie" -> "terminal length 0";
            case String other -> throw new IOException("no command line is known for the dialect '" + other + "'");
        };
    }

    /// @param echo what the text must hold before a prompt ends it; a prompt printed twice is no answer
    private String until(int bytesMax, String echo) throws IOException, InterruptedException {
        var got = new Answer();
        int pages = 0;
        boolean whole = false;
        for (; ; ) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - nanos.getAsLong());
            if (left <= 0) {
                throw new IOException("the device did not come back to its prompt in time");
            }
            byte[] chunk = chunks.poll(whole ? Math.min(left, QUIET_MILLIS) : left, TimeUnit.MILLISECONDS);
            if (chunk == null) {
                String text = got.toString(StandardCharsets.ISO_8859_1);
                if (whole && text.contains(echo)) {
                    return text;
                }
                whole = false;
                continue;
            }
            if (chunk.length == 0) {
                throw new IOException("the device closed the session");
            }
            got.writeBytes(chunk);
            if (got.size() > bytesMax) {
                throw new AnswerTooLong(bytesMax);
            }
            String tail = got.tail();
            if (PAGER.matcher(tail).matches()) {
                if (++pages > PAGES_MAX) {
                    throw new IOException("the device asks for more pages than any answer has");
                }
                out.write(' ');
                out.flush();
                whole = false;
            } else {
                String last = lastLine(tail);
                whole = prompt.isEmpty()
                        ? PROMPT.matcher(last).matches()
                        : last.strip().equals(prompt);
            }
        }
    }

    private static String lastLine(String text) {
        String clean = CONTROL.matcher(text.substring(Math.max(0, text.length() - TAIL_CHARACTERS))
                        .replace('\r', '\n'))
                .replaceAll("");
        return clean.substring(clean.lastIndexOf('\n') + 1);
    }

    @Override
    public void close() {
        reader.interrupt();
    }
}
