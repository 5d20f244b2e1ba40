package org.tongguan.comply.gather;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tongguan.comply.asset.Access;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.asset.Secret;
import org.tongguan.comply.facts.Collectors;
import org.tongguan.comply.facts.Gathered;
import org.tongguan.comply.facts.Outcome;

@Timeout(60)
class DeviceShellTest {

    @TempDir
    Path folder;

    private final SshServer server = SshServer.setUpDefaultServer();
    private volatile boolean hangsUp;
    private final SshConnections connections = new SshConnections();

    @BeforeEach
    void prepare() throws Exception {
        var key = KeyUtils.generateKeyPair("ssh-rsa", 2048);
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(KeyPairProvider.wrap(key));
        server.setPasswordAuthenticator(
                (user, password, _) -> user.equals("audit") && password.equals("loopback-only"));
        server.setUserAuthFactories(List.of(UserAuthKeyboardInteractiveFactory.INSTANCE));
        server.setShellFactory(_ -> new Device());
        Files.writeString(folder.resolve("password"), "loopback-only\n");
        Files.setPosixFilePermissions(folder.resolve("password"), PosixFilePermissions.fromString("rw-------"));
        Files.writeString(folder.resolve("key"), PublicKeyEntry.toString(key.getPublic()));
    }

    @AfterEach
    void stop() throws IOException {
        connections.close();
        server.stop(true);
    }

    @Test
    void aDeviceThatAsksForThePasswordByItsPromptIsTalkedToOnAWideTerminal() throws Exception {
        var gathered = new ArrayList<Gathered>();
        gather(gathered);
        var version = gathered.stream()
                .filter(one -> one.collector().equals("device_version"))
                .findFirst()
                .orElseThrow();
        assertEquals(Outcome.CAME, version.outcome());
        String text = new String(version.bytes(), StandardCharsets.UTF_8);
        assertTrue(text.contains("you said display version on vt100 511"), text);
    }

    @Test
    void aDeviceThatHangsUpIsNamed() {
        hangsUp = true;
        var lost = assertThrows(Unreachable.class, () -> gather(new ArrayList<>()));
        assertTrue(String.valueOf(lost.getMessage()).contains("127.0.0.1:"), lost.getMessage());
    }

    @Test
    @SuppressWarnings("deprecation") // that is what it is about
    void aDeviceWithOutdatedAlgorithmsOnlyIsToldSo() {
        server.setKeyExchangeFactories(List.of(ServerBuilder.DH2KEX.apply(BuiltinDHFactories.dhg1)));
        var lost = assertThrows(Unreachable.class, () -> gather(new ArrayList<>()));
        assertTrue(
                String.valueOf(lost.getMessage()).contains("offers only outdated SSH algorithms"), lost.getMessage());
    }

    private void gather(List<Gathered> gathered) throws Exception {
        server.start();
        var known = folder.resolve("known_hosts");
        Files.writeString(
                known, "[127.0.0.1]:" + server.getPort() + " " + Files.readString(folder.resolve("key")) + "\n");
        var ssh = new Access.Ssh(
                "127.0.0.1",
                server.getPort(),
                "audit",
                Optional.empty(),
                new Secret.FromFile(folder.resolve("password")),
                known,
                false);
        new DeviceShell(connections)
                .gather(
                        SshTargets.asset("core-01", new Access.DeviceSsh(ssh, "huawei")),
                        Collectors.of(AssetType.NETWORK_DEVICE),
                        Duration.ofSeconds(20),
                        gathered::add);
    }

    private final class Device implements Command {
        private InputStream in = InputStream.nullInputStream();
        private OutputStream out = OutputStream.nullOutputStream();
        private ExitCallback exit = (code, message, close) -> {};

        @Override
        public void setInputStream(InputStream in) {
            this.in = in;
        }

        @Override
        public void setOutputStream(OutputStream out) {
            this.out = out;
        }

        @Override
        public void setErrorStream(OutputStream err) {}

        @Override
        public void setExitCallback(ExitCallback exit) {
            this.exit = exit;
        }

        @Override
        public void start(ChannelSession channel, Environment environment) {
            Thread.ofVirtual().start(() -> {
                try {
                    say("<core-01>");
                    var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
                    for (String line = lines.readLine(); line != null && !hangsUp; line = lines.readLine()) {
                        var env = environment.getEnv();
                        say(line + "\r\nyou said " + line + " on " + env.get("TERM") + " " + env.get("COLUMNS")
                                + "\r\n<core-01>");
                    }
                    exit.onExit(0);
                } catch (IOException e) {
                    exit.onExit(1);
                }
            });
        }

        @Override
        public void destroy(ChannelSession channel) {}

        private void say(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
    }
}
