package org.tongguan.comply.facts;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tongguan.comply.asset.Access;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.asset.SystemProfile;

/// What a snapshot says of itself: `snapshot.json`. Accesses are not in it: judging needs none, and they are the
/// owner's.
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
        var head = new Members(Json.parseMap(text));
        if (head.whole("format") != FORMAT) {
            throw new Garbled("snapshot format " + head.whole("format") + " is not " + FORMAT);
        }
        var assets = new ArrayList<Asset>();
        for (Members members : head.each("assets")) {
            assets.add(asset(members));
        }
        try {
            return new SnapshotHead(
                    head.text("tool"), Instant.parse(head.text("started")), profile(head.members("system")), assets);
        } catch (DateTimeParseException e) {
            throw new Garbled("'started' is no moment", e);
        }
    }

    private static SystemProfile profile(Members members) throws Garbled {
        return new SystemProfile(
                members.text("name"),
                members.text("organisation"),
                Math.toIntExact(members.whole("sLevel")),
                Math.toIntExact(members.whole("aLevel")),
                members.truth("highAvailability"),
                members.texts("scopes"),
                members.truth("cloudTenant"),
                members.text("filingNumber"),
                members.text("description"));
    }

    private static Asset asset(Members members) throws Garbled {
        var labels = new LinkedHashMap<String, String>();
        members.members("labels").map().forEach((key, value) -> labels.put(String.valueOf(key), String.valueOf(value)));
        long importance = members.whole("importance");
        if (importance < 1 || importance > 3) {
            throw new Garbled("importance of '" + members.text("id") + "' is 1 to 3, not " + importance);
        }
        return new Asset(
                members.text("id"),
                type(members.text("type")),
                members.text("name"),
                members.text("zone"),
                (int) importance,
                members.truth("internetFacing"),
                new Access.Nothing(),
                Optional.empty(),
                labels);
    }

    private static AssetType type(String id) throws Garbled {
        for (AssetType type : AssetType.values()) {
            if (type.id().equals(id)) {
                return type;
            }
        }
        throw new Garbled("unknown asset type '" + id + "'");
    }
}
