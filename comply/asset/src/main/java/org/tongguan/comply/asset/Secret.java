package org.tongguan.comply.asset;

import java.nio.file.Path;

/// Where a password is to be found when it is needed. The inventory never holds one itself.
public sealed interface Secret {

    /// No password: peer authentication, an agent, or a server that asks for none.
    record None() implements Secret {}

    record FromEnvironment(String variable) implements Secret {}

    /// The first line of a file only its owner may read.
    record FromFile(Path file) implements Secret {}
}
