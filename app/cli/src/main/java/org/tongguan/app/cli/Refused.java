package org.tongguan.app.cli;

/// A request that cannot be carried out as it was put; the message says what to ask instead.
final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Refused(String message) {
        super(message);
    }
}
