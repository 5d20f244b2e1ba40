package org.tongguan.comply.catalog;

import java.util.Optional;

/// Who answers one cloud item, and under which condition.
public record CloudShare(CloudSide side, Optional<Bilingual> condition, Confidence confidence) {}
