package org.tongguan.comply.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.tongguan.comply.catalog.Catalog;
import org.tongguan.comply.facts.Collector;
import org.tongguan.comply.facts.Collectors;
import org.tongguan.comply.facts.Garbled;
import org.tongguan.comply.facts.Mask;
import org.tongguan.comply.facts.Reading;

/// Spoils the texts collectors bring and holds the parsers and masks to their promise: a tree of plain values or
/// [Garbled], in bounded time and size. The same seed spoils the same way.
final class ParserFuzz {

    /// Of computing, not of waiting for a core.
    private static final int MILLIS_MAX = 2_000;

    /// So many times the limit a text may take by the clock on the wall.
    private static final int PATIENCE = 30;

    private static final int BYTES_MAX = 1 << 20;
    private static final int DEPTH_MAX = 64;
    private static final int FAILURES_MAX = 40;

    /// One text in so many also goes through the masks that are not its collector's.
    private static final int STRANGE_MASKS = 8;

    /// What a parser may make of a text: so many characters and values for each character, and some for free.
    private static final long GROWTH_MAX = 32;
    private static final long SIZE_FREE = 20_000;

    private static final List<String> PIECES = List.of(
            "\0",
            "\u0001\u0002\u001b[31m",
            "99999999999999999999999999999",
            "-1",
            "1e999",
            "0x7fffffffffffffff",
            "\r",
            "\r\n",
            "\n\n\n",
            "\t",
            " ",
            ":",
            "::::::::",
            "=",
            "\"",
            "'",
            "\\",
            "{",
            "}",
            "[",
            "]",
            "<",
            "/>",
            "<!--",
            "&amp;&x;",
            "#",
            "*",
            "${x}",
            "null",
            "true",
            "\u6f5c\u5173",
            "\ud83d",
            "\ufeff",
            "NaN");

    private final long seed;
    private final List<String> failures = new ArrayList<>();
    private Worker worker = new Worker();
    private long rounds;

    ParserFuzz(long seed) {
        this.seed = seed;
    }

    /// Spoils every collector's texts this many times; prints how it went and exits with 1 if a promise broke.
    public static void main(String[] arguments) {
        long seed = Long.getLong("seed", System.nanoTime());
        int rounds = Integer.getInteger("rounds", 2_000);
        var fuzz = new ParserFuzz(seed);
        long start = System.nanoTime();
        texts().forEach((collector, texts) -> fuzz.spoil(collector, texts, rounds));
        long millis = (System.nanoTime() - start) / 1_000_000;
        fuzz.failures().forEach(System.out::println);
        System.out.printf(
                "seed %d: %d rounds over %d collectors in %d ms, %d a second; %d broken promises%n",
                seed,
                fuzz.rounds(),
                texts().size(),
                millis,
                fuzz.rounds() * 1000 / Math.max(1, millis),
                fuzz.failures().size());
        System.exit(fuzz.failures().isEmpty() ? 0 : 1);
    }

    /// All texts the checks' cases and the demo hold, by the collector that would bring them.
    static Map<Collector, List<byte[]>> texts() {
        Path content = Path.of(System.getProperty("tongguan.home"), "content");
        var texts = new LinkedHashMap<Collector, List<byte[]>>();
        for (Check check : CheckPack.read(Catalog.read(content), List.of(content.resolve("checks")))
                .checks()) {
            check.fixtures().byState().values().forEach(cases -> cases.forEach(given -> add(texts, given)));
            add(texts, check.fixtures().garbled());
        }
        try (var recorded = Files.walk(content.resolve("demo/recorded"))) {
            for (Path file : recorded.filter(Files::isRegularFile).sorted().toList()) {
                String id = file.getFileName().toString().replaceFirst("\\..*", "");
                add(texts, Map.of(id, Files.readString(file)));
            }
            add(texts, Map.of("device_config", Files.readString(content.resolve("demo/core-switch.cfg"))));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the demo's recorded evidence", e);
        }
        return texts;
    }

    private static void add(Map<Collector, List<byte[]>> texts, Map<String, String> given) {
        given.forEach((id, text) -> Collectors.byId(id)
                .ifPresent(collector -> texts.computeIfAbsent(collector, any -> new ArrayList<>())
                        .add(text.getBytes(StandardCharsets.UTF_8))));
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    long rounds() {
        return rounds;
    }

    /// Each collector has its own randomness, so that a new collector does not change what the others see.
    void spoil(Collector collector, List<byte[]> texts, int times) {
        var random = new Random(seed ^ collector.id().hashCode());
        for (int i = 0; i < times && failures.size() < FAILURES_MAX; i++) {
            byte[] spoilt = texts.get(random.nextInt(texts.size()));
            for (int j = random.nextInt(4); j >= 0; j--) {
                spoilt = spoilt(spoilt, texts, random);
            }
            byte[] bytes = Arrays.copyOf(spoilt, Math.min(spoilt.length, Math.min(BYTES_MAX, collector.bytesMax())));
            int round = i;
            rounds++;
            broken(collector, bytes)
                    .ifPresent(how -> failures.add(
                            collector.id() + " round " + round + ": " + how + "\n    from " + excerpt(bytes)));
        }
    }

    /// How the promise is broken by these bytes; slowness only counts if it happens twice.
    Optional<String> broken(Collector collector, byte[] bytes) {
        var first = attempt(collector, bytes);
        return first.filter(how -> how.startsWith("slow")).isPresent() ? attempt(collector, bytes) : first;
    }

    private Optional<String> attempt(Collector collector, byte[] bytes) {
        var task = new FutureTask<>(() -> parse(collector, bytes));
        long begun = worker.cpuMillis();
        worker.tasks.add(task);
        try {
            for (int patience = 0; patience < PATIENCE; patience++) {
                try {
                    return task.get(MILLIS_MAX, TimeUnit.MILLISECONDS);
                } catch (TimeoutException _) {
                    if (worker.cpuMillis() - begun >= MILLIS_MAX) {
                        break;
                    }
                }
            }
            var where = Arrays.stream(worker.getStackTrace())
                    .filter(frame -> frame.getClassName().startsWith("org.tongguan"))
                    .findFirst();
            worker.interrupt();
            worker = new Worker();
            return Optional.of("slow: more than " + MILLIS_MAX + " ms for " + bytes.length + " bytes at "
                    + where.map(StackTraceElement::toString).orElse("?"));
        } catch (ExecutionException e) {
            return Optional.of("throws " + thrown(e.getCause() == null ? e : e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + collector.id() + " parsed", e);
        }
    }

    private static Optional<String> parse(Collector collector, byte[] bytes) {
        if (bytes.length % STRANGE_MASKS == 0) {
            for (Mask mask : Mask.values()) {
                mask.apply(Reading.text(bytes));
            }
        }
        String text = Reading.text(Reading.masked(collector, bytes));
        try {
            var size = new Size();
            size.add(collector.parser().parse(text), 0);
            if (size.total > SIZE_FREE + GROWTH_MAX * text.length()) {
                return Optional.of("returns " + size.total + " characters and values for " + text.length());
            }
            return Optional.ofNullable(size.stranger);
        } catch (Garbled e) {
            return e.getMessage() == null || e.getMessage().isBlank()
                    ? Optional.of("is garbled without a reason")
                    : Optional.empty();
        }
    }

    private static String thrown(Throwable thrown) {
        return thrown + " at "
                + Arrays.stream(thrown.getStackTrace())
                        .filter(frame -> frame.getClassName().startsWith("org.tongguan"))
                        .limit(3)
                        .toList();
    }

    private static String excerpt(byte[] bytes) {
        String text = new String(bytes, 0, Math.min(bytes.length, 300), StandardCharsets.UTF_8);
        return text.replace("\n", "\\n").replaceAll("\\p{Cntrl}", "?") + (bytes.length > 300 ? " …" : "");
    }

    private static byte[] spoilt(byte[] text, List<byte[]> texts, Random random) {
        int at = text.length == 0 ? 0 : random.nextInt(text.length);
        int to = Math.min(text.length, at + 1 + random.nextInt(1 + random.nextInt(200)));
        return switch (random.nextInt(16)) {
            case 0 -> Arrays.copyOf(text, at);
            case 1 -> joined(Arrays.copyOf(text, to), Arrays.copyOfRange(text, at, text.length));
            case 2 -> joined(Arrays.copyOf(text, at), Arrays.copyOfRange(text, to, text.length));
            case 3 -> flipped(text, random);
            case 4 -> put(text, at, PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8));
            case 5 -> put(text, at, new byte[] {(byte) 0xff, (byte) 0xc0, (byte) 0x80, (byte) 0xed});
            case 6 -> put(text, at, repeated(new byte[] {(byte) random.nextInt(32, 127)}, 1 << random.nextInt(17)));
            case 7 -> put(text, at, nested(random));
            case 8 -> replaced(text, "(?<=\\n|^)([^\\n]*)(?=\\n|$)", line(text, random), random);
            case 9 -> replaced(text, "\\d+", number(random), random);
            case 10 -> replaced(text, "\\S+", PIECES.get(random.nextInt(PIECES.size())), random);
            case 11 ->
                new String(text, StandardCharsets.UTF_8).replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
            case 12 -> joined(Arrays.copyOf(text, at), tail(texts.get(random.nextInt(texts.size())), random));
            case 13 -> put(text, at, new byte[1 + random.nextInt(20)]);
            case 14 -> random.nextInt(20) > 0 ? replaced(text, "\\s+", " ", random) : repeated(text, 1 << 20);
            default -> replaced(text, "[ :=,\"\\[\\]{}<>/|]", "", random);
        };
    }

    private static byte[] flipped(byte[] text, Random random) {
        byte[] flipped = text.clone();
        for (int i = 0; i < 1 + text.length / 200 && text.length > 0; i++) {
            flipped[random.nextInt(text.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    private static byte[] nested(Random random) {
        String open = List.of("{", "[", "(", "<a>", "{\"a\":", "[[", "a {\n", "- ", "\n ")
                .get(random.nextInt(9));
        return repeated(open.getBytes(StandardCharsets.UTF_8), 1 << random.nextInt(16));
    }

    private static String number(Random random) {
        return List.of("9223372036854775808", "-9223372036854775809", "1e400", "0", "-1", "00000000000000000000", "1.")
                .get(random.nextInt(7));
    }

    private static String line(byte[] text, Random random) {
        var lines = new String(text, StandardCharsets.UTF_8).lines().toList();
        return lines.isEmpty() ? "" : lines.get(random.nextInt(lines.size()));
    }

    /// One of the places that match, replaced.
    private static byte[] replaced(byte[] text, String pattern, String by, Random random) {
        String whole = new String(text, StandardCharsets.UTF_8);
        var matches = java.util.regex.Pattern.compile(pattern)
                .matcher(whole)
                .results()
                .limit(500)
                .toList();
        if (matches.isEmpty()) {
            return text;
        }
        var match = matches.get(random.nextInt(matches.size()));
        return (whole.substring(0, match.start()) + by + whole.substring(match.end())).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] tail(byte[] text, Random random) {
        return text.length == 0 ? text : Arrays.copyOfRange(text, random.nextInt(text.length), text.length);
    }

    private static byte[] put(byte[] text, int at, byte[] piece) {
        return joined(joined(Arrays.copyOf(text, at), piece), Arrays.copyOfRange(text, at, text.length));
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /// Again and again, up to a size.
    private static byte[] repeated(byte[] text, int size) {
        if (text.length == 0 || text.length > size) {
            return text;
        }
        byte[] all = new byte[size / text.length * text.length];
        for (int i = 0; i < all.length; i += text.length) {
            System.arraycopy(text, 0, all, i, text.length);
        }
        return all;
    }

    /// Counts a tree and finds what does not belong in one.
    private static final class Size {

        private long total;
        private String stranger;

        void add(Object value, int depth) {
            total++;
            if (depth > DEPTH_MAX) {
                stranger = "returns a tree deeper than " + DEPTH_MAX;
                return;
            }
            switch (value) {
                case Map<?, ?> map ->
                    map.forEach((key, inside) -> {
                        if (!(key instanceof String)) {
                            stranger = "returns a map with the key " + key;
                        }
                        total += String.valueOf(key).length();
                        add(inside, depth + 1);
                    });
                case List<?> list -> list.forEach(inside -> add(inside, depth + 1));
                case String text -> total += text.length();
                case Long _, Double _, Boolean _ -> {}
                case null -> stranger = "returns a null";
                default -> stranger = "returns a " + value.getClass().getName();
            }
        }
    }

    /// Parses on a thread of its own, so that one that does not end can be left behind.
    private static final class Worker extends Thread {

        private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

        Worker() {
            super("parser");
            setDaemon(true);
            start();
        }

        /// What this thread has computed; on a crowded machine the clock on the wall says nothing of a parser.
        long cpuMillis() {
            return ManagementFactory.getThreadMXBean().getThreadCpuTime(threadId()) / 1_000_000;
        }

        @Override
        public void run() {
            try {
                while (!isInterrupted()) {
                    tasks.take().run();
                }
            } catch (InterruptedException _) {
                // left behind: another worker goes on
            }
        }
    }
}
