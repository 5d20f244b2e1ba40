package org.tongguan.comply.facts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tongguan.comply.asset.Access;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.asset.SystemProfile;

/// What a snapshot says of itself: `snapshot.json`. Accesses are not in it: judging needs none, and they are the owner's.
///
/// @param tool the version that gathered
public record SnapshotHead(String tool, Instant started, SystemProfile system, List<Asset> assets) {

    static final long FORMAT = 1;

    public SnapshotHead {
        assets = List.copyOf(assets);
    }

    String text() {
        var head = new LinkedHashMap<String, Object>();
        head.put("format", FORMAT);
        head.put("tool", tool);
        head.put("started", started.toString());
        var profile = new LinkedHashMap<String, Object>();
        profile.put("name", system.name());
        profile.put("organisation", system.organisation());
        profile.put("sLevel", system.sLevel());
        profile.put("aLevel", system.aLevel());
        profile.put("highAvailability", system.highAvailability());
        profile.put("scopes", system.scopes());
        profile.put("cloudTenant", system.cloudTenant());
        profile.put("filingNumber", system.filingNumber());
        profile.put("description", system.description());
        head.put("system", profile);
        head.put("assets", assets.stream().map(SnapshotHead::members).toList());
        return Json.writePretty(head);
    }

    private static Map<String, Object> members(Asset asset) {
        var members = new LinkedHashMap<String, Object>();
        members.put("id", asset.id());
        members.put("type", asset.type().id());
        members.put("name", asset.name());
        members.put("zone", asset.zone());
        members.put("importance", asset.importance());
        members.put("internetFacing", asset.internetFacing());
        members.put("labels", asset.labels());
        return members;
    }

    static SnapshotHead parse(String text) throws Garbled {
        var head = Json.parseMap(text);
        try {
            if (!head.getOrDefault("format", 0L).equals(FORMAT)) {
                throw new Garbled("snapshot format " + head.get("format") + " is not " + FORMAT);
            }
            var profile = (Map<?, ?>) head.get("system");
            var assets = new ArrayList<Asset>();
            for (Object entry : (List<?>) head.get("assets")) {
                assets.add(asset((Map<?, ?>) entry));
            }
            return new SnapshotHead(
                    (String) head.get("tool"),
                    Instant.parse((String) head.get("started")),
                    new SystemProfile(
                            (String) profile.get("name"),
                            (String) profile.get("organisation"),
                            ((Long) profile.get("sLevel")).intValue(),
                            ((Long) profile.get("aLevel")).intValue(),
                            (Boolean) profile.get("highAvailability"),
                            ((List<?>) profile.get("scopes")).stream().map(String.class::cast).toList(),
                            (Boolean) profile.get("cloudTenant"),
                            (String) profile.get("filingNumber"),
                            (String) profile.get("description")),
                    assets);
        } catch (RuntimeException e) {
            throw new Garbled("a member is missing or of the wrong kind", e);
        }
    }

    private static Asset asset(Map<?, ?> members) {
        var labels = new LinkedHashMap<String, String>();
        ((Map<?, ?>) members.get("labels")).forEach((key, value) -> labels.put((String) key, (String) value));
        var type = List.of(AssetType.values()).stream()
                .filter(candidate -> candidate.id().equals(members.get("type")))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown asset type " + members.get("type")));
        return new Asset(
                (String) members.get("id"),
                type,
                (String) members.get("name"),
                (String) members.get("zone"),
                ((Long) members.get("importance")).intValue(),
                (Boolean) members.get("internetFacing"),
                new Access.Nothing(),
                Optional.empty(),
                labels);
    }
}
