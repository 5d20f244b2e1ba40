package org.tongguan.comply.facts.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tongguan.comply.facts.Garbled;

class DeviceConfigTest {

    private static final String IOS = "version 15.2\nhostname A\nno ip http server\n";

    private static Map<?, ?> acl(String rules) throws Garbled {
        var facts = DeviceConfig.parse(IOS + "ip access-list extended X\n" + rules + "end\n");
        return (Map<?, ?>) ((List<?>) facts.get("acls")).getFirst();
    }

    @Test
    void aConfigurationCutOffIsRefused() {
        var trouble =
                assertThrows(Garbled.class, () -> DeviceConfig.parse(IOS + "line vty 0 4\n transport input ssh\n"));
        assertTrue(trouble.getMessage().contains("cut off"));
        assertThrows(Garbled.class, () -> DeviceConfig.parse("#\nsysname A\n#\nstelnet server enable\n#\n"));
    }

    @Test
    void aTextOfNoKnownDialectIsRefused() {
        assertThrows(Garbled.class, () -> DeviceConfig.parse("set system host-name A\nend\n"));
        assertThrows(Garbled.class, () -> DeviceConfig.parse(""));
        assertThrows(Garbled.class, () -> DeviceConfig.parse("\u0000\u0001\u0002"));
    }

    @Test
    void theStatedDialectWinsOverTheRecognisedOne() throws Garbled {
        assertEquals(
                "ruijie",
                DeviceConfig.parse("!tongguan dialect ruijie\n" + IOS + "end\n").get("dialect"));
        assertThrows(Garbled.class, () -> DeviceConfig.parse("!tongguan dialect junos\n" + IOS + "end\n"));
    }

    @Test
    void pagerLeftoversAreNoConfiguration() throws Garbled {
        var facts = DeviceConfig.parse(
                "#\nsysname A\n  ---- More ----\u001b[42D                                          \u001b[42D#\nstelnet server enable\n#\nreturn\n");
        assertEquals("A", facts.get("hostname"));
    }

    @Test
    void aBannerIsNotReadAsConfiguration() throws Garbled {
        var facts = DeviceConfig.parse(IOS + "banner login ^C\nip http server\nsnmp-server community x RW\n^C\nend\n");
        assertEquals(false, ((Map<?, ?>) facts.get("services")).get("http"));
        assertEquals(true, facts.get("banner"));
    }

    @Test
    void aRuleBehindAWiderOneCanNeverBeHit() throws Garbled {
        var list = acl(
                " 10 permit tcp 10.0.0.0 0.255.255.255 any range 400 500\n 20 deny tcp 10.1.0.0 0.0.255.255 host 10.2.2.2 eq 443\n");
        assertEquals(1, ((List<?>) list.get("shadowed")).size());
    }

    @Test
    void aRuleThatTakesAnythingElseIsNotHidden() throws Garbled {
        var list = acl(
                " 10 permit tcp 10.0.0.0 0.255.255.255 any range 400 500\n 20 deny tcp 11.1.0.0 0.0.255.255 any eq 443\n 30 permit tcp 10.0.0.0 0.255.255.255 any eq 399\n 40 permit udp 10.0.0.0 0.255.255.255 any eq 443\n");
        assertEquals(List.of(), list.get("shadowed"));
    }

    @Test
    void aRuleNotFullyUnderstoodHidesNothing() throws Garbled {
        var list = acl(" 10 permit tcp any any established\n 20 permit tcp any host 10.2.2.2 eq 443\n");
        assertEquals(List.of(), list.get("shadowed"));
        assertEquals(false, list.get("permits_everything"));
    }

    @Test
    void theSameRuleTwiceIsADuplicate() throws Garbled {
        var list = acl(" 10 permit tcp any host 10.2.2.2 eq 443\n 20 permit tcp any host 10.2.2.2 eq 443\n");
        assertEquals(1, ((List<?>) list.get("duplicates")).size());
    }

    @Test
    void aTransportNotWrittenIsNotGuessed() throws Garbled {
        var facts = DeviceConfig.parse(IOS + "line vty 0 4\n login local\nend\n");
        assertTrue(!((Map<?, ?>) ((List<?>) facts.get("vtys")).getFirst()).containsKey("transport"));
        assertTrue(!((Map<?, ?>) facts.get("services")).containsKey("telnet"));
    }

    @Test
    void aMillionRulesAreComparedOnlyAsFarAsTheLimitGoes() throws Garbled {
        var rules = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            rules.append(" permit tcp host 10.0.")
                    .append(i / 250)
                    .append('.')
                    .append(i % 250)
                    .append(" any eq 443\n");
        }
        assertEquals(false, acl(rules.toString()).get("compared"));
    }
}
