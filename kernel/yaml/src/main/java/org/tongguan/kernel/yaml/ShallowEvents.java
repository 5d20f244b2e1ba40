package org.tongguan.kernel.yaml;

import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.parser.Parser;

/// A YAML parser's events down to a depth: the library composes nodes by recursion, and a text of ten thousand
/// brackets would end its stack before anyone could count them.
final class ShallowEvents implements Parser {

    private final Parser parser;
    private final int depthMax;
    private int depth;

    ShallowEvents(Parser parser, int depthMax) {
        this.parser = parser;
        this.depthMax = depthMax;
    }

    /// Thrown at the first event below the depth.
    static final class TooDeep extends RuntimeException {

        private static final long serialVersionUID = 1L;
        private final transient Event event;

        private TooDeep(Event event) {
            this.event = event;
        }

        Event event() {
            return event;
        }
    }

    @Override
    public boolean checkEvent(Event.ID choice) {
        return parser.checkEvent(choice);
    }

    @Override
    public Event peekEvent() {
        return parser.peekEvent();
    }

    @Override
    public boolean hasNext() {
        return parser.hasNext();
    }

    @Override
    public Event next() {
        var event = parser.next();
        switch (event.getEventId()) {
            case SequenceStart, MappingStart -> depth++;
            case SequenceEnd, MappingEnd -> depth--;
            case Alias, Comment, DocumentEnd, DocumentStart, Scalar, StreamEnd, StreamStart -> {}
        }
        if (depth > depthMax) {
            throw new TooDeep(event);
        }
        return event;
    }
}
