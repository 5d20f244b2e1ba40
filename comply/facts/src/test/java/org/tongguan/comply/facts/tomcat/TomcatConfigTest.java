package org.tongguan.comply.facts.tomcat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tongguan.comply.facts.Collectors;
import org.tongguan.comply.facts.Garbled;
import org.tongguan.comply.facts.Reading;

class TomcatConfigTest {

    private static final String HEAD = "== base /opt/tomcat uid=-\n== /opt/tomcat/conf/server.xml\n";

    private static Map<?, ?> first(String xml) throws Garbled {
        return (Map<?, ?>) ((List<?>) TomcatConfig.parse(HEAD + xml)).getFirst();
    }

    @Test
    void documentTypesAndEntitiesAreNotFollowed() {
        assertThrows(
                Garbled.class,
                () -> first(
                        "<!DOCTYPE Server [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Server port=\"8005\">&x;</Server>"));
    }

    @Test
    void aPlaceholderIsLeftOut() throws Garbled {
        assertFalse(first("<Server port=\"${p}\" shutdown=\"SHUTDOWN\"/>").containsKey("shutdown_port"));
    }

    @Test
    void deepNestingIsRefused() {
        assertThrows(Garbled.class, () -> first("<Server>" + "<a>".repeat(5000) + "</a>".repeat(5000) + "</Server>"));
    }

    @Test
    void maskedFilesStayReadableAndHoldNoSecret() throws Garbled {
        var collector = Collectors.byId("tomcat_config").orElseThrow();
        String raw = HEAD
                + "<Server port=\"-1\"><Service><Connector port=\"1\" keystorePass=\"changeit\"/></Service></Server>\n"
                + "== /opt/tomcat/conf/tomcat-users.xml\n<tomcat-users><user username=\"a\" password=\"hunter22\" roles=\"r\"/></tomcat-users>\n";
        String masked = Reading.text(Reading.masked(collector, raw.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertFalse(masked.contains("hunter22") || masked.contains("changeit"), masked);
        var fact = (Map<?, ?>) ((List<?>) TomcatConfig.parse(masked)).getFirst();
        assertEquals(1, ((List<?>) fact.get("users")).size());
    }
}
