package org.tongguan.comply.report.oscal;

import static org.tongguan.comply.report.oscal.Oscal.object;
import static org.tongguan.comply.report.oscal.Oscal.text;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.UUID;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.check.Observation;
import org.tongguan.comply.facts.Evidence;
import org.tongguan.comply.verdict.Answer;

/// Identifiers: version 5 UUIDs of the system and of names, so that the same things have the same identifiers
/// in every run.
public final class OscalNames {

    private static final UUID NAMES = UUID.fromString("6f1d0f5c-4a53-5a0e-9d0b-0a2f7b1c3e11");
    private final String system;

    OscalNames(String system) {
        this.system = system;
    }

    String id(String... names) {
        return uuid(system + "|" + String.join("|", names)).toString();
    }

    Map<String, Object> reference(Asset asset) {
        return object("subject-uuid", subject(asset), "type", "inventory-item", "title", text(asset.name()));
    }

    String subject(Asset asset) {
        return id("object", asset.id());
    }

    String observation(Observation seen) {
        return id("observation", seen.asset().id(), seen.check().id());
    }

    String answer(Answer answer) {
        return id(
                "answer",
                answer.asset().orElse("*"),
                answer.item().toString(),
                answer.answered().toString());
    }

    String resource(Evidence line) {
        return id("evidence", line.sm3());
    }

    /// RFC 9562 §5.5.
    public static UUID uuid(String name) {
        try {
            var sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(ByteBuffer.allocate(16)
                    .putLong(NAMES.getMostSignificantBits())
                    .putLong(NAMES.getLeastSignificantBits())
                    .array());
            var hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
            long high = hash.getLong() & ~0xF000L | 0x5000L;
            long low = hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
