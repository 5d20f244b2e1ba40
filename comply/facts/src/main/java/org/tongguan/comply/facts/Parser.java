package org.tongguan.comply.facts;

/// Turns one collector's text into a value of `Map`, `List`, `String`, `Long`, `Double` and `Boolean`. The text
/// is hostile: a parser is linear, bounded, and answers everything it does not understand with [Garbled].
@FunctionalInterface
public interface Parser {

    Object parse(String text) throws Garbled;
}
