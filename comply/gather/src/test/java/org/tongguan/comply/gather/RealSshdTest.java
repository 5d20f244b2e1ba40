package org.tongguan.comply.gather;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tongguan.comply.asset.Access;
import org.tongguan.comply.asset.Secret;
import org.tongguan.comply.facts.Gathered;
import org.tongguan.comply.facts.HostScript;
import org.tongguan.comply.facts.Outcome;

/// The same script against OpenSSH's own server, as root and as an account that may read little.
@Timeout(120)
class RealSshdTest {

    @TempDir
    static Path folder;

    private static Optional<RealSshd> sshd = Optional.empty();
    private static final SshConnections CONNECTIONS = new SshConnections();

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        var impossible = RealSshd.impossible();
        assumeTrue(impossible.isEmpty(), impossible.orElse(""));
        sshd = Optional.of(RealSshd.start(folder));
    }

    @AfterAll
    static void stop() {
        CONNECTIONS.close();
        sshd.ifPresent(RealSshd::close);
    }

    @Test
    void rootReadsWhatOnlyRootMay() throws Exception {
        var gathered = gather("root", sshd.orElseThrow().clientKey, new Secret.None());
        assertEquals(HostScript.collectors(false).size(), gathered.size());
        assertEquals(Outcome.CAME, gathered.get("shadow").outcome());
    }

    @Test
    void anAccountWithoutRightsIsToldDeniedWhereSomethingIsAndAbsentWhereNothingIs() throws Exception {
        var account = RealSshd.unprivilegedAccount();
        assumeTrue(account.isPresent(), "no account here has a login shell but root");
        var gathered = gather(account.get(), sshd.orElseThrow().clientKey, new Secret.None());
        assertEquals(Outcome.CAME, gathered.get("passwd").outcome());
        assertEquals(
                Outcome.DENIED,
                gathered.get("shadow").outcome(),
                gathered.get("shadow").message());
        // what root finds absent, nobody else is denied; what root reads, nobody else finds absent
        var root = gather("root", sshd.orElseThrow().clientKey, new Secret.None());
        for (Gathered one : gathered.values()) {
            if (one.outcome() == Outcome.ABSENT) {
                assertTrue(
                        root.get(one.collector()).outcome() != Outcome.CAME,
                        one.collector() + " is there for root, but 'absent' for " + account.get());
            }
        }
    }

    @Test
    void aKeyWithAPassphraseOpensWithItAndOnlyWithIt() throws Exception {
        var locked = folder.resolve("locked_key");
        Files.copy(sshd.orElseThrow().clientKey, locked);
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rw-------"));
        assertEquals(
                0,
                new ProcessBuilder("ssh-keygen", "-q", "-p", "-P", "", "-N", "open sesame", "-f", locked.toString())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor());
        assertEquals(
                HostScript.collectors(false).size(),
                gather("root", locked, secret("open sesame")).size());
        var wrong = assertThrows(Unreachable.class, () -> gather("root", locked, secret("open barley")));
        assertTrue(String.valueOf(wrong.getMessage()).contains("the passphrase is wrong"), wrong.getMessage());
        var none = assertThrows(Unreachable.class, () -> gather("root", locked, new Secret.None()));
        assertTrue(String.valueOf(none.getMessage()).contains("needs a passphrase"), none.getMessage());
    }

    @Test
    void aKeyTheServerDoesNotKnowIsAWrongCredential() throws Exception {
        var lost = assertThrows(Unreachable.class, () -> gather("root", folder.resolve("host_key"), new Secret.None()));
        assertTrue(
                String.valueOf(lost.getMessage()).contains("refused the login of root with the key host_key"),
                lost.getMessage());
    }

    @Test
    void anAccountWithoutAShellIsNamedAsSuch() {
        var lost = assertThrows(
                Unreachable.class, () -> gather("nobody", sshd.orElseThrow().clientKey, new Secret.None()));
        assertTrue(String.valueOf(lost.getMessage()).contains("did not run the script"), lost.getMessage());
    }

    private static Secret secret(String text) throws IOException {
        var file = Files.createTempFile(folder, "pass", "");
        Files.writeString(file, text + "\n");
        return new Secret.FromFile(file);
    }

    private static Map<String, Gathered> gather(String user, Path key, Secret password)
            throws Unreachable, InterruptedException {
        var server = sshd.orElseThrow();
        var access =
                new Access.Ssh("127.0.0.1", server.port, user, Optional.of(key), password, server.knownHosts, false);
        var gathered = new ConcurrentHashMap<String, Gathered>();
        new SshHost(CONNECTIONS)
                .gather(
                        SshTargets.asset("real", access),
                        HostScript.collectors(false),
                        Duration.ofSeconds(60),
                        one -> gathered.put(one.collector(), one));
        return gathered;
    }
}
