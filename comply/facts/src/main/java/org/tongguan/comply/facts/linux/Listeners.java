package org.tongguan.comply.facts.linux;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.tongguan.comply.facts.Garbled;

/// Open ports from /proc/net/{tcp,tcp6,udp,udp6}: TCP sockets that listen, UDP sockets that are bound and
/// unconnected.
final class Listeners {

    private static final String TCP_LISTEN = "0A";
    private static final String UDP_UNCONNECTED = "07";

    private Listeners() {}

    /// One map a port: `proto`, `address`, `port`, `local` (only this host reaches it).
    static List<Object> parse(String text) throws Garbled {
        var listeners = new ArrayList<Object>();
        var seen = new HashSet<String>();
        String table = "";
        for (String line : FileLines.of(text)) {
            if (line.startsWith("== ")) {
                table = line.substring(3);
                continue;
            }
            String[] word = line.strip().split("\\s+", 5);
            if (word.length < 5 || word[0].equals("sl")) {
                continue;
            }
            boolean tcp = table.startsWith("tcp");
            if (table.isEmpty() || !word[0].endsWith(":") || word[1].indexOf(':') < 0) {
                throw new Garbled("not a socket table of the kernel");
            }
            if (!word[3].equals(tcp ? TCP_LISTEN : UDP_UNCONNECTED)) {
                continue;
            }
            int colon = word[1].indexOf(':');
            InetAddress address = address(word[1].substring(0, colon));
            long port = port(word[1].substring(colon + 1));
            if (seen.add(tcp + " " + address.getHostAddress() + " " + port)) {
                listeners.add(Map.of(
                        "proto",
                        tcp ? "tcp" : "udp",
                        "address",
                        address.getHostAddress(),
                        "port",
                        port,
                        "local",
                        address.isLoopbackAddress()));
            }
        }
        if (table.isEmpty()) {
            throw new Garbled("not a socket table of the kernel");
        }
        return listeners;
    }

    /// The kernel prints each 32-bit word in host order; every platform we know of is little-endian.
    private static InetAddress address(String hex) throws Garbled {
        try {
            byte[] words = HexFormat.of().parseHex(hex);
            byte[] bytes = new byte[words.length];
            for (int i = 0; i < words.length; i++) {
                bytes[i] = words[(i & ~3) + 3 - (i & 3)];
            }
            return InetAddress.getByAddress(bytes);
        } catch (IllegalArgumentException | IndexOutOfBoundsException | UnknownHostException e) {
            throw new Garbled("a socket has no readable address", e);
        }
    }

    private static long port(String hex) throws Garbled {
        try {
            return Long.parseLong(hex, 16);
        } catch (NumberFormatException e) {
            throw new Garbled("a socket has no readable port", e);
        }
    }
}
