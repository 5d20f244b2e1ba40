package org.tongguan.comply.facts.nginx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tongguan.comply.facts.Garbled;

class NginxConfigTest {

    private static List<?> scopes(String http) throws Garbled {
        var fact = (Map<?, ?>) NginxConfig.parse("== /etc/nginx/nginx.conf\nevents { }\nhttp {\n" + http + "\n}\n");
        return (List<?>) fact.get("scopes");
    }

    private static Object of(Object scope, String key) {
        return ((Map<?, ?>) scope).get(key);
    }

    @Test
    void oneAddHeaderInALocationHidesAllOuterOnes() throws Garbled {
        var scopes = scopes(
                "add_header A 1; server { listen 80; add_header B 1; location / { add_header C 1; } location /x { } }");
        assertEquals(List.of("b"), of(scopes.get(0), "headers"));
        assertEquals(List.of("c"), of(scopes.get(1), "headers"));
        assertEquals(List.of("b"), of(scopes.get(2), "headers"));
    }

    @Test
    void quotesVariablesAndCommentsAreNoBlocks() throws Garbled {
        var scopes = scopes(
                "server { # {\n listen 80; return 200 \"a;b{}\"; location ~ ^/${x}/ { return 301 https://${host}/y; } }");
        assertEquals("~ ^/${x}/", of(scopes.get(1), "path"));
    }

    @Test
    void anIncludeThatDidNotComeLeavesTheMeaningUnknown() {
        assertThrows(Garbled.class, () -> scopes("include /etc/nginx/missing.conf;"));
    }

    @Test
    void hostileConfigurationsAreRefusedInTime() {
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            assertThrows(Garbled.class, () -> scopes("a { ".repeat(200_000)));
            assertThrows(Garbled.class, () -> scopes("a}".repeat(500_000)));
            assertThrows(Garbled.class, () -> scopes("\"".repeat(100_001)));
            assertThrows(Garbled.class, () -> scopes("include nginx.conf;"));
            assertThrows(Garbled.class, () -> scopes("include *.conf;"));
            assertThrows(Garbled.class, () -> scopes("x;".repeat(200_000)));
        });
    }

    @Test
    void logrotateCountsDays() throws Garbled {
        var blocks = (List<?>) NginxFiles.rotation("""
                == /etc/logrotate.conf
                weekly
                rotate 4
                == /etc/logrotate.d/nginx
                /var/log/nginx/*.log {
                  monthly
                  rotate 7
                }
                """);
        assertEquals(210L, of(blocks.getFirst(), "days"));
    }
}
