package org.tongguan.comply.gather;

import java.util.Optional;
import org.tongguan.comply.asset.Access;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.asset.AssetType;

/// The gatherer for each access; the compiler counts the cases. Holds what the assets of a run share.
final class Gatherers implements AutoCloseable {

    private final SshConnections ssh = new SshConnections();

    /// Empty for an asset with nothing to reach.
    Optional<Gatherer> of(Asset asset) {
        return switch (asset.access()) {
            case Access.Nothing _ -> Optional.empty();
            case Access.Local _, Access.RootDirectory _ -> Optional.of(new LocalHost());
            case Access.Recorded _ -> Optional.of(new RecordedOutputs());
            case Access.Bundle _ -> Optional.of(new BundleFile());
            case Access.Ssh _ -> Optional.of(new SshHost(ssh));
            case Access.Database _ -> database(asset.type());
            case Access.Tls _ -> Optional.of(new TlsProbe());
            case Access.Web _ -> Optional.of(new WebProbe());
            case Access.DeviceFile _ -> Optional.of(new DeviceText());
            case Access.DeviceSsh _ -> Optional.of(new DeviceShell(ssh));
        };
    }

    @Override
    public void close() {
        ssh.close();
    }

    private static Optional<Gatherer> database(AssetType type) {
        return switch (type) {
            case POSTGRESQL -> Optional.of(new SqlDatabase(SqlDialect.POSTGRESQL));
            case MYSQL -> Optional.of(new SqlDatabase(SqlDialect.MYSQL));
            case REDIS -> Optional.of(new RedisDatabase());
            case SYSTEM, NETWORK_DEVICE, LINUX, OPENSSH, DOCKER, KUBERNETES, NGINX, TOMCAT, SPRING_BOOT, TLS, WEB ->
                Optional.empty();
        };
    }
}
