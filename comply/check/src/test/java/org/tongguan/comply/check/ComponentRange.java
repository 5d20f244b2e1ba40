package org.tongguan.comply.check;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.catalog.Catalog;
import org.tongguan.comply.facts.Gathered;
import org.tongguan.comply.facts.HostScript;
import org.tongguan.comply.facts.HostScriptOutput;

/// Holds the shipped checks of one component against evidence a real server or a real root folder gave.
final class ComponentRange {

    private static final Path CONTENT = Path.of(System.getProperty("tongguan.home"), "content");

    private final AssetType type;
    private final Judge judge;

    ComponentRange(AssetType type) {
        this.type = type;
        this.judge = new Judge(
                CheckPack.read(Catalog.read(CONTENT), List.of(CONTENT.resolve("checks")))
                        .checks(),
                FixtureRun.MOMENT);
    }

    /// The checks that read nothing but the collectors given, and what they say.
    Map<String, ResultState> states(Map<String, String> evidence) {
        var sheet = FixtureRun.sheet("range", type, evidence.keySet(), evidence, Map.of());
        var states = new LinkedHashMap<String, ResultState>();
        for (Observation seen : judge.observe(sheet)) {
            if (evidence.keySet().containsAll(seen.check().needs())) {
                states.put(seen.check().id(), seen.state());
            }
        }
        return states;
    }

    /// The checks that come out otherwise than before.
    static Set<String> flipped(Map<String, ResultState> before, Map<String, ResultState> after) {
        var flipped = new TreeSet<String>();
        before.forEach((id, state) -> {
            if (after.get(id) != state) {
                flipped.add(id);
            }
        });
        return flipped;
    }

    /// What the host script's file collectors bring from this root folder.
    static Map<String, Gathered> gather(Path root) {
        try {
            var shell = new ProcessBuilder("/bin/sh", "-s", "--", "RANGE", root.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (var in = shell.getOutputStream()) {
                in.write(HostScript.text(true).getBytes(StandardCharsets.UTF_8));
            }
            byte[] output = shell.getInputStream().readAllBytes();
            var gathered = new HashMap<String, Gathered>();
            new HostScriptOutput("RANGE", HostScript.collectors(true), one -> gathered.put(one.collector(), one))
                    .read(new ByteArrayInputStream(output));
            return gathered;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run the collection script over " + root, e);
        }
    }
}
