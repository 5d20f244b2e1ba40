package org.tongguan.comply.facts;

import java.util.Set;
import java.util.regex.Pattern;
import org.tongguan.comply.asset.AssetType;

/// One entry of the closed list of what may be read.
///
/// @param id the name checks use for the fact; a CEL identifier, unique over all collectors
/// @param type the asset type it reads; components are read by their host's script
/// @param secondsMax wall clock limit on the target, in seconds
/// @param bytesMax limit on what comes back, in bytes
/// @param mask what is blotted out before anything is stored
public record Collector(
        String id, AssetType type, Source source, Parser parser, int secondsMax, int bytesMax, Set<Mask> mask) {

    public static final int SECONDS_DEFAULT = 10;
    public static final int BYTES_DEFAULT = 256 << 10;
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_]{1,39}");

    public Collector {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("collector id '" + id + "' is not a CEL identifier");
        }
        if (secondsMax < 1 || secondsMax > 120 || bytesMax < 1 || bytesMax > 128 << 20) {
            throw new IllegalArgumentException("limits of collector " + id + " are out of range");
        }
        mask = Set.copyOf(mask);
    }

    public Collector(String id, AssetType type, Source source, Parser parser) {
        this(id, type, source, parser, SECONDS_DEFAULT, BYTES_DEFAULT, Set.of());
    }

    public Collector within(int seconds, int bytes) {
        return new Collector(id, type, source, parser, seconds, bytes, mask);
    }

    public Collector masking(Mask... masks) {
        return new Collector(id, type, source, parser, secondsMax, bytesMax, Set.of(masks));
    }
}
