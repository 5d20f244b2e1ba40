package org.tongguan.comply.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class DeviceSecretMaskTest {

    private record Line(String given, String kept) {}

    private static final Stream<Line> LINES = Stream.of(
            // Huawei VRP
            new Line(
                    " local-user ops password irreversible-cipher S3cret",
                    " local-user ops password irreversible-cipher <masked>"),
            new Line(" local-user ops password cipher S3cret", " local-user ops password cipher <masked>"),
            new Line(" local-user admin password simple admin", " local-user admin password simple <masked-default>"),
            new Line(" set authentication password cipher S3cret", " set authentication password cipher <masked>"),
            new Line("super password level 3 cipher S3cret", "super password level 3 cipher <masked>"),
            new Line("snmp-agent community read public", "snmp-agent community read <masked-default>"),
            new Line(
                    "snmp-agent community write cipher S3cret acl 2001",
                    "snmp-agent community write cipher <masked> acl 2001"),
            new Line(
                    "snmp-agent usm-user v3 nms authentication-mode sha cipher S3cret",
                    "snmp-agent usm-user v3 nms authentication-mode sha cipher <masked>"),
            new Line(
                    "ntp-service authentication-keyid 1 authentication-mode md5 cipher S3cret",
                    "ntp-service authentication-keyid 1 authentication-mode md5 cipher <masked>"),
            new Line(
                    " ospf authentication-mode md5 1 cipher S3cret", " ospf authentication-mode md5 1 cipher <masked>"),
            new Line(" radius-server shared-key cipher S3cret", " radius-server shared-key cipher <masked>"),
            new Line(" pre-shared-key cipher S3cret", " pre-shared-key cipher <masked>"),
            // H3C Comware
            new Line(" password hash S3cret", " password hash <masked>"),
            new Line(
                    " primary authentication 10.0.0.1 key cipher S3cret",
                    " primary authentication 10.0.0.1 key cipher <masked>"),
            new Line(" key authentication simple S3cret", " key authentication simple <masked>"),
            new Line(
                    " snmp-agent usm-user v3 n g cipher authentication-mode sha S3cret privacy-mode aes128 S4cret",
                    " snmp-agent usm-user v3 n g cipher authentication-mode sha <masked> privacy-mode aes128 <masked>"),
            // Cisco IOS and Ruijie RGOS
            new Line("enable secret 9 S3cret", "enable secret 9 <masked>"),
            new Line("enable secret level 15 5 S3cret", "enable secret level 15 5 <masked>"),
            new Line("enable password cisco", "enable password <masked-default>"),
            new Line("username ops privilege 15 password 7 S3cret", "username ops privilege 15 password 7 <masked>"),
            new Line("username ops password 0 \"two words\"", "username ops password 0 <masked>"),
            new Line("snmp-server community S3cret RW 10", "snmp-server community <masked> RW 10"),
            new Line("snmp-server host 10.0.0.1 S3cret", "snmp-server host 10.0.0.1 <masked>"),
            new Line(
                    "snmp-server host 10.0.0.1 traps version 2c S3cret",
                    "snmp-server host 10.0.0.1 traps version 2c <masked>"),
            new Line(
                    "snmp-server user u g v3 auth sha S3cret priv aes 128 S4cret",
                    "snmp-server user u g v3 auth sha <masked> priv aes 128 <masked>"),
            new Line("tacacs-server host 10.0.0.1 key 7 S3cret", "tacacs-server host 10.0.0.1 key 7 <masked>"),
            new Line("ntp authentication-key 1 md5 12345 7", "ntp authentication-key <masked> md5 <masked> 7"),
            new Line(" ip ospf message-digest-key 1 md5 S3cret", " ip ospf message-digest-key 1 md5 <masked>"),
            new Line("crypto isakmp key S3cret address 10.0.0.1", "crypto isakmp key <masked> address 10.0.0.1"),
            new Line(
                    " standby authentication md5 key-string 7 S3cret",
                    " standby authentication md5 key-string 7 <masked>"),
            // what is no secret stays
            new Line("password policy min-size 8", "password policy min-size 8"),
            new Line("security passwords min-length 10", "security passwords min-length 10"),
            new Line("  password expire 90", "  password expire 90"),
            new Line("service password-encryption", "service password-encryption"),
            new Line("password-control length 10", "password-control length 10"),
            new Line("local-aaa-user password policy administrator", "local-aaa-user password policy administrator"),
            new Line("ssh user ops authentication-type password", "ssh user ops authentication-type password"),
            new Line(" authentication-mode password", " authentication-mode password"),
            new Line(" description password is with the key holder", " description password is with the key holder"));

    @TestFactory
    Stream<DynamicTest> aLineKeepsWhatJudgingNeedsAndNothingSecret() {
        return LINES.map(line -> DynamicTest.dynamicTest(
                line.given(), () -> assertEquals(line.kept(), Mask.DEVICE_SECRET.apply(line.given()))));
    }

    @Test
    void maskingTwiceChangesNothing() {
        String once = Mask.DEVICE_SECRET.apply("snmp-server community public RO\nenable secret 9 abcdef\n");
        assertEquals(once, Mask.DEVICE_SECRET.apply(once));
    }

    @Test
    void aLongLineCostsNoMoreThanItsLength() {
        String text = "password ".repeat(200_000) + "S3cret";
        assertFalse(Mask.DEVICE_SECRET.apply(text).contains("S3cret"));
    }
}
