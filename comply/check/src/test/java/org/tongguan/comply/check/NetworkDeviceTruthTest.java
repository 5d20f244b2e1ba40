package org.tongguan.comply.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.tongguan.comply.asset.AssetType;

/// The sound configuration of each dialect fails no check; each setting broken alone flips exactly the checks it
/// concerns.
class NetworkDeviceTruthTest {

    private static final Path SAMPLES =
            Path.of(System.getProperty("tongguan.home"), "content", "checks", "network-device");

    /// @param from text of the sound configuration, replaced everywhere it stands
    private record Break(String dialect, String from, String to, String... flips) {}

    private static final List<Break> BREAKS = List.of(
            new Break("huawei", "undo telnet server enable\n", "telnet server enable\n", "net.service.unneeded"),
            new Break("huawei", " protocol inbound ssh\n", " protocol inbound all\n"),
            new Break(
                    "huawei",
                    "undo http server enable\n",
                    "http server enable\n",
                    "net.service.no-clear-web",
                    "net.service.unneeded"),
            new Break("huawei", " idle-timeout 10 0\n", " idle-timeout 0 0\n", "net.auth.idle-timeout"),
            new Break("huawei", " acl 2001 inbound\n", "", "net.access.terminal-limit"),
            new Break("huawei", "retry-time 5 block-time 15", "retry-time 5 block-time 3", "net.auth.lockout"),
            new Break(
                    "huawei",
                    "set password min-length 10",
                    "set password min-length 6",
                    "net.auth.password-complexity"),
            new Break("huawei", "  password expire 90\n", "  password expire 0\n", "net.auth.password-age"),
            new Break(
                    "huawei",
                    "local-user sysops password irreversible-cipher $1c$",
                    "local-user sysops password cipher $1c$",
                    "net.auth.password-storage"),
            new Break("huawei", "privacy acl 2001", "authentication acl 2001", "net.snmp.v3"),
            new Break(
                    "huawei",
                    "info-center loghost 10.20.90.20\ninfo-center loghost 10.20.90.21\n",
                    "",
                    "net.audit.remote-log"),
            new Break("huawei", " rule 100 deny ip\n", "", "net.acl.default-deny"),
            new Break(
                    "huawei",
                    " rule 100 deny ip\n",
                    " rule 50 permit tcp source 10.20.30.7 0 destination 10.20.10.9 0 destination-port eq 443\n rule 100 deny ip\n",
                    "net.acl.redundant"),
            new Break(
                    "huawei",
                    "interface GigabitEthernet0/0/3\n shutdown\n",
                    "interface GigabitEthernet0/0/3\n",
                    "net.boundary.unused-ports"),
            new Break("huawei", " port-security enable\n", "", "net.boundary.admission"),
            new Break("h3c", "password-control aging 90", "password-control aging 180", "net.auth.password-age"),
            new Break(
                    "h3c",
                    "line con 0\n authentication-mode scheme\n",
                    "line con 0\n authentication-mode none\n",
                    "net.auth.login-required"),
            new Break(
                    "h3c",
                    " password-control enable\n",
                    "",
                    "net.auth.password-complexity",
                    "net.auth.password-age",
                    "net.auth.lockout"),
            new Break(
                    "h3c",
                    " update schedule ips-sdb enable\n update schedule av-sdb enable\n",
                    "",
                    "net.defence.ips",
                    "net.defence.antivirus"),
            new Break(
                    "h3c",
                    " archive configuration location flash:/archive filename-prefix metro\n",
                    "",
                    "net.config.backup"),
            new Break("h3c", "  source-ip any-internet\n", "", "net.acl.five-tuple"),
            new Break("h3c", " ntp-service authentication enable\n", "", "net.audit.clock-authenticated"),
            new Break(
                    "h3c",
                    "authorization-attribute user-role security-audit",
                    "authorization-attribute user-role network-admin",
                    "net.access.separation"),
            new Break("h3c", "local-user audit01", "local-user admin", "net.access.default-accounts"),
            new Break(
                    "cisco",
                    " transport input ssh\n",
                    " transport input telnet ssh\n",
                    "net.auth.ssh-only",
                    "net.service.unneeded"),
            new Break("cisco", "ip ssh version 2\n", "", "net.auth.ssh-version"),
            new Break(
                    "cisco",
                    "service timestamps log datetime msec localtime show-timezone\n",
                    "",
                    "net.audit.timestamps"),
            new Break("cisco", "no ip source-route\n", "", "net.service.unneeded"),
            new Break(
                    "cisco",
                    "no ip http server\n",
                    "ip http server\n",
                    "net.service.no-clear-web",
                    "net.service.unneeded"),
            new Break(
                    "cisco",
                    "snmp-server group METRO v3 priv access MGMT\n",
                    "snmp-server group METRO v3 priv access MGMT\nsnmp-server community public RO\n",
                    "net.auth.factory-password",
                    "net.snmp.v3",
                    "net.snmp.write"),
            new Break("cisco", " switchport port-security\n", " switchport nonegotiate\n", "net.boundary.admission"),
            new Break(
                    "cisco",
                    "aaa accounting commands 15 default start-stop group tacacs+\n",
                    "",
                    "net.admin.commands-audited"),
            new Break("cisco", "login block-for 900 attempts 5", "login block-for 900 attempts 20", "net.auth.lockout"),
            new Break(
                    "cisco",
                    " 30 deny ip any any log\n",
                    " 30 permit ip any any\n",
                    "net.acl.no-permit-any",
                    "net.acl.five-tuple",
                    "net.arch.isolation"),
            new Break(
                    "ruijie",
                    "no enable service telnet-server\n",
                    "enable service telnet-server\n",
                    "net.service.unneeded"),
            new Break(
                    "ruijie",
                    "no enable service web-server\n",
                    "enable service web-server\n",
                    "net.service.no-clear-web",
                    "net.service.unneeded"),
            new Break("ruijie", "password policy strong\n", "", "net.auth.password-complexity"),
            new Break("ruijie", " exec-timeout 10 0\n", " exec-timeout 60 0\n", "net.auth.idle-timeout"),
            new Break(
                    "ruijie", "ntp server 10.50.90.30 key 1\n", "", "net.audit.clock", "net.audit.clock-authenticated"),
            new Break("ruijie", "logging server 10.50.90.20\n", "", "net.audit.remote-log"),
            new Break("ruijie", " switchport trunk allowed vlan only 10,30,90\n", "", "net.arch.trunk-vlans"));

    private static String sound(String dialect) {
        try {
            return Files.readString(SAMPLES.resolve("sound-" + dialect + ".txt"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the sound configuration of " + dialect, e);
        }
    }

    private static Map<String, ResultState> states(ComponentRange range, String configuration) {
        return range.states(Map.of("device_config", configuration));
    }

    @TestFactory
    Stream<DynamicTest> aSoundConfigurationFailsNothing() {
        var range = new ComponentRange(AssetType.NETWORK_DEVICE);
        return Stream.of("huawei", "h3c", "cisco", "ruijie")
                .map(dialect -> DynamicTest.dynamicTest(
                        dialect,
                        () -> states(range, sound(dialect))
                                .forEach((id, state) -> assertTrue(
                                        state == ResultState.PASS
                                                || state == ResultState.NOT_APPLICABLE
                                                || dialect.equals("ruijie") && id.equals("net.monitor.traps"),
                                        id + " is " + state))));
    }

    @TestFactory
    Stream<DynamicTest> eachBreakFlipsExactlyItsChecks() {
        var range = new ComponentRange(AssetType.NETWORK_DEVICE);
        return BREAKS.stream()
                .map(broken -> DynamicTest.dynamicTest(
                        broken.dialect() + ": " + broken.from().strip() + " → "
                                + broken.to().strip(),
                        () -> {
                            String sound = sound(broken.dialect());
                            String changed = sound.replace(broken.from(), broken.to());
                            assertTrue(
                                    !changed.equals(sound), "the sound configuration does not hold the text to break");
                            assertEquals(
                                    new TreeSet<>(Set.of(broken.flips())),
                                    ComponentRange.flipped(states(range, sound), states(range, changed)));
                        }));
    }
}
