package org.tongguan.comply.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tongguan.comply.check.Check;
import org.tongguan.comply.check.CheckPack;
import org.tongguan.comply.check.Judge;
import org.tongguan.comply.check.ResultState;
import org.tongguan.comply.facts.Collectors;
import org.tongguan.comply.facts.Gathered;
import org.tongguan.comply.facts.Outcome;
import org.tongguan.comply.facts.Snapshot;
import org.tongguan.comply.facts.SnapshotHead;
import org.tongguan.comply.facts.SnapshotWriter;

/// The whole way: a snapshot on disk, one shipped check, the assessment.
class SnapshotToAssessmentTest {

    private static final String PASSWD =
            "root:x:0:0:root:/root:/bin/bash\nguest:x:1000:1000:guest:/home/guest:/bin/bash\n";

    @TempDir
    private Path folder;

    private Assessment assessed(Gathered shadow) {
        var web1 = Sample.linux("web1");
        var clock = Clock.fixed(Sample.GATHERED, ZoneOffset.UTC);
        try (var writer = SnapshotWriter.create(
                folder.resolve("snapshot"),
                new SnapshotHead("tongguan test", Sample.GATHERED, Sample.system(), List.of(web1)),
                clock)) {
            writer.keep(web1, Collectors.byId("shadow").orElseThrow(), shadow, "root");
            writer.keep(
                    web1,
                    Collectors.byId("passwd").orElseThrow(),
                    Gathered.came("passwd", PASSWD.getBytes(StandardCharsets.UTF_8), 1),
                    "root");
            writer.seal();
        }
        List<Check> checks = CheckPack.read(Sample.CATALOG, List.of(Sample.CONTENT.resolve("checks"))).checks().stream()
                .filter(check -> check.id().equals("linux.auth.empty-password"))
                .toList();
        try (var snapshot = Snapshot.open(folder.resolve("snapshot"))) {
            var judge = new Judge(checks, snapshot.head().started());
            var observations = snapshot.sheets().stream()
                    .flatMap(sheet -> judge.observe(sheet).stream())
                    .toList();
            return new Assessor(Sample.CATALOG)
                    .assess(snapshot, observations, Answers.none(), Sample.DAY, "tongguan test");
        }
    }

    @Test
    void anEmptyPasswordOnDiskBecomesAFindingAndAProposedMajorRisk() {
        var run = assessed(Gathered.came(
                "shadow", "root:*:20000:0:90:7:::\nguest::20000:0:99999:7:::\n".getBytes(StandardCharsets.UTF_8), 1));
        assertEquals(Verdict.NOT_MET, Sample.row(run, Sample.PASSWORD).verdict());
        assertTrue(Sample.row(run, Sample.PASSWORD).because().zh().contains("guest"));
        assertEquals("T001", run.findings().getFirst().number());
        assertEquals("A-18", run.majorRisks().getFirst().trigger());
        assertEquals(
                List.of("system", "web1"),
                run.objects().stream().map(asset -> asset.id()).toList());
        assertEquals(
                run.evidence().getFirst().sm3(),
                run.observations().getFirst().evidence().getFirst().sm3());
        assertTrue(run.coverage().valid());
    }

    @Test
    void aFileThatMayNotBeReadIsUnknownAndTheRunSaysTooLittle() {
        var run = assessed(Gathered.without("shadow", Outcome.DENIED, "Permission denied"));
        assertEquals(ResultState.UNKNOWN, run.observations().getFirst().state());
        assertEquals(Verdict.UNKNOWN, Sample.row(run, Sample.PASSWORD).verdict());
        assertFalse(run.coverage().valid());
        assertEquals(List.of(), run.findings());
    }
}
