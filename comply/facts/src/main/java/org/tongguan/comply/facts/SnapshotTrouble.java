package org.tongguan.comply.facts;

/// A snapshot that cannot be written or cannot be trusted. The message names the file and the step.
public final class SnapshotTrouble extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SnapshotTrouble(String message) {
        super(message);
    }

    public SnapshotTrouble(String message, Throwable cause) {
        super(message, cause);
    }
}
