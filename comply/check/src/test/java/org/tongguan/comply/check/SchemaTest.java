package org.tongguan.comply.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tongguan.comply.facts.Json;
import org.tongguan.kernel.yaml.Yaml;

/// The JSON Schema for editors and the reader agree on what a check is.
class SchemaTest {

    private static final Path CONTENT = Path.of(System.getProperty("tongguan.home"), "content");

    @Test
    void everyCheckThatShipsIsValidByTheSchema() throws IOException {
        var schema = schema();
        var errors = new ArrayList<String>();
        for (Path file : CheckPack.files(CONTENT.resolve("checks"))) {
            schema.validate(Json.write(Yaml.readMap(file).plain()), InputFormat.JSON)
                    .forEach(error -> errors.add(file.getFileName() + ": " + error));
        }
        assertEquals(List.of(), errors);
    }

    @Test
    void theSchemaRefusesACheckWithoutFixtures() throws IOException {
        String check = "{\"id\": \"linux.x.y\", \"asset\": \"linux\"}";
        assertFalse(schema().validate(check, InputFormat.JSON).isEmpty());
    }

    private static Schema schema() throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(CONTENT.resolve("schema/check.schema.json")));
    }
}
