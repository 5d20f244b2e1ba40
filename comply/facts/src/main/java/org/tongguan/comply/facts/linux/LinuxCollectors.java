package org.tongguan.comply.facts.linux;

import java.util.List;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.facts.Collector;
import org.tongguan.comply.facts.Mask;
import org.tongguan.comply.facts.Source;

/// The host itself: accounts, authentication, audit, services, packages, files.
public final class LinuxCollectors {

    private LinuxCollectors() {}

    public static List<Collector> all() {
        return List.of(
                file("os_release", "/etc/os-release", KeyValue::parse),
                file("passwd", "/etc/passwd", Accounts::passwd),
                file("shadow", "/etc/shadow", Accounts::shadow).masking(Mask.PASSWORD_HASH, Mask.SHADOW_DES),
                file("login_defs", "/etc/login.defs", KeyValue::spaced));
    }

    private static Collector file(String id, String path, org.tongguan.comply.facts.Parser parser) {
        return new Collector(id, AssetType.LINUX, new Source.Shell("f " + path, List.of(), true), parser);
    }
}
