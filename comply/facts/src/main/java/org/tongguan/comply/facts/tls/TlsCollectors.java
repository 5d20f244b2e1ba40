package org.tongguan.comply.facts.tls;

import java.util.List;
import java.util.Map;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.facts.Collector;
import org.tongguan.comply.facts.Garbled;
import org.tongguan.comply.facts.Json;
import org.tongguan.comply.facts.Source;

/// The one look at a TLS endpoint: versions, groups of cipher suites, certificates (docs/formats/evidence.md).
public final class TlsCollectors {

    private static final int BYTES_MAX = 512 << 10;

    private TlsCollectors() {}

    public static List<Collector> all() {
        return List.of(new Collector("tls", AssetType.TLS, new Source.Probe("tls"), TlsCollectors::parse)
                .within(15, BYTES_MAX));
    }

    private static Object parse(String text) throws Garbled {
        var members = Json.parseMap(text);
        if (!(members.get("versions") instanceof Map<?, ?>)
                || !(members.get("groups") instanceof Map<?, ?>)
                || !(members.get("certificates") instanceof List<?>)) {
            throw new Garbled("expected an object with versions, groups and certificates");
        }
        return members;
    }
}
