package org.tongguan.testkit.servers;

/// A server that is not installed, does not start, or does not take a command.
public final class ServerTrouble extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ServerTrouble(String message) {
        super(message);
    }

    public ServerTrouble(String message, Throwable cause) {
        super(message, cause);
    }
}
