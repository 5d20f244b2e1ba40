package org.tongguan.comply.facts.tomcat;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.tongguan.comply.facts.Garbled;

/// One element of a small XML file. Document types and entities are off; depth and number are bounded.
record Element(String name, Map<String, String> attributes, List<Element> children, StringBuilder text) {

    private static final int DEPTH_MAX = 100;
    private static final int ELEMENTS_MAX = 50_000;

    static Element read(String path, String xml) throws Garbled {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        var open = new ArrayDeque<Element>();
        var top = new Element("", Map.of(), new ArrayList<>(), new StringBuilder());
        open.push(top);
        int elements = 0;
        try {
            // the mask's own angle brackets are no markup
            var in = factory.createXMLStreamReader(new StringReader(xml.strip().replace("<masked>", "*masked*")));
            while (in.hasNext()) {
                switch (in.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        if (++elements > ELEMENTS_MAX || open.size() > DEPTH_MAX) {
                            throw new Garbled(path + " has too many or too deeply nested elements");
                        }
                        var attributes = new LinkedHashMap<String, String>();
                        for (int i = 0; i < in.getAttributeCount(); i++) {
                            attributes.put(in.getAttributeLocalName(i), in.getAttributeValue(i));
                        }
                        var element =
                                new Element(in.getLocalName(), attributes, new ArrayList<>(), new StringBuilder());
                        open.element().children().add(element);
                        open.push(element);
                    }
                    case XMLStreamConstants.END_ELEMENT -> open.pop();
                    case XMLStreamConstants.CHARACTERS -> open.element().text().append(in.getText());
                    case XMLStreamConstants.ENTITY_REFERENCE ->
                        throw new Garbled(path + " uses an entity: entities are not resolved");
                    default -> {
                        // comments and processing instructions say nothing here
                    }
                }
            }
        } catch (XMLStreamException e) {
            throw new Garbled(
                    path + " is not well-formed XML at line " + e.getLocation().getLineNumber(), e);
        } catch (RuntimeException e) {
            // the JDK's reader answers some torn files so
            throw new Garbled(path + " cannot be read as XML", e);
        }
        if (top.children().isEmpty()) {
            throw new Garbled(path + " holds no element");
        }
        return top.children().getFirst();
    }

    String attribute(String key, String otherwise) {
        return attributes.getOrDefault(key, otherwise);
    }

    /// This element and all below it.
    Stream<Element> all() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(Element::all));
    }

    Stream<Element> all(String wanted) {
        return all().filter(element -> element.name().equals(wanted));
    }

    /// The text of the first such element below, or the other value.
    String textOf(String wanted, String otherwise) {
        return all(wanted)
                .map(element -> element.text().toString().strip())
                .findFirst()
                .orElse(otherwise);
    }

    /// The last word of `className`, e.g. `AccessLogValve`.
    String type() {
        String type = attribute("className", "");
        return type.substring(type.lastIndexOf('.') + 1);
    }
}
