package org.tongguan.comply.facts;

/// What one collector brought back from one asset, before anyone looked at it.
///
/// @param bytes as they came, unmasked; they never leave memory
/// @param message the end of standard error, or what went wrong; empty when nothing did
/// @param exit the command's exit code, 0 where there is none
/// @param millis wall clock on the collecting side, in milliseconds; 0 if not measured
public record Gathered(String collector, Outcome outcome, byte[] bytes, String message, int exit, long millis) {

    public static Gathered came(String collector, byte[] bytes, long millis) {
        return new Gathered(collector, Outcome.CAME, bytes, "", 0, millis);
    }

    public static Gathered without(String collector, Outcome outcome, String message) {
        return new Gathered(collector, outcome, new byte[0], message, 0, 0);
    }
}
