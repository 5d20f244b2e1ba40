package org.tongguan.comply.asset;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// The way to reach an asset. Ports are 1 to 65535.
public sealed interface Access {

    /// Nothing to reach: judged by answers alone, or by imported files.
    record Nothing() implements Access {}

    /// The machine Tongguan runs on.
    record Local() implements Access {}

    /// An unpacked image or a mounted disk: files only, no command is run.
    record RootDirectory(Path root) implements Access {}

    /// The sealed output of the collection script carried out of an isolated network.
    ///
    /// @param unsealed whether to accept one whose host had no `sha256sum` to seal it with
    record Bundle(Path file, boolean unsealed) implements Access {}

    /// Raw outputs recorded earlier, one file a collector, named by its id (`pg_settings.json`).
    record Recorded(Path folder) implements Access {}

    /// @param knownHosts OpenSSH known_hosts file; a key that is not in it, or differs, is refused
    record Ssh(String host, int port, String user, Optional<Path> key, Secret password, Path knownHosts, boolean sudo)
            implements Access {}

    /// A database over its own protocol.
    ///
    /// @param tls whether the connection must be encrypted
    record Database(String host, int port, String database, String user, Secret password, boolean tls)
            implements Access {}

    record Tls(String host, int port, Optional<String> serverName) implements Access {}

    record Web(URI address) implements Access {}

    /// A device's configuration as a text file; the dialect is recognised when none is given.
    record DeviceFile(Path file, Optional<String> dialect) implements Access {}

    /// A device's configuration read by its display/show commands.
    record DeviceSsh(Ssh ssh, String dialect) implements Access {}
}
