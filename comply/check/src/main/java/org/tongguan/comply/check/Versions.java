package org.tongguan.comply.check;

import java.math.BigInteger;
import java.util.regex.Pattern;

/// Compares versions as their numbers: `1.22.10` is not below `1.22.9`; what is not a number separates numbers.
final class Versions {

    private static final Pattern SEPARATORS = Pattern.compile("[^0-9]+");

    private Versions() {}

    static boolean below(String version, String limit) {
        String[] left = SEPARATORS.split(version.strip());
        String[] right = SEPARATORS.split(limit.strip());
        for (int i = 0; i < Math.max(left.length, right.length); i++) {
            int order = number(left, i).compareTo(number(right, i));
            if (order != 0) {
                return order < 0;
            }
        }
        return false;
    }

    private static BigInteger number(String[] parts, int index) {
        return index < parts.length && !parts[index].isEmpty() ? new BigInteger(parts[index]) : BigInteger.ZERO;
    }
}
