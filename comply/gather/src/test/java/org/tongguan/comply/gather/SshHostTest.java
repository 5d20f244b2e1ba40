package org.tongguan.comply.gather;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tongguan.comply.asset.Access;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.asset.Secret;
import org.tongguan.comply.facts.Gathered;
import org.tongguan.comply.facts.HostScript;
import org.tongguan.comply.facts.Outcome;

/// What a host over SSH can do to us, and the sentence its owner gets for it.
@Timeout(60)
class SshHostTest {

    @TempDir
    static Path folder;

    private static SshTargets targets;
    private static final SshConnections CONNECTIONS = new SshConnections();

    @BeforeAll
    static void start() throws IOException {
        targets = new SshTargets(folder);
    }

    @AfterAll
    static void stop() {
        CONNECTIONS.close();
        targets.close();
    }

    @Test
    void anHonestHostAnswersEveryCollector() throws Exception {
        var gathered = gather(targets.start("honest", SshTargets.Manner.HONEST));
        assertEquals(HostScript.collectors(false).size(), gathered.size());
        assertTrue(
                gathered.stream().anyMatch(one -> one.collector().equals("passwd") && one.outcome() == Outcome.CAME));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DENYING       | refused the login of audit with the password: wrong credentials
            CHANGED_KEY   | host key CHANGED: 127.0.0.1:
            CHANGED_KEY   | may be intercepted
            CHANGED_KEY   | security administrator
            UNKNOWN_KEY   | host key unknown:
            UNKNOWN_KEY   | known_hosts has no key of 127.0.0.1:
            UNKNOWN_KEY   | ecdsa-sha2-nistp256 SHA256:
            UNKNOWN_KEY   | ssh-keyscan -p
            GARBAGE       | answers, but not with SSH
            NO_SHELL      | did not run the script: no /bin/sh
            NO_SHELL      | sh: not found: /bin/sh
            NO_EXEC       | did not run the script
            REFUSED       | refused the connection
            ENDLESS_LINE  | was given up after 0 results
            ENDLESS_LINES | all the script may print
            ENDLESS_FRAME | all the script may print
            """)
    void aHostThatCannotBeReadSaysWhyAndNothingIsKnownOfIt(SshTargets.Manner manner, String sentence) throws Exception {
        var asset = targets.start("bad", manner);
        var gathered = Collections.synchronizedList(new ArrayList<Gathered>());
        var lost = assertThrows(Unreachable.class, () -> gather(asset, gathered));
        assertTrue(String.valueOf(lost.getMessage()).contains(sentence), lost.getMessage());
        assertTrue(gathered.stream().noneMatch(one -> one.outcome() == Outcome.CAME), gathered.toString());
    }

    @Test
    void aHostThatNeverSpeaksIsGivenUpAfterTenSeconds() throws Exception {
        var asset = targets.start("silent", SshTargets.Manner.SILENT);
        long start = System.nanoTime();
        var lost = assertThrows(Unreachable.class, () -> gather(asset));
        assertTrue(String.valueOf(lost.getMessage()).contains("did not speak SSH within 10 s"), lost.getMessage());
        assertTrue(System.nanoTime() - start < Duration.ofSeconds(25).toNanos());
    }

    @Test
    void whatCameBeforeTheConnectionDroppedIsKept() throws Exception {
        var asset = targets.start("dropping", SshTargets.Manner.DROPPING);
        var gathered = Collections.synchronizedList(new ArrayList<Gathered>());
        var lost = assertThrows(Unreachable.class, () -> gather(asset, gathered));
        assertTrue(String.valueOf(lost.getMessage()).contains("dropped while the script ran"), lost.getMessage());
        assertTrue(!gathered.isEmpty()
                && gathered.size() < HostScript.collectors(false).size());
    }

    @Test
    void aHostKnownByItsHashedNameIsRecognised() throws Exception {
        var asset = targets.start("hashed", SshTargets.Manner.RECORDED);
        var ssh = (Access.Ssh) asset.access();
        var hashed = folder.resolve("hashed_hosts");
        Files.copy(targets.knownHosts(), hashed);
        assertEquals(
                0,
                new ProcessBuilder("ssh-keygen", "-q", "-H", "-f", hashed.toString())
                        .start()
                        .waitFor());
        assertTrue(Files.readString(hashed).contains("|1|"));
        var gathered = gather(SshTargets.asset(
                "hashed",
                new Access.Ssh(ssh.host(), ssh.port(), ssh.user(), ssh.key(), ssh.password(), hashed, false)));
        assertEquals(HostScript.collectors(false).size(), gathered.size());
    }

    @Test
    void aKnownHostsLineForPort22DoesNotVouchForAnotherPort() throws Exception {
        var asset = targets.start("port", SshTargets.Manner.RECORDED);
        var ssh = (Access.Ssh) asset.access();
        var plain = folder.resolve("plain_hosts");
        String line = Files.readString(targets.knownHosts())
                .lines()
                .filter(text -> text.contains("]:" + ssh.port() + " "))
                .findFirst()
                .orElseThrow();
        Files.writeString(plain, line.replace("[127.0.0.1]:" + ssh.port(), "127.0.0.1") + "\n");
        var lost = assertThrows(
                Unreachable.class,
                () -> gather(SshTargets.asset(
                        "port",
                        new Access.Ssh(ssh.host(), ssh.port(), ssh.user(), ssh.key(), ssh.password(), plain, false))));
        assertTrue(String.valueOf(lost.getMessage()).contains("host key unknown"), lost.getMessage());
    }

    @Test
    void aTornKnownHostsFileIsAMistakeAndNotAnUnknownHost() throws Exception {
        var torn = folder.resolve("torn_hosts");
        Files.writeString(torn, "# ok\n127.0.0.1 ssh-ed25519\n");
        var access = new Access.Ssh("127.0.0.1", 22, "audit", Optional.empty(), new Secret.None(), torn, false);
        var lost = assertThrows(Unreachable.class, () -> gather(SshTargets.asset("torn", access)));
        assertTrue(String.valueOf(lost.getMessage()).contains("torn_hosts, line 2"), lost.getMessage());
    }

    private static List<Gathered> gather(Asset asset) throws Unreachable, InterruptedException {
        var gathered = Collections.synchronizedList(new ArrayList<Gathered>());
        gather(asset, gathered);
        return gathered;
    }

    private static void gather(Asset asset, List<Gathered> gathered) throws Unreachable, InterruptedException {
        new SshHost(CONNECTIONS).gather(asset, HostScript.collectors(false), Duration.ofSeconds(30), gathered::add);
    }
}
