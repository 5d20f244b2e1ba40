package org.tongguan.comply.facts.files;

import java.util.ArrayList;
import java.util.List;
import org.tongguan.comply.facts.Garbled;

/// Evidence that holds several texts, each under a line `== name`. What a component's collector prints.
public final class Sections {

    private static final int SECTIONS_MAX = 2000;
    private static final String HEAD = "== ";

    /// @param name what stands behind `== `, most often a path
    public record Section(String name, String text) {}

    private Sections() {}

    /// @throws Garbled if anything but blank lines stands before the first head
    public static List<Section> of(String text) throws Garbled {
        var sections = new ArrayList<Section>();
        String name = "";
        var body = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            if (line.startsWith(HEAD)) {
                keep(sections, name, body);
                name = line.substring(HEAD.length()).strip();
                body.setLength(0);
                if (sections.size() >= SECTIONS_MAX) {
                    throw new Garbled("more than " + SECTIONS_MAX + " sections");
                }
            } else {
                body.append(line).append('\n');
            }
        }
        keep(sections, name, body);
        if (sections.isEmpty()) {
            throw new Garbled("no section: expected a line '== name'");
        }
        return sections;
    }

    private static void keep(List<Section> sections, String name, StringBuilder body) throws Garbled {
        if (!name.isEmpty()) {
            sections.add(new Section(name, body.toString()));
        } else if (!body.toString().isBlank()) {
            throw new Garbled("text before the first line '== name'");
        }
    }
}
