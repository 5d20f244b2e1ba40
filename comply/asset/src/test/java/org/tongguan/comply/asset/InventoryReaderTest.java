package org.tongguan.comply.asset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tongguan.kernel.yaml.YamlMistake;

class InventoryReaderTest {

    private static final String HEAD = "system: {name: 乘车支付, s-level: 3, a-level: 2}\nassets:\n";

    @TempDir
    Path folder;

    @Test
    void aHostOverSshIsReadWithItsDefaults() throws IOException {
        var inventory = read(HEAD + "  - {id: pay-01, type: linux, access: {ssh: 127.0.0.1, user: audit, key: id}}\n");
        var ssh =
                assertInstanceOf(Access.Ssh.class, inventory.assets().getFirst().access());
        assertEquals(22, ssh.port());
        assertEquals(folder.resolve("known_hosts"), ssh.knownHosts());
        assertEquals(3, inventory.system().level());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {id: a, typ: linux}                                                  | unknown key 'typ' (did you mean 'type'?)
            {id: a, type: linus}                                                 | did you mean 'linux'?
            {id: a b, type: linux}                                               | must be 1 to 64 letters
            {id: a, type: nginx}                                                 | is found on its linux host
            {id: a, type: postgresql, access: {host: h, port: 70000}}            | a port is 1 to 65535
            {id: a, type: postgresql, access: {host: h, password: geheim}}       | a password is never written here
            {id: a, type: web, access: {url: 'ftp://h'}}                         | is not an http or https address
            {id: a, type: linux, importance: 9}                                  | importance is 1, 2 or 3
            {id: system, type: linux}                                            | stands for the whole system
            """)
    void aMistakeIsNamedWithItsPlace(String asset, String expected) {
        var mistake = assertThrows(YamlMistake.class, () -> read(HEAD + "  - " + asset + "\n"));
        assertTrue(mistake.getMessage().contains(expected), mistake.getMessage());
        assertEquals(3, mistake.place().line(), mistake.getMessage());
    }

    @Test
    void twoAssetsWithOneIdAreRefusedNamingBothPlaces() {
        var mistake = assertThrows(
                YamlMistake.class, () -> read(HEAD + "  - {id: a, type: linux}\n  - {id: a, type: linux}\n"));
        assertTrue(mistake.getMessage().contains("two assets have the id 'a', the first at"), mistake.getMessage());
    }

    private Inventory read(String text) throws IOException {
        return InventoryReader.read(Files.writeString(folder.resolve("inventory.yaml"), text));
    }
}
