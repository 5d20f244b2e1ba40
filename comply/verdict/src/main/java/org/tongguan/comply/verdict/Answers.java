package org.tongguan.comply.verdict;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.check.Check;
import org.tongguan.kernel.yaml.NearMatch;
import org.tongguan.kernel.yaml.Place;
import org.tongguan.kernel.yaml.YamlMistake;

/// All that people put into a run (docs/formats/answers.md).
///
/// @param mentions where the file names an asset or a check, to be held against the run by [#verify]
public record Answers(
        List<Answer> answers,
        List<Waiver> waivers,
        List<Compensation> compensations,
        List<Mitigation> mitigations,
        List<RiskDecision> decisions,
        List<Mention> mentions) {

    public Answers {
        answers = List.copyOf(answers);
        waivers = List.copyOf(waivers);
        compensations = List.copyOf(compensations);
        mitigations = List.copyOf(mitigations);
        decisions = List.copyOf(decisions);
        mentions = List.copyOf(mentions);
    }

    /// A name and where it stands.
    public record Mention(Named named, String id, Place place) {}

    public enum Named {
        ASSET,
        CHECK
    }

    /// Nobody has answered anything yet.
    public static Answers none() {
        return new Answers(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    /// Refuses names of assets and checks that do not exist. Can be called before gathering: a component is
    /// known by its host and its type, `web1/nginx`, whether or not it is found later.
    ///
    /// @throws YamlMistake at the first unknown name, with the nearest known one
    public void verify(Collection<Asset> assets, Collection<Check> checks) {
        var assetIds = new HashSet<String>();
        assetIds.add(Assessor.SYSTEM_ID);
        for (Asset asset : assets) {
            assetIds.add(asset.id());
            if (asset.type() == AssetType.LINUX) {
                for (AssetType type : AssetType.values()) {
                    if (type.component()) {
                        assetIds.add(asset.component(type).id());
                    }
                }
            }
        }
        var checkIds = new ArrayList<>(checks.stream().map(Check::id).toList());
        for (Mention mention : mentions) {
            switch (mention.named()) {
                case ASSET -> known(mention, assetIds, "no asset has the id '");
                case CHECK -> known(mention, checkIds, "no check has the id '");
            }
        }
    }

    private static void known(Mention mention, Collection<String> ids, String complaint) {
        if (!ids.contains(mention.id())) {
            throw new YamlMistake(mention.place(), complaint + mention.id() + "'" + NearMatch.hint(mention.id(), ids));
        }
    }
}
