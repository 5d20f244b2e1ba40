package org.tongguan.kernel.yaml;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/// Reads one YAML 1.2 document. Aliases are refused: what people write here never needs them, and they can be
/// made to
/// grow without end.
public final class Yaml {

    public static final int FILE_BYTES_MAX = 8 << 20;
    private static final int DEPTH_MAX = 64;

    private final String file;
    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private Yaml(String file) {
        this.file = file;
    }

    /// Reads a file whose top is a mapping.
    ///
    /// @throws YamlMistake if the file is missing, too large, not UTF-8, or not such YAML
    public static YamlMap readMap(Path file) {
        var start = new Place(file.toString(), 1, 1);
        try {
            long bytes = Files.size(file);
            if (bytes > FILE_BYTES_MAX) {
                throw new YamlMistake(start, "file has " + bytes + " bytes, the limit is " + FILE_BYTES_MAX);
            }
            return parseMap(file.toString(), decoded(file, Files.readAllBytes(file)));
        } catch (NoSuchFileException _) {
            throw new YamlMistake(start, "no such file");
        } catch (IOException e) {
            throw new YamlMistake(
                    start, Files.isDirectory(file) ? "is a folder, not a file" : "file cannot be read", e);
        }
    }

    private static String decoded(Path file, byte[] content) {
        var bytes = ByteBuffer.wrap(content);
        // UTF-8 never has more characters than bytes
        var text = CharBuffer.allocate(content.length);
        if (StandardCharsets.UTF_8.newDecoder().decode(bytes, text, true).isError()) {
            int line = 1;
            int column = 1;
            for (int at = 0; at < bytes.position(); at++) {
                boolean newline = content[at] == '\n';
                line += newline ? 1 : 0;
                column = newline ? 1 : column + 1;
            }
            throw new YamlMistake(
                    new Place(file.toString(), line, column), "file is not UTF-8: byte " + column + " of this line");
        }
        return text.flip().toString();
    }

    public static YamlMap parseMap(String file, String text) {
        var start = new Place(file, 1, 1);
        try {
            var settings = LoadSettings.builder()
                    .setLabel(file)
                    .setCodePointLimit(FILE_BYTES_MAX)
                    .build();
            var events = new ShallowEvents(new ParserImpl(settings, new StreamReader(settings, text)), DEPTH_MAX);
            Node root = new Composer(settings, events)
                    .getSingleNode()
                    .orElseThrow(() -> new YamlMistake(start, "file is empty"));
            return switch (new Yaml(file).convert(root)) {
                case YamlMap map -> map;
                case YamlList list -> throw list.mistake("expected a mapping (key: value) at the top, found a list");
                case YamlText scalar ->
                    throw scalar.mistake("expected a mapping (key: value) at the top, found a text");
            };
        } catch (ShallowEvents.TooDeep e) {
            throw new YamlMistake(
                    place(file, e.event().getStartMark()), "nested deeper than " + DEPTH_MAX + " levels", e);
        } catch (MarkedYamlEngineException e) {
            throw new YamlMistake(place(file, e.getProblemMark()), "not valid YAML: " + e.getProblem(), e);
        } catch (YamlEngineException e) {
            throw new YamlMistake(
                    start,
                    "not valid YAML: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    e);
        }
    }

    private YamlValue convert(Node node) {
        var place = place(file, node.getStartMark());
        if (!seen.add(node)) {
            throw new YamlMistake(place, "aliases (*name) are not supported");
        }
        return switch (node) {
            case ScalarNode scalar ->
                new YamlText(place, scalar.getValue(), scalar.getScalarStyle() != ScalarStyle.PLAIN);
            case SequenceNode sequence -> {
                var values = new ArrayList<YamlValue>();
                for (Node value : sequence.getValue()) {
                    values.add(convert(value));
                }
                yield new YamlList(place, values);
            }
            case MappingNode mapping -> convertMapping(mapping, place);
            default -> throw new YamlMistake(place, "this kind of YAML node is not supported");
        };
    }

    private YamlMap convertMapping(MappingNode mapping, Place place) {
        var values = new LinkedHashMap<String, YamlValue>();
        var places = new LinkedHashMap<String, Place>();
        for (var tuple : mapping.getValue()) {
            var keyPlace = place(file, tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new YamlMistake(keyPlace, "a key must be a plain text");
            }
            if (values.putIfAbsent(key.getValue(), convert(tuple.getValueNode())) != null) {
                throw new YamlMistake(
                        keyPlace,
                        "key '" + key.getValue() + "' is given twice, first at " + places.get(key.getValue()));
            }
            places.put(key.getValue(), keyPlace);
        }
        return new YamlMap(place, values, places);
    }

    private static Place place(String file, Optional<Mark> mark) {
        return mark.map(at -> new Place(file, at.getLine() + 1, at.getColumn() + 1))
                .orElse(new Place(file, 1, 1));
    }
}
