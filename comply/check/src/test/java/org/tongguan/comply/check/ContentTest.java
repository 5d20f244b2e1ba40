package org.tongguan.comply.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.tongguan.comply.catalog.Catalog;

/// Every check that ships holds its own cases.
class ContentTest {

    private static final Path CONTENT = Path.of(System.getProperty("tongguan.home"), "content");

    private static CheckPack pack() {
        return CheckPack.read(Catalog.read(CONTENT), List.of(CONTENT.resolve("checks")));
    }

    @Test
    void thePackIsNotEmpty() {
        assertFalse(pack().checks().isEmpty());
    }

    @TestFactory
    Stream<DynamicTest> everyCheckHoldsItsFixtures() {
        return pack().checks().stream()
                .map(check ->
                        DynamicTest.dynamicTest(check.id(), () -> assertEquals(List.of(), FixtureRun.failures(check))));
    }
}
