package org.tongguan.comply.facts.openssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tongguan.comply.facts.Garbled;

class SshdConfigTest {

    private static Map<?, ?> parse(String text) throws Garbled {
        return (Map<?, ?>) SshdConfig.parse(text);
    }

    @Test
    void theFirstValueWinsAndIncludesStandWhereTheyAreNamed() throws Garbled {
        var fact = parse("""
                == /etc/ssh/sshd_config
                MaxAuthTries 3
                Include sshd_config.d/*.conf
                MaxAuthTries 9
                ClientAliveInterval=10m
                == /etc/ssh/sshd_config.d/10.conf
                MaxAuthTries 5
                LoginGraceTime 1m30s
                """);
        assertEquals(3L, fact.get("maxauthtries"));
        assertEquals(90L, fact.get("logingracetime"));
        assertEquals(600L, fact.get("clientaliveinterval"));
        assertEquals("files", fact.get("source"));
    }

    @Test
    void whatTheBuildDecidesIsNotGuessed() throws Garbled {
        var fact = parse("== /etc/ssh/sshd_config\nPort 22\n");
        assertFalse(fact.containsKey("permitrootlogin"));
        assertFalse(fact.containsKey("ciphers"));
    }

    @Test
    void matchBlocksAreKeptApart() throws Garbled {
        var fact = parse("== /etc/ssh/sshd_config\nPermitRootLogin no\nMatch User x\nPermitRootLogin yes\n");
        assertEquals("no", fact.get("permitrootlogin"));
        assertEquals(Map.of("permitrootlogin", List.of("yes")), fact.get("matched"));
    }

    @Test
    void hostileConfigurationsAreRefused() {
        assertThrows(Garbled.class, () -> parse(""));
        assertThrows(Garbled.class, () -> parse("== /etc/ssh/sshd_config\nInclude /etc/ssh/sshd_config\n"));
        assertThrows(Garbled.class, () -> parse("== /etc/ssh/sshd_config\nPort twenty\n"));
        assertThrows(Garbled.class, () -> parse("== /etc/ssh/sshd_config\nBanner \"open\n"));
        assertThrows(Garbled.class, () -> parse("== /etc/ssh/sshd_config\n== denied /etc/ssh/sshd_config.d/a.conf\n"));
    }
}
