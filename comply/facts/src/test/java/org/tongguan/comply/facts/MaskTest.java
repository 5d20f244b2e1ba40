package org.tongguan.comply.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// A mask takes the secret and leaves what is judged.
class MaskTest {

    private static final String SECRET = "Zq7vTopSecret9x";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "root:$6$Zq7vTopSecret9x$abcdefghijk:20000:0|root:$6$<masked>:20000:0",
                "root:!$y$j9T$Zq7vTopSecret9x$hash:20000|root:!$y$<masked>:20000",
                "a:$argon2id$v=19$m=65536,t=3,p=4$Zq7vTopSecret9x$Zq7vTopSecret9x:1|a:$argon2id$<masked>:1",
                "a:$2b$10$Zq7vTopSecret9xZq7vTopSecret9x/.:1|a:$2b$<masked>:1",
                "a:$sm3$Zq7vTopSecret9x$hash:1|a:$sm3$<masked>:1",
                "root:*:20000|root:*:20000",
            })
    void aPasswordHashKeepsItsScheme(String given, String expected) {
        assertEquals(expected, Mask.PASSWORD_HASH.apply(given));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "old:ab01cdEF23ghI:20000:0|old:<masked-des>:20000:0",
                "old:!!ab01cdEF23ghI:20000|old:!!<masked-des>:20000",
                "bsd:_J9..rasmBYk8r9AiWNc:20000|bsd:_J9..rasmBYk8r9AiWNc:20000",
                "daemon:*:20000|daemon:*:20000",
                "locked:!!:20000|locked:!!:20000",
                "guest::20000|guest::20000",
            })
    void anOldHashIsToldFromALockAndFromNone(String given, String expected) {
        assertEquals(expected.replace("_J9..rasmBYk8r9AiWNc", "<masked-des>"), Mask.SHADOW_DES.apply(given));
    }

    @Test
    void aPrivateKeyKeepsItsKind() {
        String key = "a\n-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n" + SECRET
                + "\n-----END RSA PRIVATE KEY-----\nb";
        assertEquals(
                "a\n-----BEGIN RSA PRIVATE KEY-----<masked>-----END RSA PRIVATE KEY-----\nb",
                Mask.PRIVATE_KEY.apply(key));
    }

    @Test
    void aPrivateKeyThatWasCutOffIsBlottedToTheEnd() {
        assertEquals(
                "-----BEGIN OPENSSH PRIVATE KEY-----<masked>",
                Mask.PRIVATE_KEY.apply("-----BEGIN OPENSSH PRIVATE KEY-----\n" + SECRET));
    }

    @Test
    void certificatesAndPublicKeysStay() {
        String certificate =
                "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n-----BEGIN PUBLIC KEY-----\nMIIB\n";
        assertEquals(certificate, Mask.PRIVATE_KEY.apply(certificate));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "password = Zq7vTopSecret9x|password = <masked>",
                "spring.datasource.password=Zq7v,Top;Se&cret|spring.datasource.password=<masked>",
                "password: \"Zq7v Top \\\" Secret9x\"|password: \"<masked>\"",
                "passwd 'Zq7v Top'; user x|passwd '<masked>'; user x",
                "requirepass Zq7vTopSecret9x|requirepass <masked>",
                "{\"password\":\"Zq7vTopSecret9x\",\"tls\":true}|{\"password\":\"<masked>\",\"tls\":true}",
                "{user: x, password: Zq7vTopSecret9x}|{user: x, password: <masked>}",
                "auth_token Zq7vTopSecret9x; ssl on;|auth_token <masked>; ssl on;",
                "jdbc:mysql://h/d?password=Zq7vTopSecret9x&useSSL=false|jdbc:mysql://h/d?password=<masked>&useSSL=false",
                "<password>Zq7v Top</password>|<password><masked></password>",
                "api_key=Zq7vTopSecret9x|api_key=<masked>",
                "password=${DB_PASSWORD}|password=${DB_PASSWORD}",
                "password: \"${DB_PASSWORD}\"|password: \"${DB_PASSWORD}\"",
                "password=${DB_PASSWORD:Zq7vTopSecret9x}|password=<masked>",
                "\"token\": true,|\"token\": true,",
                "password:|password:",
                "server_tokens off;|server_tokens off;",
                "ssl_password_file /etc/x;|ssl_password_file /etc/x;",
            })
    void aPasswordSettingKeepsItsNameAndItsSurroundings(String given, String expected) {
        assertEquals(expected, Mask.PASSWORD_SETTING.apply(given));
    }

    @Test
    void aSettingWithoutValueDoesNotEatTheNextLine() {
        assertEquals("password:\n  file: x", Mask.PASSWORD_SETTING.apply("password:\n  file: x"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "set community read Zq7vTopSecret9x",
                "snmp-agent community read cipher Zq7vTopSecret9x",
                " password irreversible-cipher Zq7vTopSecret9x",
                "username admin secret 5 Zq7vTopSecret9x",
            })
    void aDeviceSecretIsGone(String given) {
        String masked = Mask.DEVICE_SECRET.apply(given);
        assertFalse(masked.contains(SECRET), masked);
        assertEquals(given.substring(0, 8), masked.substring(0, 8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "证件号：110105199001011234。|证件号：110105**********34。",
                "id=11010519900101123X|id=110105**********3X",
                "110105199013011234|110105199013011234",
                "order 20260601110105199001011234|order 20260601110105199001011234",
            })
    void anIdentityNumberKeepsRegionAndEnd(String given, String expected) {
        assertEquals(expected, Mask.IDENTITY_NUMBER.apply(given));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "redis://app:Zq7vTopSecret9x@10.0.0.5:6379/0|redis://app:<masked>@10.0.0.5:6379/0",
                "redis://:Zq7vTopSecret9x@10.0.0.5:6379/0|redis://:<masked>@10.0.0.5:6379/0",
                "amqp://app:Zq7v@Top@host/x|amqp://app:<masked>@host/x",
                "http://10.0.0.5:8080/a|http://10.0.0.5:8080/a",
            })
    void anAddressKeepsEverythingButItsPassword(String given, String expected) {
        assertEquals(expected, Mask.URL_PASSWORD.apply(given));
    }

    @ParameterizedTest
    @EnumSource(Mask.class)
    void maskingTwiceChangesNothing(Mask mask) {
        for (String text : List.of(
                "root:$6$saltsalt$hashhash:1\nold:ab01cdEF23ghI:1\n",
                "password = x1y2z3\nrequirepass abc; \"secret\": \"a b\"\n",
                "redis://a:b@c/ -----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----",
                "身份证110105199001011234")) {
            String once = mask.apply(text);
            assertEquals(once, mask.apply(once));
        }
    }

    @ParameterizedTest
    @EnumSource(Mask.class)
    void aHostileMegabyteCostsNoMoreThanTwoSeconds(Mask mask) {
        for (String piece : List.of(
                "a",
                "$",
                "$6$",
                "$a$aaaaaaa:",
                "password",
                "password ",
                "password=",
                "password=\"",
                "secret: '\\",
                "://",
                "://a:",
                "://a:bbbb",
                "-----BEGIN PRIVATE KEY-----",
                "-----BEGIN ",
                "-----END ",
                "110105199001011",
                "a:",
                "cipher ",
                "community ",
                "password cipher ",
                "${",
                "\\",
                " ",
                "\"")) {
            String line = piece.repeat((1 << 20) / piece.length());
            assertTimeoutPreemptively(Duration.ofSeconds(2), () -> mask.apply(line), mask + " on " + piece);
        }
    }
}
