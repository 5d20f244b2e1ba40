package org.tongguan.comply.facts;

/// Thrown by a [Parser] for bytes it will not make sense of. The message says what was expected and where.
public final class Garbled extends Exception {

    private static final long serialVersionUID = 1L;

    public Garbled(String message) {
        super(message);
    }

    public Garbled(String message, Throwable cause) {
        super(message, cause);
    }
}
