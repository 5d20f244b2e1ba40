package org.tongguan.comply.facts;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// Bytes to text to fact.
public final class Reading {

    private static final Charset GB18030 = Charset.forName("GB18030");

    private Reading() {}

    /// UTF-8 if it is that, else GB18030, which maps every byte sequence to something.
    public static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(bytes, GB18030);
        }
    }

    public static Fact fact(Collector collector, byte[] masked) {
        try {
            return new Fact.Known(collector.parser().parse(text(masked)));
        } catch (Garbled e) {
            return new Fact.Garbled(String.valueOf(e.getMessage()));
        }
    }

    /// The bytes that may be stored: the text with every mask of the collector applied, as UTF-8.
    public static byte[] masked(Collector collector, byte[] bytes) {
        if (collector.mask().isEmpty()) {
            return bytes;
        }
        String text = text(bytes);
        for (Mask mask : Mask.values()) {
            if (collector.mask().contains(mask)) {
                text = mask.apply(text);
            }
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
