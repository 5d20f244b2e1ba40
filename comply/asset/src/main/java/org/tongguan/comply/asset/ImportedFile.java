package org.tongguan.comply.asset;

import java.nio.file.Path;

/// Another tool's result, taken in as evidence on one asset.
///
/// @param format `openscap`, `lynis`, `nmap` or `testssl`
public record ImportedFile(String asset, String format, Path file) {}
