package org.tongguan.comply.gather;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.tongguan.comply.asset.Access;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.facts.Collector;
import org.tongguan.comply.facts.Gathered;
import org.tongguan.comply.facts.HostScriptOutput;

/// Reads what the carried collection script printed in an isolated network (docs/formats/bundle.md), plain or
/// gzipped.
///
/// The seal guards against what happens to files on the way: a torn copy, a changed line feed, an edit by hand.
/// It holds no secret, so it is no proof against a forger, who can compute it again.
final class BundleFile implements Gatherer {

    private static final long BYTES_MAX = 512L << 20;
    private static final int HEADER_BYTES_MAX = 1024;

    /// Longer than any seal line.
    private static final int TAIL_BYTES = 128;

    private static final Pattern HEADER = Pattern.compile(
            "TONGGUAN-BUNDLE format=([0-9]{1,4}) script=([0-9a-f]{64}) nonce=(TG[0-9a-f]{16,64}) host=([A-Za-z0-9._-]{0,255})"
                    + " at=([0-9TZ:-]{1,40})");
    private static final Pattern SEAL = Pattern.compile("TONGGUAN-SEAL sha256=([0-9a-f]{64}|unavailable)\n");
    private static final String FORMAT = "1";

    /// What the first line says.
    private record Header(String nonce, String host, String at) {}

    @Override
    public void gather(Asset asset, List<Collector> wanted, Duration limit, Consumer<Gathered> sink)
            throws Unreachable, InterruptedException {
        var bundle = (Access.Bundle) asset.access();
        Path file = bundle.file();
        try {
            Header header = header(file);
            verify(file, bundle.unsealed());
            try (var in = open(file)) {
                if (!new HostScriptOutput(header.nonce(), wanted, sink).read(in)) {
                    throw new Unreachable(
                            "the script that made bundle " + file + " ended early: run it again on " + header.host());
                }
            }
        } catch (NoSuchFileException e) {
            throw new Unreachable("bundle " + file + " does not exist", e);
        } catch (EOFException | ZipException e) {
            throw new Unreachable("bundle " + file + " is torn or no whole gzip file: carry it over again", e);
        } catch (IOException e) {
            throw new Unreachable("cannot read bundle " + file + ": " + SshConnections.said(e), e);
        }
    }

    @Override
    public String by(Asset asset) {
        if (!(asset.access() instanceof Access.Bundle bundle)) {
            return "?";
        }
        String name = "bundle " + bundle.file().getFileName();
        try {
            Header header = header(bundle.file());
            return name + ", collected on " + header.host() + " at " + header.at();
        } catch (IOException | Unreachable e) {
            // gather() says what is wrong with it
            return name;
        }
    }

    private static Header header(Path file) throws IOException, Unreachable {
        var line = new ByteArrayOutputStream();
        try (var in = open(file)) {
            for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
                if (line.size() >= HEADER_BYTES_MAX) {
                    break;
                }
                line.write(next);
            }
        }
        var matcher = HEADER.matcher(line.toString(StandardCharsets.UTF_8));
        if (!matcher.matches()) {
            throw new Unreachable("file " + file
                    + " is no Tongguan bundle: its first line is not the header the collection script prints");
        }
        if (!matcher.group(1).equals(FORMAT)) {
            throw new Unreachable(
                    "bundle " + file + " has format " + matcher.group(1) + ", this version reads " + FORMAT);
        }
        return new Header(matcher.group(3), matcher.group(4), matcher.group(5));
    }

    private static void verify(Path file, boolean unsealedAccepted)
            throws IOException, Unreachable, InterruptedException {
        var digest = sha256();
        byte[] tail = new byte[0];
        try (var in = open(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                byte[] joined = java.util.Arrays.copyOf(tail, tail.length + count);
                System.arraycopy(buffer, 0, joined, tail.length, count);
                int settled = Math.max(0, joined.length - TAIL_BYTES);
                digest.update(joined, 0, settled);
                tail = java.util.Arrays.copyOfRange(joined, settled, joined.length);
            }
        }
        // one byte is one character here, so that positions agree
        String end = new String(tail, StandardCharsets.ISO_8859_1);
        int start = end.lastIndexOf("\nTONGGUAN-SEAL ") + 1;
        var seal = SEAL.matcher(end.substring(start));
        if (start == 0 || !seal.matches()) {
            throw new Unreachable(
                    "bundle " + file + " is torn: it does not end with its seal line; carry it over again");
        }
        if (seal.group(1).equals("unavailable")) {
            if (!unsealedAccepted) {
                throw new Unreachable("bundle " + file
                        + " carries no seal, its host has no sha256sum: check the copy by other means and write 'unsealed: true'"
                        + " beside it in the inventory");
            }
            return;
        }
        digest.update(tail, 0, start);
        String found = HexFormat.of().formatHex(digest.digest());
        if (!found.equals(seal.group(1))) {
            throw new Unreachable("bundle " + file + " was changed after it was sealed: the seal says sha256 "
                    + seal.group(1) + ", the bytes give " + found + "; carry the original over again");
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static InputStream open(Path file) throws IOException {
        var raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            raw.mark(2);
            boolean gzip = raw.read() == 0x1f && raw.read() == 0x8b;
            raw.reset();
            return new Bounded(gzip ? new GZIPInputStream(raw, 1 << 16) : raw);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /// Ends a gzip bomb, and a file that is no bundle at all.
    private static final class Bounded extends FilterInputStream {
        private long bytes;

        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            count(Math.max(count, 0));
            return count;
        }

        private void count(int more) throws IOException {
            bytes += more;
            if (bytes > BYTES_MAX) {
                throw new IOException("it holds more than " + BYTES_MAX + " bytes");
            }
        }
    }
}
