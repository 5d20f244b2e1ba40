package org.tongguan.comply.gather;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.tongguan.comply.asset.Access;

/// Holds the key a host shows against the OpenSSH `known_hosts` file the inventory names (sshd(8),
/// "SSH_KNOWN_HOSTS FILE FORMAT"): plain and hashed names, `[host]:port`, `@revoked`. Certificates
/// (`@cert-authority`) are not understood, so a host known only by one counts as unknown. The file is never
/// written: only a person may decide to trust a key.
final class HostKeyCheck {

    private static final int KNOWN_HOSTS_BYTES_MAX = 8 << 20;

    private final Access.Ssh ssh;
    private final List<PublicKey> known;
    private final List<PublicKey> revoked;

    private HostKeyCheck(Access.Ssh ssh, List<PublicKey> known, List<PublicKey> revoked) {
        this.ssh = ssh;
        this.known = List.copyOf(known);
        this.revoked = List.copyOf(revoked);
    }

    /// What the file says of this host. A missing file knows nobody; a line that cannot be read is a mistake,
    /// never skipped.
    static HostKeyCheck of(Access.Ssh ssh) throws Unreachable {
        var known = new ArrayList<PublicKey>();
        var revoked = new ArrayList<PublicKey>();
        int number = 0;
        for (String line : lines(ssh)) {
            number++;
            if (line.isBlank() || line.stripLeading().startsWith("#")) {
                continue;
            }
            try {
                var entry = KnownHostEntry.parseKnownHostEntry(line);
                if (entry == null || !entry.isHostMatch(ssh.host(), ssh.port())) {
                    continue;
                }
                String marker = entry.getMarker() == null ? "" : entry.getMarker();
                if (marker.equals("cert-authority")) {
                    continue;
                }
                var key = entry.getKeyEntry().resolvePublicKey(null, PublicKeyEntryResolver.IGNORING);
                if (key != null) {
                    (marker.equals("revoked") ? revoked : known).add(key);
                }
            } catch (IOException | GeneralSecurityException | RuntimeException e) {
                throw new Unreachable(
                        "known-hosts file " + ssh.knownHosts() + ", line " + number + ", is no host key entry", e);
            }
        }
        return new HostKeyCheck(ssh, known, revoked);
    }

    private static List<String> lines(Access.Ssh ssh) throws Unreachable {
        try (var in = Files.newInputStream(ssh.knownHosts())) {
            byte[] bytes = in.readNBytes(KNOWN_HOSTS_BYTES_MAX + 1);
            if (bytes.length > KNOWN_HOSTS_BYTES_MAX) {
                throw new Unreachable(
                        "known-hosts file " + ssh.knownHosts() + " is larger than " + KNOWN_HOSTS_BYTES_MAX + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8).lines().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new Unreachable("cannot read the known-hosts file " + ssh.knownHosts(), e);
        }
    }

    /// The key types known of this host, so that the server is asked for one of them first.
    List<String> knownTypes() {
        return known.stream().map(KeyUtils::getKeyType).distinct().toList();
    }

    /// Empty if the key is the known one, else the sentence that says why it is refused and who decides.
    String refusal(PublicKey shown) {
        String type = KeyUtils.getKeyType(shown);
        String print = KeyUtils.getFingerPrint(BuiltinDigests.sha256, shown);
        String host = ssh.host() + ":" + ssh.port();
        if (revoked.stream().anyMatch(key -> KeyUtils.compareKeys(key, shown))) {
            return "host key REFUSED: " + host + " shows a key marked as revoked in " + ssh.knownHosts() + " (" + type
                    + " " + print + "): the security administrator decides; nothing was sent";
        }
        if (known.stream().anyMatch(key -> KeyUtils.compareKeys(key, shown))) {
            return "";
        }
        if (!known.isEmpty()) {
            return "host key CHANGED: " + host + " shows " + type + " " + print + ", but " + ssh.knownHosts()
                    + " knows "
                    + known.stream()
                            .map(key -> KeyUtils.getKeyType(key) + " "
                                    + KeyUtils.getFingerPrint(BuiltinDigests.sha256, key))
                            .toList()
                    + "; the connection may be intercepted. No credential was sent. Only the security administrator may"
                    + " accept it: compare on the host's console with `" + onConsole(type) + "`, then `" + forget()
                    + "` and `" + scan(type) + "`";
        }
        return "host key unknown: " + ssh.knownHosts() + " has no key of " + host + ", which shows " + type + " "
                + print
                + ". The security administrator compares it on the host's console with `" + onConsole(type)
                + "` and then accepts it with `" + scan(type) + "`";
    }

    private static String onConsole(String type) {
        String file = type.contains("ed25519") ? "ed25519" : type.contains("ecdsa") ? "ecdsa" : "rsa";
        return "ssh-keygen -lf /etc/ssh/ssh_host_" + file + "_key.pub";
    }

    private String forget() {
        String name = ssh.port() == 22 ? ssh.host() : "[" + ssh.host() + "]:" + ssh.port();
        return "ssh-keygen -f " + ssh.knownHosts() + " -R '" + name + "'";
    }

    private String scan(String type) {
        String short_ = type.contains("ed25519") ? "ed25519" : type.contains("ecdsa") ? "ecdsa" : "rsa";
        return "ssh-keyscan -p " + ssh.port() + " -t " + short_ + " " + ssh.host() + " >> " + ssh.knownHosts();
    }
}
