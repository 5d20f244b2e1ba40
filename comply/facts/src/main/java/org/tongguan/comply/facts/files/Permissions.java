package org.tongguan.comply.facts.files;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tongguan.comply.facts.Garbled;

/// Lines of `stat -c "%a %u %g %n"`.
public final class Permissions {

    private Permissions() {}

    /// One map a file: path, mode (octal text), uid, gid, and whether others or the group may read or write it.
    public static List<Object> parse(String text) throws Garbled {
        var files = new ArrayList<Object>();
        for (String line : text.lines().toList()) {
            if (!line.isBlank()) {
                files.add(line(line));
            }
        }
        return files;
    }

    public static Map<String, Object> line(String line) throws Garbled {
        String[] part = line.strip().split(" ", 4);
        if (part.length != 4
                || !part[0].matches("[0-7]{1,5}")
                || !part[1].matches("[0-9]{1,10}")
                || !part[2].matches("[0-9]{1,10}")) {
            throw new Garbled("expected 'mode uid gid path', found a line of " + line.length() + " characters");
        }
        int mode = Integer.parseInt(part[0], 8);
        var file = new LinkedHashMap<String, Object>();
        file.put("path", part[3]);
        file.put("mode", part[0]);
        file.put("uid", Long.valueOf(part[1]));
        file.put("gid", Long.valueOf(part[2]));
        file.put("group_write", (mode & 0020) != 0);
        file.put("group_read", (mode & 0040) != 0);
        file.put("other_read", (mode & 0004) != 0);
        file.put("other_write", (mode & 0002) != 0);
        return file;
    }
}
