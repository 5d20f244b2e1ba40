package org.tongguan.comply.facts;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import org.tongguan.kernel.crypto.Digest;

/// The text form of one [Evidence] line and the hash chain over it (docs/formats/snapshot.md).
final class IndexLine {

    static final String CHAIN_START = "0".repeat(64);

    private IndexLine() {}

    /// The chain value of a line: SM3 over the previous value, a line feed, and the line without its own chain
    /// value.
    static String chain(String previous, String body) {
        return Digest.sm3Of((previous + "\n" + body).getBytes(StandardCharsets.UTF_8));
    }

    static String body(Evidence line) {
        var members = new LinkedHashMap<String, Object>();
        members.put("sequence", line.sequence());
        members.put("asset", line.asset());
        members.put("collector", line.collector());
        members.put("outcome", line.outcome().name());
        members.put("exit", line.exit());
        members.put("message", line.message());
        members.put("sm3", line.sm3());
        members.put("sha256", line.sha256());
        members.put("bytes", line.bytes());
        members.put("at", line.at().toString());
        members.put("millis", line.millis());
        members.put("by", line.by());
        return Json.write(members);
    }

    static String text(Evidence line) {
        String body = body(line);
        return body.substring(0, body.length() - 1) + ",\"chain\":\"" + line.chain() + "\"}";
    }

    static Evidence parse(String text, long expectedSequence, String previousChain) {
        try {
            var members = new Members(Json.parseMap(text));
            var line = new Evidence(
                    members.whole("sequence"),
                    members.text("asset"),
                    members.text("collector"),
                    Outcome.valueOf(members.text("outcome")),
                    Math.toIntExact(members.whole("exit")),
                    members.text("message"),
                    members.text("sm3"),
                    members.text("sha256"),
                    members.whole("bytes"),
                    Instant.parse(members.text("at")),
                    members.whole("millis"),
                    members.text("by"),
                    members.text("chain"));
            if (line.sequence() != expectedSequence) {
                throw new SnapshotTrouble(
                        "evidence index line " + expectedSequence + " carries sequence " + line.sequence());
            }
            if (!chain(previousChain, body(line)).equals(line.chain())) {
                throw new SnapshotTrouble("evidence index line " + expectedSequence
                        + " does not follow from the line before it: the index was changed");
            }
            return line;
        } catch (Garbled | RuntimeException e) {
            if (e instanceof SnapshotTrouble trouble) {
                throw trouble;
            }
            throw new SnapshotTrouble("evidence index line " + expectedSequence + " cannot be read", e);
        }
    }
}
