package org.tongguan.comply.gather;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.tongguan.comply.facts.Collector;

/// What a host prints, cut off where no honest script could have printed more, with its first words kept for
/// the message when there was no script at all.
final class ScriptStream extends FilterInputStream {

    private static final int FIRST_BYTES = 300;
    private static final long FRAME_BYTES = 8 << 10;
    private static final long NOISE_BYTES = 1 << 20;

    private final byte[] first = new byte[FIRST_BYTES];
    private final long bytesMax;
    private long bytes;

    ScriptStream(InputStream in, List<Collector> wanted) {
        super(in);
        this.bytesMax = NOISE_BYTES
                + wanted.stream()
                        .mapToLong(collector -> collector.bytesMax() + FRAME_BYTES)
                        .sum();
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        for (int i = 0; i < count && bytes + i < FIRST_BYTES; i++) {
            first[(int) bytes + i] = buffer[offset + i];
        }
        bytes += Math.max(count, 0);
        if (bytes > bytesMax) {
            throw new IOException("more than " + bytesMax + " bytes came back, which is all the script may print");
        }
        return count;
    }

    /// The first words, made safe to show.
    String firstWords() {
        return printable(new String(first, 0, (int) Math.min(bytes, FIRST_BYTES), StandardCharsets.UTF_8));
    }

    static String printable(String text) {
        String clean = text.strip().replaceAll("[\\p{Cntrl}\\s]++", " ");
        return clean.length() > FIRST_BYTES ? clean.substring(0, FIRST_BYTES) + " …" : clean;
    }
}
