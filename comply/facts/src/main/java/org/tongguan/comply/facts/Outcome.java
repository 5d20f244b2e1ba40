package org.tongguan.comply.facts;

/// How an attempt to read ended.
public enum Outcome {
    CAME,
    ABSENT,
    DENIED,
    TIMED_OUT,
    TOO_LARGE,
    FAILED,
    NOT_RUN
}
