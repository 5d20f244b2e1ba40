package org.tongguan.comply.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tongguan.comply.verdict.Assessment;

final class ReportsTest {

    private static final Duration LARGE_MAX = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    @Test
    void theSameAssessmentGivesTheSameBytes() throws IOException {
        var first = Reports.write(Sample.small(), Sample.catalog(), folder.resolve("first"));
        var second = Reports.write(Sample.small(), Sample.catalog(), folder.resolve("second"));
        assertEquals(5, first.size());
        for (int i = 0; i < first.size(); i++) {
            assertArrayEquals(
                    Files.readAllBytes(first.get(i)),
                    Files.readAllBytes(second.get(i)),
                    first.get(i).toString());
        }
    }

    @Test
    void everyReportCanBeWrittenOfNothingOfInvalidAndOfHostileRuns() {
        for (Assessment assessment : List.of(Sample.empty(), Sample.invalid(), Sample.hostile())) {
            assertEquals(5, Reports.write(assessment, Sample.catalog(), folder).size());
        }
    }

    @Test
    void nothingHalfWrittenIsLeftBehind() throws IOException {
        Reports.write(Sample.empty(), Sample.catalog(), folder);
        try (var files = Files.list(folder)) {
            assertTrue(files.noneMatch(file -> file.getFileName().toString().endsWith(".part")));
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("taken"), "a file, not a folder");
        var trouble = assertThrows(ReportUnwritable.class, () -> Reports.write(Sample.empty(), Sample.catalog(), file));
        assertTrue(trouble.getMessage().contains("taken"), trouble.getMessage());
    }

    @Test
    void fiftyObjectsTimesAllItemsAreWrittenInTime() throws IOException {
        var large = Sample.large(50);
        var threads = ManagementFactory.getThreadMXBean();
        long cpu = threads.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        var files = Reports.write(large, Sample.catalog(), folder);
        // processor time: the machine that runs the tests may be busy with other things
        var took = Duration.ofNanos(threads.getCurrentThreadCpuTime() - cpu);
        System.out.println("50 objects × 211 items: " + took.toMillis() + " ms CPU, "
                + Duration.ofNanos(System.nanoTime() - start).toMillis() + " ms wall");
        for (Path file : files) {
            System.out.println("  " + file.getFileName() + " " + Files.size(file) / 1024 + " KiB");
        }
        assertTrue(took.compareTo(LARGE_MAX) < 0, "took " + took);
    }
}
