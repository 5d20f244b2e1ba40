package org.tongguan.comply.facts.web;

import java.util.List;
import java.util.Map;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.facts.Collector;
import org.tongguan.comply.facts.Garbled;
import org.tongguan.comply.facts.Json;
import org.tongguan.comply.facts.Mask;
import org.tongguan.comply.facts.Source;

/// The one look at a web application: headers, cookies, error pages, exposed paths (docs/formats/evidence.md).
public final class WebCollectors {

    private static final int BYTES_MAX = 256 << 10;

    private WebCollectors() {}

    public static List<Collector> all() {
        return List.of(new Collector("web", AssetType.WEB, new Source.Probe("web"), WebCollectors::parse)
                .within(60, BYTES_MAX)
                .masking(Mask.IDENTITY_NUMBER, Mask.URL_PASSWORD));
    }

    private static Object parse(String text) throws Garbled {
        var members = Json.parseMap(text);
        if (!(members.get("address") instanceof String)
                || !(members.get("https") instanceof Boolean)
                || !(members.get("status") instanceof Long)
                || !(members.get("headers") instanceof Map<?, ?>)) {
            throw new Garbled("expected an object with address, https, status and headers");
        }
        return members;
    }
}
