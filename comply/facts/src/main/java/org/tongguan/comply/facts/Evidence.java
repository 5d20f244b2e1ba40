package org.tongguan.comply.facts;

import java.time.Instant;

/// One line of the evidence index: who looked at what, when, how it ended, and the digest of the masked bytes.
///
/// @param sequence position in the index, from 0
/// @param asset the asset's id; a component's evidence stands under its host
/// @param sm3 names the stored bytes
/// @param bytes length of the stored (masked) bytes
/// @param by the account that looked
/// @param chain SM3 over the previous line's chain value and this line; see docs/formats/snapshot.md
public record Evidence(
        long sequence,
        String asset,
        String collector,
        Outcome outcome,
        int exit,
        String message,
        String sm3,
        String sha256,
        long bytes,
        Instant at,
        long millis,
        String by,
        String chain) {}
