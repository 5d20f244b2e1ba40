package org.tongguan.comply.facts.springboot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tongguan.comply.facts.Garbled;

class SpringBootConfigTest {

    private static final String HEAD =
            "== app /opt/a.jar pid=1 uid=1\nSpring-Boot-Version: 3.5.0\n== libraries\nlib/x.jar\n";

    private static Map<?, ?> first(String text) throws Garbled {
        return (Map<?, ?>) ((List<?>) SpringBootConfig.parse(text)).getFirst();
    }

    @Test
    void argumentsBeatEnvironmentBeatFilesBesideBeatFilesInside() throws Garbled {
        String files = HEAD
                + "== packaged application.yml\nserver: {address: 1.1.1.1}\nmanagement: {server: {port: 1}}\nspring: {security: {user: {name: inside}}}\n"
                + "== external /opt/application.properties\nserver.address=2.2.2.2\nmanagement.server.port=2\n";
        assertEquals("2.2.2.2", first(files).get("address"));
        assertEquals("inside", first(files).get("user_name"));
        String all = files
                + "== environment\nSERVER_ADDRESS=3.3.3.3\nMANAGEMENT_SERVER_PORT=3\n== arguments\njava\n--server.address=4.4.4.4\n";
        assertEquals("4.4.4.4", first(all).get("address"));
        assertEquals("3", first(all).get("management_port"));
    }

    @Test
    void documentsOfOtherProfilesDoNotCount() throws Garbled {
        String yaml = HEAD
                + "== packaged application.yml\nspring.profiles.active: prod\n---\nspring.config.activate.on-profile: dev\ndebug: true\n";
        assertEquals(false, first(yaml).get("debug"));
        assertEquals(true, first(yaml.replace("active: prod", "active: dev")).get("debug"));
    }

    @Test
    void withoutTheJarNoDefaultIsAssumed() throws Garbled {
        var fact = first("== app /opt/a.jar pid=1 uid=1\n");
        assertEquals(false, fact.get("complete"));
        assertFalse(fact.containsKey("exposed"));
        assertFalse(fact.containsKey("tls"));
    }

    @Test
    void brokenFilesAreRefused() {
        assertThrows(Garbled.class, () -> first(HEAD + "== packaged application.yml\na: [1\n"));
        assertThrows(Garbled.class, () -> first(HEAD + "== packaged application.yml\na: &x 1\nb: *x\n"));
        assertThrows(Garbled.class, () -> first("== libraries\n"));
    }
}
