package org.tongguan.comply.facts.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tongguan.comply.facts.Collector;
import org.tongguan.comply.facts.Fact;
import org.tongguan.comply.facts.Garbled;
import org.tongguan.comply.facts.Reading;

/// What a host may print, as it should be and as it should not.
class LinuxParsersTest {

    static Stream<Collector> collectors() {
        return LinuxCollectors.all().stream();
    }

    @ParameterizedTest
    @MethodSource("collectors")
    void hostileInputIsAnsweredInTimeAndNeverWithAnotherException(Collector collector) {
        var random = new Random(7);
        byte[] noise = new byte[1 << 16];
        random.nextBytes(noise);
        for (String text : List.of(
                "",
                "\n",
                "\0\0\0",
                "\r",
                "a".repeat(1 << 20),
                ":".repeat(1 << 18),
                "/etc/pam.d/x:" + "[".repeat(1 << 18),
                "/etc/x:" + " ".repeat(1 << 18) + "x",
                "/etc/sudoers:" + "A B=(".repeat(1 << 14),
                "x y\n".repeat(1 << 16),
                "/etc/profile:" + "TMOUT=".repeat(500),
                "/etc/rsyslog.conf:" + "target=\"a\" ".repeat(1500),
                "== tcp\n" + "0: ZZ:ZZ ZZ 0A x\n",
                "end complete\n",
                "1 ".repeat(1 << 18))) {
            answers(collector, text.getBytes(StandardCharsets.UTF_8));
        }
        answers(collector, noise);
    }

    private static void answers(Collector collector, byte[] bytes) {
        Fact fact = assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> Reading.fact(collector, Reading.masked(collector, bytes)));
        assertTrue(fact instanceof Fact.Known || fact instanceof Fact.Garbled);
    }

    @Test
    void windowsLineEndsAndAMissingLastOneMakeNoDifference() throws Garbled {
        assertEquals(Accounts.passwd("root:x:0:0::/root:/bin/sh\n"), Accounts.passwd("root:x:0:0::/root:/bin/sh"));
        assertEquals(Accounts.passwd("root:x:0:0::/root:/bin/sh\n"), Accounts.passwd("root:x:0:0::/root:/bin/sh\r\n"));
        assertEquals(
                ShellSettings.parse("/etc/profile:TMOUT=600\n"), ShellSettings.parse("/etc/profile:TMOUT=600\r\n"));
    }

    @Test
    void bytesThatAreNoUtf8AreReadAsGb18030() {
        byte[] passwd = "zhangsan:x:1000:1000:张三:/home/zhangsan:/bin/bash\n"
                .getBytes(java.nio.charset.Charset.forName("GB18030"));
        assertInstanceOf(Fact.Known.class, Reading.fact(LinuxCollectors.all().get(1), passwd));
    }

    @Test
    void theRootFolderInFrontOfAPathIsTakenOff() throws Garbled {
        assertEquals(
                List.of("/etc/login.defs"),
                List.copyOf(FileLines.byPath("/var/tmp/etc/image/etc/login.defs:x", "/etc/")
                        .keySet()));
    }

    @Test
    void anEmptyShellLetsInAndAHaltingOneDoesNot() throws Garbled {
        var accounts = Accounts.passwd("a:x:1:1::/:\nb:x:2:2::/:/sbin/halt\n");
        assertEquals(true, ((Map<?, ?>) accounts.get(0)).get("login"));
        assertEquals(false, ((Map<?, ?>) accounts.get(1)).get("login"));
    }

    @Test
    void aMaskedHashIsStillToldApart() throws Garbled {
        var accounts = Accounts.shadow("a:$6$<masked>:1::::::\nb:!!<masked-des>:1::::::\nc:!:1::::::\n");
        assertEquals(
                List.of("set 6", "locked des", "locked "),
                accounts.stream()
                        .map(a -> ((Map<?, ?>) a).get("password") + " " + ((Map<?, ?>) a).get("scheme"))
                        .toList());
    }

    @Test
    void pamIncludesThatGoRoundAreRefused() {
        assertThrows(Garbled.class, () -> Pam.parse("/etc/pam.d/login:@include login\n"));
    }

    @Test
    void anArgumentOfTheRuleBeatsTheSettingsFile() throws Garbled {
        var fact = Pam.parse(
                "/etc/pam.d/passwd:password requisite pam_pwquality.so minlen=12\n/etc/security/pwquality.conf:minlen = 6\n");
        assertEquals(12L, ((Map<?, ?>) fact.get("quality")).get("length"));
    }

    @Test
    void theSettingsFileBeatsItsFolder() throws Garbled {
        var fact = Pam.parse(
                "/etc/pam.d/passwd:password requisite pam_pwquality.so\n/etc/security/pwquality.conf:minlen = 6\n"
                        + "/etc/security/pwquality.conf.d/50.conf:minlen = 14\n");
        assertEquals(6L, ((Map<?, ?>) fact.get("quality")).get("length"));
    }

    @Test
    void countingWithoutRecordingFailuresIsNoLockOut() throws Garbled {
        var fact = Pam.parse("/etc/pam.d/login:auth required pam_faillock.so preauth deny=5\n");
        assertEquals("", ((Map<?, ?>) ((Map<?, ?>) fact.get("lockout")).get("login")).get("module"));
    }

    @Test
    void sudoTagsHoldUntilTheyAreTakenBack() throws Garbled {
        var fact = Sudoers.parse(
                "/etc/sudoers:a ALL=(ALL) NOPASSWD: /bin/ls, PASSWD: ALL\n/etc/sudoers.d/skipped.bak:b ALL=ALL\n");
        var specs = (List<?>) fact.get("specs");
        assertEquals(1, specs.size());
        assertEquals("a", ((Map<?, ?>) specs.getFirst()).get("who"));
        assertEquals(true, ((Map<?, ?>) specs.getFirst()).get("all"));
    }

    @Test
    void addressesAreReadInTheKernelsOrder() throws Garbled {
        var listeners = Listeners.parse(
                "== tcp\n 0: 0100007F:1538 00000000:0000 0A x\n== tcp6\n"
                        + " 0: 00000000000000000000000001000000:0016 0:0 0A x\n 1: 00000000000000000000000000000000:0050 0:0 0A x\n");
        assertEquals(
                List.of("127.0.0.1 5432 true", "0:0:0:0:0:0:0:1 22 true", "0:0:0:0:0:0:0:0 80 false"),
                listeners.stream()
                        .map(l -> (Map<?, ?>) l)
                        .map(l -> l.get("address") + " " + l.get("port") + " " + l.get("local"))
                        .toList());
    }

    @Test
    void aWalkThatMayHaveMissedSomethingClaimsNothingItDidNotFind() throws Garbled {
        var fact = FileModes.walk(" 1 4 -rwsr-xr-x 1 root root 9 Apr 7 2025 /usr/bin/su\nend incomplete\n");
        assertEquals(List.of("/usr/bin/su"), fact.get("privileged"));
        assertFalse(fact.containsKey("ownerless"));
        assertFalse(FileModes.walk("").containsKey("privileged"));
    }

    @Test
    void aLogRotatedBySizeHasNoCertainAge() throws Garbled {
        var stanzas = Logging.rotation(
                "/etc/logrotate.d/a:/var/log/a { \n/etc/logrotate.d/a: rotate 400\n/etc/logrotate.d/a: daily\n"
                        + "/etc/logrotate.d/a: size 10M\n/etc/logrotate.d/a:}\n");
        assertEquals(0L, ((Map<?, ?>) stanzas.getFirst()).get("days"));
    }

    @Test
    void aLogRotationThatDoesNotEndIsRefused() {
        assertThrows(Garbled.class, () -> Logging.rotation("/etc/logrotate.d/a:/var/log/a {\n"));
    }
}
