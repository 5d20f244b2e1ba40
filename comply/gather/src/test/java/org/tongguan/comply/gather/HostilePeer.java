package org.tongguan.comply.gather;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// A peer on the loopback interface that answers every connection in one bad way.
final class HostilePeer implements AutoCloseable {

    /// What it does with a connection; it may throw when the other side is gone.
    @FunctionalInterface
    interface Manner {
        void answer(Socket socket) throws IOException, InterruptedException;
    }

    private final ServerSocket door;

    HostilePeer(Manner manner) {
        try {
            door = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open a port", e);
        }
        Thread.ofVirtual().start(() -> {
            while (!door.isClosed()) {
                try {
                    var socket = door.accept();
                    Thread.ofVirtual().start(() -> {
                        try (socket) {
                            manner.answer(socket);
                        } catch (IOException | InterruptedException e) {
                            // the probe has gone, as it should
                        }
                    });
                } catch (IOException e) {
                    // closed
                }
            }
        });
    }

    static HostilePeer silent() {
        return new HostilePeer(socket -> Thread.sleep(60_000));
    }

    static HostilePeer hangingUp() {
        return new HostilePeer(socket -> {});
    }

    static HostilePeer saying(byte[] bytes) {
        return new HostilePeer(socket -> {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            Thread.sleep(200);
        });
    }

    /// The bytes over and over, as fast as it can.
    static HostilePeer endless(byte[] first, byte[] rest) {
        return new HostilePeer(socket -> {
            socket.getOutputStream().write(first);
            while (true) {
                socket.getOutputStream().write(rest);
            }
        });
    }

    /// One byte after the other, ten a second.
    static HostilePeer dripping(byte[] bytes) {
        return new HostilePeer(socket -> {
            for (byte one : bytes) {
                socket.getOutputStream().write(one);
                socket.getOutputStream().flush();
                Thread.sleep(100);
            }
            Thread.sleep(60_000);
        });
    }

    int port() {
        return door.getLocalPort();
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the port", e);
        }
    }
}
