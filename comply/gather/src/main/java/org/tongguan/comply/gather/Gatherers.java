package org.tongguan.comply.gather;

import java.util.Optional;
import org.tongguan.comply.asset.Access;
import org.tongguan.comply.asset.Asset;

/// The gatherer for each access; the compiler counts the cases. Holds what the assets of a run share.
final class Gatherers implements AutoCloseable {

    private final SshConnections ssh = new SshConnections();

    /// Empty for an asset with nothing to reach.
    Optional<Gatherer> of(Asset asset) {
        return switch (asset.access()) {
            case Access.Nothing _ -> Optional.empty();
            case Access.Local _, Access.RootDirectory _ -> Optional.of(new LocalHost());
            case Access.Bundle _ -> Optional.of(new BundleFile());
            case Access.Ssh _ -> Optional.of(new SshHost(ssh));
            case Access.Database _ -> Optional.empty();
            case Access.Tls _ -> Optional.empty();
            case Access.Web _ -> Optional.empty();
            case Access.DeviceFile _, Access.DeviceSsh _ -> Optional.empty();
        };
    }

    @Override
    public void close() {
        ssh.close();
    }
}
