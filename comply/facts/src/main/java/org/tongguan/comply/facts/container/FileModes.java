package org.tongguan.comply.facts.container;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.tongguan.comply.facts.Garbled;

/// Lines of `stat -c '%a %U %G %F|/%n'`.
final class FileModes {

    private FileModes() {}

    /// One map a file: path, kind, mode (octal digits), owner, group, and whether group or others may read or
    /// write. For a list that holds at least the file that gave the component away.
    static List<Object> someOf(String text) throws Garbled {
        var files = parse(text);
        if (files.isEmpty()) {
            throw new Garbled("no file is listed, not even the one that shows the component is there");
        }
        return files;
    }

    static List<Object> parse(String text) throws Garbled {
        var files = new ArrayList<Object>();
        for (String line : text.lines().toList()) {
            if (line.isBlank()) {
                continue;
            }
            int bar = line.indexOf('|');
            String[] words = bar < 0 ? new String[0] : line.substring(0, bar).split(" ", 4);
            if (words.length != 4 || !words[0].matches("[0-7]{1,5}")) {
                throw new Garbled("line " + (files.size() + 1) + " is no mode, owner, group, kind and path");
            }
            int mode = Integer.parseInt(words[0], 8);
            var file = new LinkedHashMap<String, Object>();
            file.put("path", line.substring(bar + 1));
            file.put("kind", words[3]);
            file.put("mode", words[0]);
            file.put("owner", words[1]);
            file.put("group", words[2]);
            file.put("group_reads", (mode & 0040) != 0);
            file.put("group_writes", (mode & 0020) != 0);
            file.put("others_read", (mode & 0004) != 0);
            file.put("others_write", (mode & 0002) != 0);
            files.add(file);
        }
        return files;
    }
}
