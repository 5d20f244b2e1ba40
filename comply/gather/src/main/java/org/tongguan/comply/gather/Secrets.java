package org.tongguan.comply.gather;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import org.tongguan.comply.asset.Secret;

/// Fetches a password at the moment it is needed. No message of its names the password itself.
final class Secrets {

    private static final int PASSWORD_BYTES_MAX = 4096;

    /// Permissions that let anyone but the owner see or replace the file.
    private static final Set<PosixFilePermission> FOREIGN = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private Secrets() {}

    /// Empty where the inventory names no password. An empty variable or file is a mistake, not an empty
    /// password.
    static Optional<char[]> password(Secret secret) throws Unreachable {
        return switch (secret) {
            case Secret.None _ -> Optional.empty();
            case Secret.FromEnvironment(String variable) -> Optional.of(fromEnvironment(variable));
            case Secret.FromFile(Path file) -> Optional.of(fromFile(file));
        };
    }

    private static char[] fromEnvironment(String variable) throws Unreachable {
        String value = System.getenv(variable);
        if (value == null || value.isEmpty()) {
            throw new Unreachable("the password's environment variable " + variable
                    + (value == null ? " is not set" : " is empty") + ": set it before the run");
        }
        return value.toCharArray();
    }

    private static char[] fromFile(Path file) throws Unreachable {
        try {
            var posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
            if (posix != null && posix.readAttributes().permissions().stream().anyMatch(FOREIGN::contains)) {
                throw new Unreachable("the password file " + file.getFileName()
                        + " can be read or changed by others than its owner: run chmod 600 on it");
            }
            byte[] bytes;
            try (var in = Files.newInputStream(file)) {
                bytes = in.readNBytes(PASSWORD_BYTES_MAX + 1);
            }
            if (bytes.length > PASSWORD_BYTES_MAX) {
                throw new Unreachable("the password file " + file.getFileName() + " is larger than "
                        + PASSWORD_BYTES_MAX + " bytes: it is hardly a password");
            }
            String first = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString()
                    .lines()
                    .findFirst()
                    .orElse("");
            if (first.isEmpty()) {
                throw new Unreachable("the password file " + file.getFileName() + " has an empty first line");
            }
            return first.toCharArray();
        } catch (NoSuchFileException e) {
            throw new Unreachable("the password file " + file.getFileName() + " does not exist", e);
        } catch (CharacterCodingException e) {
            throw new Unreachable("the password file " + file.getFileName() + " is not UTF-8 text", e);
        } catch (IOException e) {
            throw new Unreachable("cannot read the password file " + file.getFileName(), e);
        }
    }
}
