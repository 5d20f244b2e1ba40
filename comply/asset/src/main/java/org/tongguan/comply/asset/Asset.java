package org.tongguan.comply.asset;

import java.util.Map;
import java.util.Optional;

/// One object of the assessment (测评对象).
///
/// @param id unique in the inventory; letters, digits, `.`, `_`, `-` and, for a component, one `/` behind its
///     host
/// @param importance 1 (一般) to 3 (关键)
/// @param internetFacing whether the internet reaches it; some high-risk cases cannot be lowered when it does
/// @param host for a component: the id of the Linux host it was found on
/// @param labels the owner's own words (zone, owner, team), shown and never judged
public record Asset(
        String id,
        AssetType type,
        String name,
        String zone,
        int importance,
        boolean internetFacing,
        Access access,
        Optional<String> host,
        Map<String, String> labels) {

    public Asset {
        labels = Map.copyOf(labels);
        if (importance < 1 || importance > 3) {
            throw new IllegalArgumentException("importance is 1 to 3, not " + importance);
        }
    }

    /// The component of a type found on this host, `host-id/nginx`.
    public Asset component(AssetType type) {
        return new Asset(
                id + "/" + type.id(),
                type,
                name + " · " + type.nameZh(),
                zone,
                importance,
                internetFacing,
                access,
                Optional.of(id),
                labels);
    }
}
