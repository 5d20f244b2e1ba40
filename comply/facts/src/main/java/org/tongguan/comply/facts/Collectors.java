package org.tongguan.comply.facts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.facts.container.ContainerCollectors;
import org.tongguan.comply.facts.imported.ImportedCollectors;
import org.tongguan.comply.facts.linux.LinuxCollectors;
import org.tongguan.comply.facts.mysql.MysqlCollectors;
import org.tongguan.comply.facts.network.NetworkCollectors;
import org.tongguan.comply.facts.nginx.NginxCollectors;
import org.tongguan.comply.facts.openssh.OpensshCollectors;
import org.tongguan.comply.facts.postgresql.PostgresqlCollectors;
import org.tongguan.comply.facts.redis.RedisCollectors;
import org.tongguan.comply.facts.springboot.SpringBootCollectors;
import org.tongguan.comply.facts.tls.TlsCollectors;
import org.tongguan.comply.facts.tomcat.TomcatCollectors;
import org.tongguan.comply.facts.web.WebCollectors;

/// The closed list: everything Tongguan ever reads from a target.
public final class Collectors {

    private static final Map<String, Collector> BY_ID = index();

    private Collectors() {}

    public static Collection<Collector> all() {
        return BY_ID.values();
    }

    public static Optional<Collector> byId(String id) {
        return Optional.ofNullable(BY_ID.get(id));
    }

    /// What is read from an asset of this type; for a Linux host that includes the collectors of its components.
    public static List<Collector> of(AssetType type) {
        return BY_ID.values().stream()
                .filter(collector -> collector.type() == type
                        || type == AssetType.LINUX && collector.type().component())
                .filter(collector -> !(collector.source() instanceof Source.ImportedFile))
                .toList();
    }

    private static Map<String, Collector> index() {
        var all = new ArrayList<Collector>();
        all.addAll(NetworkCollectors.all());
        all.addAll(LinuxCollectors.all());
        all.addAll(OpensshCollectors.all());
        all.addAll(ContainerCollectors.all());
        all.addAll(PostgresqlCollectors.all());
        all.addAll(MysqlCollectors.all());
        all.addAll(RedisCollectors.all());
        all.addAll(NginxCollectors.all());
        all.addAll(TomcatCollectors.all());
        all.addAll(SpringBootCollectors.all());
        all.addAll(TlsCollectors.all());
        all.addAll(WebCollectors.all());
        all.addAll(ImportedCollectors.all());
        var byId = new LinkedHashMap<String, Collector>();
        for (Collector collector : all) {
            if (byId.put(collector.id(), collector) != null) {
                throw new IllegalStateException("two collectors have the id " + collector.id());
            }
        }
        return Collections.unmodifiableMap(byId);
    }
}
