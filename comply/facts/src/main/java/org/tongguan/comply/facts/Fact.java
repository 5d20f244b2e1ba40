package org.tongguan.comply.facts;

/// What is known of one thing on one asset. The cases that are not knowledge stay apart: none of them may ever
/// count as a requirement met.
public sealed interface Fact {

    /// @param value built of `Map<String, Object>`, `List<Object>`, `String`, `Long`, `Double`, `Boolean` only
    record Known(Object value) implements Fact {}

    /// The thing looked for is not there: no such file, no such command, no such setting.
    record Absent(String why) implements Fact {}

    /// It may be there, but the account used may not read it.
    record Denied(String why) implements Fact {}

    /// Something came back that the parser refuses.
    record Garbled(String why) implements Fact {}

    /// Reading it failed: time limit, size limit, lost connection, a command's error.
    record Failed(String why) implements Fact {}

    /// Nobody tried.
    record NotCollected(String why) implements Fact {}
}
