package org.tongguan.comply.asset;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tongguan.kernel.yaml.NearMatch;
import org.tongguan.kernel.yaml.Yaml;
import org.tongguan.kernel.yaml.YamlMap;
import org.tongguan.kernel.yaml.YamlMistake;
import org.tongguan.kernel.yaml.YamlText;

/// Reads `inventory.yaml` (docs/formats/inventory.md). Relative paths are relative to the file. Every mistake
/// names its place; nothing is guessed.
public final class InventoryReader {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final List<String> SCOPES = List.of("cloud", "mobile", "iot", "ics");
    private static final List<String> IMPORT_FORMATS = List.of("openscap", "lynis", "nmap", "testssl");

    private final Path folder;

    private InventoryReader(Path folder) {
        this.folder = folder;
    }

    /// @throws YamlMistake if the file cannot be read or says something that cannot be meant
    public static Inventory read(Path file) {
        var parent = file.toAbsolutePath().getParent();
        return new InventoryReader(parent == null ? Path.of(".") : parent).inventory(Yaml.readMap(file));
    }

    private Inventory inventory(YamlMap map) {
        map.only("system", "assets", "imports", "answers");
        var assets = new ArrayList<Asset>();
        var firstPlace = new HashMap<String, String>();
        for (YamlMap entry : map.list("assets").maps()) {
            var asset = asset(entry);
            String before = firstPlace.putIfAbsent(asset.id(), entry.place().toString());
            if (before != null) {
                throw new YamlMistake(
                        entry.placeOf("id"), "two assets have the id '" + asset.id() + "', the first at " + before);
            }
            assets.add(asset);
        }
        if (assets.isEmpty()) {
            throw map.mistake("no assets: name at least one under 'assets'");
        }
        var imports = new ArrayList<ImportedFile>();
        for (YamlMap entry : map.list("imports").maps()) {
            imports.add(imported(entry, firstPlace));
        }
        return new Inventory(
                system(map.map("system")),
                assets,
                imports,
                map.maybeText("answers").map(folder::resolve));
    }

    private static SystemProfile system(YamlMap map) {
        map.only(
                "name",
                "organisation",
                "s-level",
                "a-level",
                "high-availability",
                "scopes",
                "cloud-tenant",
                "filing-number",
                "description");
        var scopes = map.list("scopes").texts();
        for (String scope : scopes) {
            if (!SCOPES.contains(scope)) {
                throw new YamlMistake(
                        map.placeOf("scopes"),
                        "unknown scope '" + scope + "', known are " + SCOPES + NearMatch.hint(scope, SCOPES));
            }
        }
        return new SystemProfile(
                map.text("name"),
                map.text("organisation", ""),
                level(map, "s-level"),
                level(map, "a-level"),
                map.truth("high-availability", false),
                scopes,
                map.truth("cloud-tenant", true),
                map.text("filing-number", ""),
                map.text("description", ""));
    }

    private static int level(YamlMap map, String key) {
        long level = map.whole(key, 3);
        if (level < 1 || level > 5) {
            throw new YamlMistake(map.placeOf(key), "'" + key + "' is a level, 1 to 5, not " + level);
        }
        return (int) level;
    }

    private ImportedFile imported(YamlMap map, Map<String, String> assets) {
        map.only("asset", "format", "file");
        String asset = map.text("asset");
        if (!assets.containsKey(asset)) {
            throw new YamlMistake(
                    map.placeOf("asset"),
                    "no asset has the id '" + asset + "'" + NearMatch.hint(asset, assets.keySet()));
        }
        String format = map.text("format");
        if (!IMPORT_FORMATS.contains(format)) {
            throw new YamlMistake(
                    map.placeOf("format"),
                    "unknown format '" + format + "', known are " + IMPORT_FORMATS
                            + NearMatch.hint(format, IMPORT_FORMATS));
        }
        return new ImportedFile(asset, format, folder.resolve(map.text("file")));
    }

    private Asset asset(YamlMap map) {
        map.only("id", "type", "name", "zone", "importance", "internet-facing", "access", "host", "labels");
        String id = map.text("id");
        if (!ID.matcher(id).matches()) {
            throw new YamlMistake(
                    map.placeOf("id"), "id '" + id + "' must be 1 to 64 letters, digits, '.', '_' or '-'");
        }
        if (id.equals(AssetType.SYSTEM.id())) {
            throw new YamlMistake(map.placeOf("id"), "the id '" + id + "' stands for the whole system");
        }
        var type = map.oneOf("type", AssetType.class);
        if (type.component() || type == AssetType.SYSTEM) {
            throw new YamlMistake(
                    map.placeOf("type"),
                    "'" + type.id() + "' is not listed by hand: it is found on its linux host"
                            + (type == AssetType.SYSTEM ? ", or stands for the whole system" : ""));
        }
        long importance = map.whole("importance", 2);
        if (importance < 1 || importance > 3) {
            throw new YamlMistake(map.placeOf("importance"), "importance is 1, 2 or 3, not " + importance);
        }
        var labels = new HashMap<String, String>();
        map.maybeMap("labels").ifPresent(given -> given.keys().forEach(key -> labels.put(key, given.text(key))));
        return new Asset(
                id,
                type,
                map.text("name", id),
                map.text("zone", ""),
                (int) importance,
                map.truth("internet-facing", false),
                access(type, map),
                Optional.empty(),
                labels);
    }

    private Access access(AssetType type, YamlMap asset) {
        if (!asset.has("access")) {
            return new Access.Nothing();
        }
        if (asset.value("access") instanceof YamlText word) {
            if (word.text().equals("local") && type == AssetType.LINUX) {
                return new Access.Local();
            }
            if (word.text().equals("none")) {
                return new Access.Nothing();
            }
            throw word.mistake("'" + word.text() + "' is no access for " + type.id() + ": write a mapping, or 'none'"
                    + (type == AssetType.LINUX ? " or 'local'" : ""));
        }
        var map = asset.map("access");
        if (map.has("recorded")) {
            map.only("recorded");
            return new Access.Recorded(folder.resolve(map.text("recorded")));
        }
        return switch (type) {
            case LINUX -> hostAccess(map);
            case POSTGRESQL -> database(map, 5432, "postgres");
            case MYSQL -> database(map, 3306, "");
            case REDIS -> database(map, 6379, "0");
            case TLS -> {
                map.only("host", "port", "server-name");
                yield new Access.Tls(map.text("host"), port(map, 443), map.maybeText("server-name"));
            }
            case WEB -> {
                map.only("url");
                yield new Access.Web(url(map));
            }
            case NETWORK_DEVICE -> device(map);
            case SYSTEM, OPENSSH, DOCKER, KUBERNETES, NGINX, TOMCAT, SPRING_BOOT ->
                throw map.mistake("a " + type.id() + " is reached through its host");
        };
    }

    private Access hostAccess(YamlMap map) {
        if (map.has("root")) {
            map.only("root");
            return new Access.RootDirectory(folder.resolve(map.text("root")));
        }
        if (map.has("bundle")) {
            map.only("bundle", "unsealed");
            return new Access.Bundle(folder.resolve(map.text("bundle")), map.truth("unsealed", false));
        }
        map.only("ssh", "port", "user", "key", "password", "known-hosts", "sudo");
        return ssh(map);
    }

    private Access.Ssh ssh(YamlMap map) {
        return new Access.Ssh(
                map.text("ssh"),
                port(map, 22),
                map.text("user"),
                map.maybeText("key").map(folder::resolve),
                secret(map),
                folder.resolve(map.text("known-hosts", "known_hosts")),
                map.truth("sudo", true));
    }

    private Access device(YamlMap map) {
        if (map.has("file")) {
            map.only("file", "dialect");
            return new Access.DeviceFile(folder.resolve(map.text("file")), map.maybeText("dialect"));
        }
        map.only("ssh", "port", "user", "key", "password", "known-hosts", "dialect");
        return new Access.DeviceSsh(ssh(map), map.text("dialect"));
    }

    private Access.Database database(YamlMap map, int defaultPort, String defaultDatabase) {
        map.only("host", "port", "database", "user", "password", "tls");
        return new Access.Database(
                map.text("host"),
                port(map, defaultPort),
                map.text("database", defaultDatabase),
                map.text("user", ""),
                secret(map),
                map.truth("tls", false));
    }

    private Secret secret(YamlMap map) {
        if (!map.has("password")) {
            return new Secret.None();
        }
        if (map.value("password") instanceof YamlText text) {
            throw text.mistake("a password is never written here: use {env: VARIABLE} or {file: path}");
        }
        var given = map.map("password").only("env", "file");
        if (given.has("env") == given.has("file")) {
            throw given.mistake("give either 'env' or 'file'");
        }
        return given.has("env")
                ? new Secret.FromEnvironment(given.text("env"))
                : new Secret.FromFile(folder.resolve(given.text("file")));
    }

    private static int port(YamlMap map, int otherwise) {
        long port = map.whole("port", otherwise);
        if (port < 1 || port > 65535) {
            throw new YamlMistake(map.placeOf("port"), "a port is 1 to 65535, not " + port);
        }
        return (int) port;
    }

    private static URI url(YamlMap map) {
        String text = map.text("url");
        try {
            var url = URI.create(text);
            String scheme = Optional.ofNullable(url.getScheme()).orElse("").toLowerCase(Locale.ROOT);
            if ((scheme.equals("http") || scheme.equals("https")) && url.getHost() != null) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            throw new YamlMistake(map.placeOf("url"), "'" + text + "' is not an address", e);
        }
        throw new YamlMistake(map.placeOf("url"), "'" + text + "' is not an http or https address");
    }
}
