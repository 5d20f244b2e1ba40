package org.tongguan.comply.facts.openssh;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.tongguan.comply.facts.Garbled;
import org.tongguan.comply.facts.files.Permissions;

/// What `ssh-keygen -l` says of keys: length, fingerprint, type. Never the keys themselves.
final class SshKeys {

    private static final Pattern KEY =
            Pattern.compile("([0-9]{1,6}) (\\S{1,120}) (?:.{0,400} )?\\(([A-Za-z0-9_-]{1,40})\\)");

    private SshKeys() {}

    /// One map a host key: the file's permissions, and bits and type where the public half could be read.
    static Object hostKeys(String text) throws Garbled {
        var keys = new ArrayList<Object>();
        Map<String, Object> current = Map.of();
        for (String line : text.lines().toList()) {
            if (line.startsWith("key ")) {
                current = Permissions.line(line.substring(4));
                keys.add(current);
            } else if (!line.isBlank()) {
                if (keys.isEmpty()) {
                    throw new Garbled("expected a line 'key mode uid gid path' first");
                }
                current.putAll(key(line));
            }
        }
        if (keys.isEmpty()) {
            throw new Garbled("no host key listed");
        }
        return keys;
    }

    /// `files`: one map an authorized_keys file, with account, permissions and its keys; `denied`: accounts not
    /// looked at.
    static Object authorized(String text) throws Garbled {
        var files = new ArrayList<Object>();
        var denied = new ArrayList<Object>();
        List<Object> keys = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (line.isBlank()) {
                continue;
            }
            String[] word = line.split(" ", 3);
            if (word[0].equals("denied") && word.length == 2) {
                denied.add(word[1]);
            } else if (word[0].equals("account") && word.length == 3) {
                var file = Permissions.line(word[2]);
                keys = new ArrayList<>();
                file.put("account", word[1]);
                file.put("keys", keys);
                files.add(file);
            } else if (!files.isEmpty()) {
                keys.add(key(line));
            } else {
                throw new Garbled("expected 'account …' or 'denied …' first");
            }
        }
        return Map.of("files", files, "denied", denied);
    }

    /// `program`: the version the program names, `package`: the distribution's package version.
    static Object version(String text) throws Garbled {
        var fact = new LinkedHashMap<String, Object>();
        for (String line : text.lines().toList()) {
            if (line.startsWith("program OpenSSH_")) {
                fact.put("program", line.substring("program OpenSSH_".length()).strip());
            } else if (line.startsWith("package ")) {
                fact.put("package", line.substring("package ".length()).strip());
            } else if (!line.isBlank() && !line.strip().equals("program")) {
                throw new Garbled("expected 'program OpenSSH_…' or 'package …'");
            }
        }
        String upstream = String.valueOf(fact.getOrDefault("program", fact.getOrDefault("package", "")));
        upstream = upstream.replaceFirst("^[0-9]{1,3}:", "");
        var release = Pattern.compile("([0-9]{1,3}\\.[0-9]{1,3})").matcher(upstream);
        if (release.lookingAt()) {
            fact.put("release", release.group(1));
        }
        return fact;
    }

    private static Map<String, Object> key(String line) throws Garbled {
        var match = KEY.matcher(line.strip());
        if (!match.matches()) {
            throw new Garbled("expected 'bits fingerprint (TYPE)' as ssh-keygen -l prints");
        }
        return Map.of("bits", Long.valueOf(match.group(1)), "fingerprint", match.group(2), "type", match.group(3));
    }
}
