package org.tongguan.kernel.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.digests.SM3Digest;

/// The two digests of one run of bytes, lower-case hex, 64 characters each.
///
/// @param sm3 SM3, GB/T 32905-2016: the name evidence is stored under
/// @param sha256 SHA-256, FIPS 180-4: what an assessor can recompute with `sha256sum`
public record Digest(String sm3, String sha256) {

    private static final Pattern HEX_64 = Pattern.compile("[0-9a-f]{64}");

    public Digest {
        if (!HEX_64.matcher(sm3).matches()) {
            throw new IllegalArgumentException("not an SM3 digest: " + sm3);
        }
        if (!HEX_64.matcher(sha256).matches()) {
            throw new IllegalArgumentException("not a SHA-256 digest: " + sha256);
        }
    }

    public static Digest of(byte[] bytes) {
        return new Digest(sm3Of(bytes), sha256Of(bytes));
    }

    public static String sm3Of(byte[] bytes) {
        var sm3 = new SM3Digest();
        sm3.update(bytes, 0, bytes.length);
        byte[] out = new byte[sm3.getDigestSize()];
        sm3.doFinal(out, 0);
        return HexFormat.of().formatHex(out);
    }

    public static String sha256Of(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
