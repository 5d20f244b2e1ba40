package org.tongguan.kernel.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class YamlTest {

    @Test
    void aMistypedKeyIsNamedWithItsPlaceAndTheNearestKnownOne() {
        var map = Yaml.parseMap("inventory.yaml", "assets:\n  - id: a\n    adress: b\n");
        var asset = map.list("assets").maps().getFirst();
        var mistake = assertThrows(YamlMistake.class, () -> asset.only("id", "address", "type"));
        assertEquals("inventory.yaml:3:5: unknown key 'adress' (did you mean 'address'?)", mistake.getMessage());
    }

    @Test
    void aKeyGivenTwiceIsRefusedAtTheSecondPlace() {
        var mistake = assertThrows(YamlMistake.class, () -> Yaml.parseMap("a.yaml", "x: 1\nx: 2\n"));
        assertTrue(mistake.getMessage().startsWith("a.yaml:2:1: key 'x' is given twice"), mistake.getMessage());
    }

    @Test
    void brokenYamlSaysWhereItBroke() {
        var mistake = assertThrows(YamlMistake.class, () -> Yaml.parseMap("a.yaml", "x: [1, 2\ny: 3\n"));
        assertTrue(mistake.place().line() >= 1, mistake.getMessage());
        assertTrue(mistake.getMessage().contains("not valid YAML"), mistake.getMessage());
    }

    @Test
    void numbersTruthsAndQuotedTextsKeepTheirKind() {
        var map = Yaml.parseMap("a.yaml", "n: 8\nt: true\nq: '8'\nd: 1.5\nl: [a, 2]\nno: no\n");
        assertEquals(Map.of("n", 8L, "t", true, "q", "8", "d", 1.5, "l", List.of("a", 2L), "no", "no"), map.plain());
    }

    @Test
    void aliasesAreRefusedBeforeTheyCanGrow() {
        var mistake = assertThrows(YamlMistake.class, () -> Yaml.parseMap("a.yaml", "a: &a [x, x]\nb: [*a, *a]\n"));
        assertTrue(mistake.getMessage().contains("aliases"), mistake.getMessage());
    }

    @Test
    void aTextOfBracketsIsRefusedBeforeItEndsTheStack() {
        for (String open : List.of("[", "{", "{a: ", "- ", "? ")) {
            var mistake = assertThrows(YamlMistake.class, () -> Yaml.parseMap("a.yaml", open.repeat(100_000)));
            assertTrue(mistake.getMessage().contains("nested deeper than 64 levels"), mistake.getMessage());
        }
    }
}
