package org.tongguan.comply.facts.network;

import java.util.List;
import java.util.Map;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.facts.Collector;
import org.tongguan.comply.facts.Mask;
import org.tongguan.comply.facts.Parser;
import org.tongguan.comply.facts.Source;

/// A network or security device: its configuration, and how it is doing.
public final class NetworkCollectors {

    private static final int CONFIG_SECONDS = 60;
    private static final int CONFIG_BYTES = 4 << 20;

    private NetworkCollectors() {}

    public static List<Collector> all() {
        return List.of(
                device("device_config", "display current-configuration", "show running-config", DeviceConfig::parse)
                        .within(CONFIG_SECONDS, CONFIG_BYTES)
                        .masking(Mask.DEVICE_SECRET, Mask.PRIVATE_KEY),
                device("device_version", "display version", "show version", DeviceState::version),
                new Collector(
                        "device_cpu",
                        AssetType.NETWORK_DEVICE,
                        new Source.DeviceCommand(Map.of(
                                "huawei", "display cpu-usage",
                                "h3c", "display cpu-usage",
                                "cisco", "show processes cpu | include CPU utilization",
                                "ruijie", "show cpu")),
                        DeviceState::cpu),
                new Collector(
                        "device_memory",
                        AssetType.NETWORK_DEVICE,
                        new Source.DeviceCommand(Map.of(
                                "huawei", "display memory-usage",
                                "h3c", "display memory",
                                "cisco", "show processes memory | include Pool",
                                "ruijie", "show memory")),
                        DeviceState::memory),
                new Collector(
                        "device_interfaces",
                        AssetType.NETWORK_DEVICE,
                        new Source.DeviceCommand(Map.of(
                                "huawei", "display interface brief",
                                "h3c", "display interface brief",
                                "cisco", "show ip interface brief",
                                "ruijie", "show ip interface brief")),
                        DeviceState::interfaces),
                device("device_ntp", "display ntp-service status", "show ntp status", DeviceState::ntp));
    }

    private static Collector device(String id, String display, String show, Parser parser) {
        return new Collector(
                id,
                AssetType.NETWORK_DEVICE,
                new Source.DeviceCommand(Map.of("huawei", display, "h3c", display, "cisco", show, "ruijie", show)),
                parser);
    }
}
