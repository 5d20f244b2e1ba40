package org.tongguan.comply.gather;

import java.security.SecureRandom;
import java.util.HexFormat;

/// A word no target can know in advance; it marks the frames of one run.
final class Nonce {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Nonce() {}

    static String fresh() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return "TG" + HexFormat.of().formatHex(bytes);
    }
}
