package org.tongguan.comply.facts.linux;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tongguan.comply.facts.Garbled;

/// What runs, what is started at boot, what is installed and how old it is.
final class HostState {

    private static final long SECONDS_PER_DAY = 86_400;

    private HostState() {}

    /// The names of running programs (`comm`, at most 15 characters each), sorted.
    static List<Object> processes(String text) throws Garbled {
        var names = new TreeSet<String>();
        for (String line : FileLines.of(text)) {
            if (line.length() > 64) {
                throw new Garbled("a process name of " + line.length() + " characters");
            }
            if (!line.isBlank()) {
                names.add(line);
            }
        }
        if (names.isEmpty()) {
            throw new Garbled("no process came");
        }
        return List.copyOf(names);
    }

    /// Units wanted at boot (`sshd.service`), init scripts (`rc:name`), xinetd and inetd services (`inetd:name`).
    static List<Object> enabled(String text) throws Garbled {
        var names = new TreeSet<String>();
        for (String line : FileLines.of(text)) {
            int colon = line.indexOf(':');
            String path = colon < 0 ? line : line.substring(0, colon);
            String last = path.substring(path.lastIndexOf('/') + 1);
            if (!path.contains("/")) {
                throw new Garbled("a started service has no path");
            }
            if (path.contains("/xinetd.d/")) {
                if (line.substring(colon + 1).replaceAll("\\s", "").equals("disable=no")) {
                    names.add("inetd:" + last);
                }
            } else if (path.endsWith("/inetd.conf")) {
                names.add("inetd:" + line.substring(colon + 1).strip().split("\\s+", 2)[0]);
            } else if (path.contains(".wants/")) {
                names.add(last);
            } else {
                names.add("rc:" + last.replaceFirst("^S[0-9]+", ""));
            }
        }
        return List.copyOf(names);
    }

    /// `manager`, `count` and `versions` by name, of what is installed.
    static Map<String, Object> packages(String text) throws Garbled {
        var versions = new TreeMap<String, Object>();
        var lines = FileLines.of(text);
        String manager = lines.isEmpty() ? "" : lines.getFirst();
        String name = "";
        boolean installed = false;
        for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            if (manager.equals("rpm")) {
                String[] word = line.split(" ");
                if (word.length != 2) {
                    throw new Garbled("a package line is no 'name version'");
                }
                versions.put(word[0], word[1]);
            } else if (line.startsWith("Package: ")) {
                name = line.substring(9).strip();
                installed = false;
            } else if (line.startsWith("Status: ")) {
                installed = line.endsWith(" installed");
            } else if (line.startsWith("Version: ")) {
                if (installed && !name.isEmpty()) {
                    versions.put(name, line.substring(9).strip());
                }
            } else {
                throw new Garbled("neither a package, a status nor a version");
            }
        }
        if (!manager.equals("rpm") && !manager.equals("dpkg") || versions.isEmpty()) {
            throw new Garbled("no list of packages came");
        }
        return Map.of("manager", manager, "count", (long) versions.size(), "versions", versions);
    }

    /// `days` (file to day of its last change, days since 1970-01-01), `kernels` (installed), `running`, `hidden`
    /// (folders that could not be looked into).
    static Map<String, Object> updates(String text) throws Garbled {
        var days = new LinkedHashMap<String, Object>();
        var kernels = new ArrayList<Object>();
        var hidden = new ArrayList<Object>();
        var fact = new LinkedHashMap<String, Object>();
        for (String line : FileLines.of(text)) {
            String[] word = line.split(" ", 2);
            if (word.length != 2) {
                throw new Garbled("not a time and a file");
            }
            switch (word[0]) {
                case "kernel" -> kernels.add(word[1]);
                case "hidden" -> hidden.add("/" + word[1]);
                case "running" -> fact.put("running", word[1]);
                default -> days.put("/" + word[1], day(word[0]));
            }
        }
        fact.put("days", days);
        fact.put("kernels", kernels);
        fact.put("hidden", hidden);
        return fact;
    }

    static long day(String seconds) throws Garbled {
        try {
            return Math.floorDiv(Long.parseLong(seconds), SECONDS_PER_DAY);
        } catch (NumberFormatException e) {
            throw new Garbled("a time is not a number", e);
        }
    }
}
