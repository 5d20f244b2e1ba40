package org.tongguan.comply.report.word;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Function;
import org.tongguan.comply.report.words.Material;
import org.tongguan.comply.report.words.Words;

/// The Chinese assessment report, in the order of the 2025 report template and in our own words. No chapter is
/// left empty: where there is nothing, the report says that there is nothing and what that means.
public final class WordReport {

    private static final List<Function<Manuscript, Chapter>> FRONT =
            List.of(Cover::new, BasicInformation::new, Declaration::new, ConclusionPage::new);

    private static final List<Function<Manuscript, Chapter>> CHAPTERS = List.of(
            Overview::new,
            ObjectDescription::new,
            IndicatorsAndObjects::new,
            UnitResults::new,
            VerificationTests::new,
            FindingList::new,
            OverallAssessment::new,
            RiskAnalysis::new,
            ComplianceRates::new,
            ConclusionChapter::new,
            Rectification::new);

    private static final List<Function<Manuscript, Chapter>> APPENDICES = List.of(
            AppendixAssets::new,
            AppendixEarlier::new,
            AppendixSummary::new,
            AppendixRecords::new,
            AppendixScans::new,
            AppendixPenetration::new,
            AppendixTriggers::new,
            AppendixThreats::new);

    private static final int HEAD_CHARACTERS_MAX = 40;

    private WordReport() {}

    public static void write(Material material, OutputStream to) throws IOException {
        var manuscript = new Manuscript(material);
        FRONT.forEach(part -> part.apply(manuscript).write());
        manuscript.page().frontHeading("目　录");
        manuscript.page().contents();
        CHAPTERS.forEach(part -> part.apply(manuscript).write());
        APPENDICES.forEach(part -> part.apply(manuscript).write());
        String system = Words.line(material.assessment().system().name());
        manuscript
                .page()
                .finish(
                        Words.cut(system, HEAD_CHARACTERS_MAX),
                        "网络安全等级保护自评估报告",
                        system + " 网络安全等级保护自评估报告",
                        material.assessment().gathered(),
                        to);
    }
}
