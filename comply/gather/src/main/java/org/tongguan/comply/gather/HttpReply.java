package org.tongguan.comply.gather;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// One HTTP answer, bounded.
///
/// @param headers by name in lower case
/// @param body as much of it as was read
/// @param whole whether that is all of it
record HttpReply(int status, Map<String, List<String>> headers, String body, boolean whole) {

    /// The first value; empty if there is none.
    String header(String name) {
        var values = headers.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.getFirst();
    }

    String lowerBody() {
        return body.toLowerCase(Locale.ROOT);
    }
}
