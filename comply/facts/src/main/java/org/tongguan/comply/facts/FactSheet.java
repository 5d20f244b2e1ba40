package org.tongguan.comply.facts;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.tongguan.comply.asset.Asset;

/// The facts of one asset, parsed from its evidence on first use. Not safe for use by two threads.
public final class FactSheet {

    /// Reads the stored bytes behind a line of evidence.
    @FunctionalInterface
    public interface Bytes {
        byte[] of(Evidence evidence);
    }

    private static final String NO_DIGEST = "0".repeat(64);

    private final Asset asset;
    private final Map<String, Evidence> evidence;
    private final Bytes bytes;
    private final Map<String, Fact> parsed = new HashMap<>();

    public FactSheet(Asset asset, Map<String, Evidence> evidenceByCollector, Bytes bytes) {
        this.asset = asset;
        this.evidence = new LinkedHashMap<>(evidenceByCollector);
        this.bytes = bytes;
    }

    /// The facts of what was gathered and is stored nowhere, masked as a snapshot would mask them. Its evidence
    /// has no digests.
    public static FactSheet of(Asset asset, Collection<Gathered> gathered, Instant at) {
        var texts = new HashMap<String, byte[]>();
        var lines = new LinkedHashMap<String, Evidence>();
        for (Gathered one : gathered) {
            texts.put(one.collector(), one.bytes());
            lines.put(
                    one.collector(),
                    new Evidence(
                            lines.size(),
                            asset.id(),
                            one.collector(),
                            one.outcome(),
                            one.exit(),
                            one.message(),
                            NO_DIGEST,
                            NO_DIGEST,
                            one.bytes().length,
                            at,
                            one.millis(),
                            "",
                            NO_DIGEST));
        }
        return new FactSheet(
                asset,
                lines,
                line -> Reading.masked(
                        Collectors.byId(line.collector()).orElseThrow(),
                        texts.getOrDefault(line.collector(), new byte[0])));
    }

    public Asset asset() {
        return asset;
    }

    /// The evidence a fact was parsed from, if anyone looked.
    public Optional<Evidence> evidence(String collector) {
        return Optional.ofNullable(evidence.get(collector));
    }

    public Map<String, Evidence> evidence() {
        return Map.copyOf(evidence);
    }

    public Fact fact(String collector) {
        return parsed.computeIfAbsent(collector, this::parse);
    }

    private Fact parse(String id) {
        var line = evidence.get(id);
        if (line == null) {
            return new Fact.NotCollected("nobody looked for '" + id + "' on " + asset.id());
        }
        return switch (line.outcome()) {
            case ABSENT -> new Fact.Absent(line.message());
            case DENIED -> new Fact.Denied(line.message());
            case TIMED_OUT, TOO_LARGE, FAILED -> new Fact.Failed(line.message());
            case NOT_RUN -> new Fact.NotCollected(line.message());
            case CAME ->
                Collectors.byId(id)
                        .<Fact>map(collector -> Reading.fact(collector, bytes.of(line)))
                        .orElse(new Fact.Garbled("no collector is named '" + id + "' in this version"));
        };
    }
}
