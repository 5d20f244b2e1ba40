package org.tongguan.comply.verdict;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.asset.SystemProfile;
import org.tongguan.comply.check.Observation;
import org.tongguan.comply.facts.Evidence;

/// One run, judged. Everything a report says is in here.
///
/// @param gathered when the facts were gathered
/// @param judged the day answers, waivers and ages were counted to
/// @param tool name and version
/// @param objects assets and the components found on them
/// @param findings what to fix first, first
public record Assessment(
        SystemProfile system,
        Instant gathered,
        LocalDate judged,
        String tool,
        List<Asset> objects,
        List<Observation> observations,
        List<RequirementVerdict> items,
        List<Finding> findings,
        List<MajorRisk> majorRisks,
        List<ClassCount> classes,
        Coverage coverage,
        Conclusion conclusion,
        List<Waiver> waivers,
        List<Answer> answers,
        List<Compensation> compensations,
        List<Evidence> evidence) {

    public Assessment {
        objects = List.copyOf(objects);
        observations = List.copyOf(observations);
        items = List.copyOf(items);
        findings = List.copyOf(findings);
        majorRisks = List.copyOf(majorRisks);
        classes = List.copyOf(classes);
        waivers = List.copyOf(waivers);
        answers = List.copyOf(answers);
        compensations = List.copyOf(compensations);
        evidence = List.copyOf(evidence);
    }
}
