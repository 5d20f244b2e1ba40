package org.tongguan.comply.facts.linux;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tongguan.comply.facts.Garbled;

/// Owner and mode of files that are named beforehand (`stat`), and of those the walk found (`find -ls`).
final class FileModes {

    private static final int LISTED_MAX = 300;

    private FileModes() {}

    /// By path: `mode` (octal text), `owner` and `group` (numbers), and which of the loose bits are set:
    /// `group_write`, `others_read`, `others_write`.
    static Map<String, Object> stat(String text) throws Garbled {
        var files = new LinkedHashMap<String, Object>();
        for (String line : FileLines.of(text)) {
            String[] word = line.split(" ", 4);
            if (word.length != 4 || !word[0].matches("[0-7]{1,5}")) {
                throw new Garbled("not the mode, owner, group and path of a file");
            }
            int mode = Integer.parseInt(word[0], 8);
            var file = new LinkedHashMap<String, Object>();
            file.put("mode", word[0]);
            file.put("owner", id(word[1]));
            file.put("group", id(word[2]));
            file.put("group_read", (mode & 040) != 0);
            file.put("group_write", (mode & 020) != 0);
            file.put("others_read", (mode & 04) != 0);
            file.put("others_write", (mode & 02) != 0);
            files.put("/" + word[3], file);
        }
        if (files.isEmpty()) {
            throw new Garbled("no file came");
        }
        return files;
    }

    /// `ownerless`, `writable_files`, `writable_folders` (without the sticky bit), `privileged` (set-uid or
    /// set-gid): paths, at most 300 each, and `counts` of all. A list that may be incomplete and found nothing
    /// is left out.
    static Map<String, Object> walk(String text) throws Garbled {
        var ownerless = new ArrayList<Object>();
        var files = new ArrayList<Object>();
        var folders = new ArrayList<Object>();
        var privileged = new ArrayList<Object>();
        long[] counts = new long[4];
        boolean complete = false;
        boolean owners = true;
        for (String line : FileLines.of(text)) {
            if (line.equals("end complete") || line.equals("end incomplete")) {
                complete = line.equals("end complete");
                continue;
            }
            if (line.equals("owners unknown")) {
                owners = false;
                continue;
            }
            String[] word = line.strip().split("\\s+", 11);
            if (word.length != 11 || word[2].length() < 10) {
                throw new Garbled("not a line of find -ls");
            }
            String mode = word[2];
            String path = word[10];
            if (owners && (word[4].matches("[0-9]+") || word[5].matches("[0-9]+"))) {
                counts[0] = add(ownerless, path, counts[0]);
            }
            boolean writable = mode.charAt(8) == 'w';
            if (writable && mode.startsWith("-")) {
                counts[1] = add(files, path, counts[1]);
            }
            if (writable && mode.startsWith("d") && mode.charAt(9) != 't' && mode.charAt(9) != 'T') {
                counts[2] = add(folders, path, counts[2]);
            }
            if (mode.startsWith("-") && "sS".indexOf(mode.charAt(3)) + "sS".indexOf(mode.charAt(6)) > -2) {
                counts[3] = add(privileged, path, counts[3]);
            }
        }
        var fact = new LinkedHashMap<String, Object>();
        putFound(fact, "ownerless", ownerless, complete && owners);
        putFound(fact, "writable_files", files, complete);
        putFound(fact, "writable_folders", folders, complete);
        putFound(fact, "privileged", privileged, complete);
        fact.put("complete", complete);
        fact.put(
                "counts",
                Map.of(
                        "ownerless",
                        counts[0],
                        "writable_files",
                        counts[1],
                        "writable_folders",
                        counts[2],
                        "privileged",
                        counts[3]));
        return fact;
    }

    private static void putFound(Map<String, Object> fact, String key, List<Object> found, boolean complete) {
        if (complete || !found.isEmpty()) {
            fact.put(key, found);
        }
    }

    private static long add(List<Object> list, String path, long count) {
        if (list.size() < LISTED_MAX) {
            list.add(path);
        }
        return count + 1;
    }

    private static Long id(String text) throws Garbled {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw new Garbled("an owner is not a number", e);
        }
    }
}
