package org.tongguan.comply.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.testkit.servers.SshServer;

/// A sound sshd meets every check on its configuration; each setting broken alone flips exactly the checks it
/// concerns.
/// The evidence is what the machine's own sshd makes of the file.
class OpensshTruthTest {

    @TempDir
    static Path folder;

    private static final List<String> SOUND = List.of(
            "UsePAM yes",
            "PermitRootLogin no",
            "PermitEmptyPasswords no",
            "AuthenticationMethods publickey,keyboard-interactive",
            "MaxAuthTries 4",
            "LoginGraceTime 60",
            "ClientAliveInterval 300",
            "ClientAliveCountMax 3",
            "MaxStartups 10:30:60",
            "X11Forwarding no",
            "AllowTcpForwarding no",
            "AllowAgentForwarding no",
            "AllowUsers ops@10.20.0.0/16",
            "ListenAddress 127.0.0.1",
            "LogLevel VERBOSE",
            "SyslogFacility AUTH",
            "StrictModes yes",
            "PermitUserEnvironment no",
            "HostbasedAuthentication no",
            "IgnoreRhosts yes",
            "Ciphers aes256-gcm@openssh.com,aes128-gcm@openssh.com,aes256-ctr",
            "MACs hmac-sha2-512-etm@openssh.com,hmac-sha2-256",
            "KexAlgorithms curve25519-sha256,ecdh-sha2-nistp256",
            "HostKeyAlgorithms ssh-ed25519,rsa-sha2-512");

    private record Break(String line, String... flips) {}

    private static final List<Break> BREAKS = List.of(
            new Break("UsePAM no", "openssh.auth.pam"),
            new Break("PermitRootLogin yes", "openssh.auth.root-login"),
            new Break("PermitRootLogin prohibit-password", "openssh.auth.root-login"),
            new Break("PermitEmptyPasswords yes", "openssh.auth.empty-password"),
            new Break("AuthenticationMethods publickey", "openssh.auth.two-factor"),
            new Break("AuthenticationMethods any", "openssh.auth.two-factor"),
            new Break("MaxAuthTries 10", "openssh.auth.max-tries"),
            new Break("LoginGraceTime 0", "openssh.auth.login-grace"),
            new Break("LoginGraceTime 5m", "openssh.auth.login-grace"),
            new Break("ClientAliveInterval 0", "openssh.session.idle-timeout"),
            new Break("ClientAliveCountMax 0", "openssh.session.idle-timeout"),
            new Break("MaxStartups 1000:30:2000", "openssh.auth.max-startups"),
            new Break("X11Forwarding yes", "openssh.service.forwarding"),
            new Break("AllowTcpForwarding yes", "openssh.service.forwarding"),
            new Break("AllowAgentForwarding yes", "openssh.service.forwarding"),
            new Break("AllowUsers ops", "openssh.access.source-address"),
            new Break("ListenAddress 0.0.0.0", "openssh.access.listen-address"),
            new Break("LogLevel QUIET", "openssh.audit.log-level"),
            new Break("SyslogFacility LOCAL7", "openssh.audit.log-level"),
            new Break("StrictModes no", "openssh.auth.strict-modes"),
            new Break("PermitUserEnvironment yes", "openssh.auth.user-environment"),
            new Break("HostbasedAuthentication yes", "openssh.auth.host-based"),
            new Break("IgnoreRhosts no", "openssh.auth.host-based"),
            new Break("Ciphers aes256-ctr,aes128-cbc", "openssh.crypto.ciphers"),
            new Break("MACs hmac-sha2-512,hmac-sha1", "openssh.crypto.macs"),
            new Break("KexAlgorithms curve25519-sha256,diffie-hellman-group14-sha1", "openssh.crypto.key-exchange"),
            new Break("HostKeyAlgorithms ssh-ed25519,ssh-rsa", "openssh.crypto.host-key-algorithms"),
            new Break("Match User backup\n  PermitEmptyPasswords yes", "openssh.auth.empty-password"),
            new Break("Match Address 192.0.2.0/24\n  PermitRootLogin yes", "openssh.auth.root-login"));

    private static Map<String, ResultState> states(ComponentRange range, List<String> lines) {
        assertTrue(SshServer.installed(), "sshd is not installed: install the package " + SshServer.PACKAGE);
        String effective = SshServer.effective(folder, lines).orElseThrow();
        return range.states(Map.of(
                "sshd_config",
                "== /etc/ssh/sshd_config\n" + String.join("\n", lines) + "\n\n== sshd -T\n" + effective,
                "ssh_version",
                "program OpenSSH_9.9p1\n"));
    }

    private static List<String> broken(String line) {
        var lines = new ArrayList<>(SOUND);
        String keyword = line.split(" ", 2)[0];
        lines.removeIf(sound -> sound.startsWith(keyword + " "));
        lines.add(line);
        return lines;
    }

    @Test
    void aSoundConfigurationMeetsEveryCheck() {
        states(new ComponentRange(AssetType.OPENSSH), SOUND)
                .forEach((id, state) -> assertEquals(ResultState.PASS, state, id));
    }

    @TestFactory
    Stream<DynamicTest> eachBreakFlipsExactlyItsChecks() {
        var range = new ComponentRange(AssetType.OPENSSH);
        var sound = states(range, SOUND);
        return BREAKS.stream()
                .map(broken -> DynamicTest.dynamicTest(
                        broken.line(),
                        () -> assertEquals(
                                new TreeSet<>(Set.of(broken.flips())),
                                ComponentRange.flipped(sound, states(range, broken(broken.line()))))));
    }

    @Test
    void aStartedServerAnswersOnLoopbackAndStops() throws IOException {
        try (var server = SshServer.start(folder, SOUND).orElseThrow();
                var socket = new java.net.Socket("127.0.0.1", server.port())) {
            var banner = new String(socket.getInputStream().readNBytes(4));
            assertEquals("SSH-", banner);
        }
    }
}
