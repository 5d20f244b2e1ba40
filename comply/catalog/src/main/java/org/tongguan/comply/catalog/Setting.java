package org.tongguan.comply.catalog;

import java.util.Optional;

/// A value no public text settles, or that is ours to choose.
///
/// @param sentence what the report says about it; empty where the choice is ours alone
public record Setting(String key, String value, Confidence confidence, Optional<Bilingual> sentence) {}
