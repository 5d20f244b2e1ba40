package org.tongguan.comply.gather;

/// An asset that could not be reached or was lost: refused, timed out, wrong credentials, changed host key. The
/// message says which, in a sentence its owner can act on.
final class Unreachable extends Exception {

    private static final long serialVersionUID = 1L;

    Unreachable(String message) {
        super(message);
    }

    Unreachable(String message, Throwable cause) {
        super(message, cause);
    }
}
