package org.tongguan.comply.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.facts.Collector;
import org.tongguan.comply.facts.Mask;
import org.tongguan.comply.facts.Parser;
import org.tongguan.comply.facts.Source;

/// No parser and no mask breaks its promise over spoilt texts. `-Dseed=` repeats a run, `-Drounds=` lengthens it;
/// `bench/fuzz.sh` runs long.
class ParserFuzzTest {

    private static final long SEED = Long.getLong("seed", 20260601);
    private static final int ROUNDS = Integer.getInteger("rounds", 40);

    @TestFactory
    Stream<DynamicTest> everyParserOverSpoiltTexts() {
        System.out.println("ParserFuzzTest: -Dseed=" + SEED + " -Drounds=" + ROUNDS);
        return ParserFuzz.texts().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey().id(), () -> {
                    var fuzz = new ParserFuzz(SEED);
                    fuzz.spoil(entry.getKey(), entry.getValue(), ROUNDS);
                    assertEquals("", String.join("\n", fuzz.failures()), "seed " + SEED);
                }));
    }

    @Test
    void aParserThatBreaksItsPromiseIsNoticed() {
        assertNoticed("NullPointerException", text -> {
            throw new NullPointerException("canary");
        });
        assertNoticed("java.util.Date", text -> List.of(new Date(0)));
        assertNoticed("null", text -> Arrays.asList("a", null));
        assertNoticed("key", text -> Map.of(1L, "a"));
        assertNoticed("StackOverflowError", ParserFuzzTest::endless);
        assertNoticed("slow", text -> {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
            }
            return text;
        });
        assertNoticed("characters", text -> text.repeat(30_000));
    }

    @ParameterizedTest
    @EnumSource(Mask.class)
    void aMaskIsLinearOverAMegabyteOfAnything(Mask mask) {
        for (String piece : List.of(
                "a",
                "$",
                "$6$",
                ":",
                "a:",
                "://",
                "://a:",
                "password",
                "password ",
                "password=",
                "\"",
                "=",
                "-",
                "-----BEGIN PRIVATE KEY-----\n",
                "-----BEGIN ",
                "1",
                "110101199001011234",
                "\n",
                " ",
                "\t",
                "<password>",
                "community ",
                "cipher ",
                "a b ",
                "${",
                "secret: '",
                "\\",
                "{",
                ",a=")) {
            String text = piece.repeat((1 << 20) / piece.length());
            long start = System.nanoTime();
            mask.apply(text);
            long millis = (System.nanoTime() - start) / 1_000_000;
            assertTrue(millis < 2_000, mask + " takes " + millis + " ms for a megabyte of '" + piece + "'");
        }
    }

    private static Object endless(String text) {
        return endless(text + "");
    }

    private static void assertNoticed(String how, Parser parser) {
        var canary = new Collector("canary", AssetType.LINUX, new Source.ImportedFile("canary"), parser);
        String broken = new ParserFuzz(SEED)
                .broken(canary, "a text".getBytes(StandardCharsets.UTF_8))
                .orElse("nothing noticed");
        assertTrue(broken.contains(how), broken);
    }
}
