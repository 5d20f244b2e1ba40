package org.tongguan.kernel.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DigestTest {

    @Test
    void agreesWithTheVectorOfTheSm3Standard() {
        // GB/T 32905-2016, annex A.1: the message "abc"
        assertEquals(
                "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
                Digest.sm3Of("abc".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void agreesWithTheVectorOfSha256() {
        assertEquals(
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                Digest.of("abc".getBytes(StandardCharsets.US_ASCII)).sha256());
    }

    @Test
    void refusesWhatIsNoDigest() {
        assertThrows(IllegalArgumentException.class, () -> new Digest("../../etc/passwd", "x"));
    }
}
