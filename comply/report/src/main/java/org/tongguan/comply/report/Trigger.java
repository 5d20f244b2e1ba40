package org.tongguan.comply.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// One entry of the list of major-risk triggers (重大风险隐患触发项) that the report prints as an appendix, in our words.
record Trigger(String id, String clause, String zh) {

    static List<Trigger> all() {
        try (InputStream in = Trigger.class.getResourceAsStream("triggers.tsv")) {
            if (in == null) {
                throw new IllegalStateException("the report's own triggers.tsv is missing from the build");
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .skip(1)
                    .map(row -> row.split("\t", -1))
                    .map(cell -> new Trigger(cell[0], cell[1], cell[2]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the report's own triggers.tsv", e);
        }
    }
}
