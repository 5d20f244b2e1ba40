package org.tongguan.comply.gather;

import java.io.FilterInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;

/// A socket's stream that as a whole ends at a moment and after a number of bytes: a peer that drips one byte a
/// second or never stops costs no more than that.
final class DeadlineStream extends FilterInputStream {

    private final Socket socket;
    private final long deadlineNanos;
    private final long bytesMax;
    private long bytes;

    /// @param deadlineNanos a moment of [System#nanoTime]
    DeadlineStream(Socket socket, long deadlineNanos, long bytesMax) throws IOException {
        super(socket.getInputStream());
        this.socket = socket;
        this.deadlineNanos = deadlineNanos;
        this.bytesMax = bytesMax;
    }

    @Override
    public int read() throws IOException {
        arm();
        int read = super.read();
        bytes += read < 0 ? 0 : 1;
        return read;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        arm();
        int read = super.read(into, offset, (int) Math.min(length, Math.max(1, bytesMax - bytes)));
        bytes += Math.max(read, 0);
        return read;
    }

    /// Whether the peer still had something to say when the bytes ran out.
    boolean full() {
        return bytes >= bytesMax;
    }

    private void arm() throws IOException {
        long millis = (deadlineNanos - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
            throw new SocketTimeoutException("the time for this answer is up");
        }
        if (full()) {
            throw new IOException("the answer is longer than " + bytesMax + " bytes");
        }
        socket.setSoTimeout((int) Math.min(millis, Integer.MAX_VALUE));
    }
}
