package org.tongguan.comply.facts.imported;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.tongguan.comply.facts.Garbled;

/// Reads a hostile XML file element by element: no document type is loaded, no entity is resolved, and depth
/// and text are bounded.
final class XmlFile {

    private static final int DEPTH_MAX = 100;
    private static final int TEXT_CHARACTERS_MAX = 500;

    /// Told of each element.
    interface Listener {

        /// @param parent name of the element around it; empty for the root
        void starts(String name, String parent, XmlFile file) throws Garbled;

        /// @param text what stood directly in it, shortened
        void ends(String name, String parent, String text) throws Garbled;
    }

    private final XMLStreamReader reader;

    private XmlFile(XMLStreamReader reader) {
        this.reader = reader;
    }

    static void read(String text, Listener listener) throws Garbled {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> new java.io.ByteArrayInputStream(new byte[0]));
        try {
            var reader = factory.createXMLStreamReader(new StringReader(text));
            new XmlFile(reader).walk(listener);
            reader.close();
        } catch (XMLStreamException e) {
            throw new Garbled(
                    "not well-formed XML at line "
                            + (e.getLocation() == null ? 0 : e.getLocation().getLineNumber()),
                    e);
        } catch (RuntimeException e) {
            // the JDK's reader answers some torn files so
            throw new Garbled("the XML cannot be read", e);
        }
    }

    /// An attribute of the element that just started.
    Optional<String> attribute(String name) {
        return Optional.ofNullable(reader.getAttributeValue(null, name))
                .map(value -> value.substring(0, Math.min(value.length(), TEXT_CHARACTERS_MAX)));
    }

    int line() {
        return reader.getLocation().getLineNumber();
    }

    private void walk(Listener listener) throws XMLStreamException, Garbled {
        Deque<String> open = new ArrayDeque<>();
        Deque<StringBuilder> texts = new ArrayDeque<>();
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (open.size() == DEPTH_MAX) {
                        throw new Garbled("elements nest deeper than " + DEPTH_MAX + " at line " + line());
                    }
                    String parent = open.isEmpty() ? "" : open.peek();
                    open.push(reader.getLocalName());
                    texts.push(new StringBuilder());
                    listener.starts(reader.getLocalName(), parent, this);
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    String name = open.pop();
                    String text = texts.pop().toString().strip();
                    listener.ends(name, open.isEmpty() ? "" : open.peek(), text);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    var text = texts.peek();
                    if (text != null && text.length() < TEXT_CHARACTERS_MAX) {
                        text.append(reader.getText(), 0, Math.min(reader.getTextLength(), TEXT_CHARACTERS_MAX));
                    }
                }
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new Garbled("an entity is used at line " + line() + ": entities are not resolved");
                default -> {
                    // comments, processing instructions and a document type say nothing of results
                }
            }
        }
    }
}
