package org.tongguan.comply.report.words;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.tongguan.comply.asset.SystemProfile;
import org.tongguan.comply.catalog.ItemKey;
import org.tongguan.comply.check.Observation;
import org.tongguan.comply.facts.Evidence;

/// How numbers, days and foreign text are put into words, the same in every format.
public final class Words {

    /// Reports are read in China: all clock times are Beijing time, and say so.
    public static final ZoneOffset BEIJING = ZoneOffset.ofHours(8);

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final int DIGEST_SHORT = 12;

    private Words() {}

    /// Cut off, never rounded up: 89.96 % must not read as the 90 % it has not reached.
    public static String percent(double share) {
        return BigDecimal.valueOf(share).movePointRight(2).setScale(1, RoundingMode.DOWN) + "%";
    }

    public static String score(double score) {
        return BigDecimal.valueOf(score).setScale(1, RoundingMode.DOWN).toString();
    }

    public static String span(String low, String high) {
        return low.equals(high) ? low : low + " ～ " + high;
    }

    public static String level(SystemProfile system) {
        return "S" + system.sLevel() + "A" + system.aLevel() + "G" + system.level();
    }

    public static String levelName(int level) {
        return switch (level) {
            case 1 -> "第一级";
            case 2 -> "第二级";
            case 3 -> "第三级";
            case 4 -> "第四级";
            default -> "第五级";
        };
    }

    public static String scope(String scope) {
        return switch (scope) {
            case "general" -> "安全通用要求";
            case "cloud" -> "云计算安全扩展要求";
            case "mobile" -> "移动互联安全扩展要求";
            case "iot" -> "物联网安全扩展要求";
            case "ics" -> "工业控制系统安全扩展要求";
            default -> scope;
        };
    }

    public static String importance(int importance) {
        return switch (importance) {
            case 3 -> "关键";
            case 2 -> "重要";
            default -> "一般";
        };
    }

    public static String day(LocalDate day) {
        return DAY.format(day);
    }

    public static LocalDate dayOf(Instant moment) {
        return moment.atOffset(BEIJING).toLocalDate();
    }

    public static String moment(Instant moment) {
        return MOMENT.format(moment.atOffset(BEIJING));
    }

    public static String items(List<ItemKey> items) {
        return items.stream().map(ItemKey::toString).collect(Collectors.joining("、"));
    }

    public static String shown(Map<String, String> shown) {
        return shown.entrySet().stream()
                .map(entry -> entry.getKey() + "：" + entry.getValue())
                .collect(Collectors.joining("；"));
    }

    public static String digestShort(String digest) {
        return digest.length() <= DIGEST_SHORT ? digest : digest.substring(0, DIGEST_SHORT);
    }

    /// The digests behind some observations, each once, in order.
    public static List<Evidence> evidence(List<Observation> observations) {
        return observations.stream()
                .flatMap(seen -> seen.evidence().stream())
                .distinct()
                .toList();
    }

    /// Text that may come from a target, made safe to show: control characters, characters that turn the
    /// direction of writing, and half surrogate pairs become U+FFFD; tabs and line breaks stay.
    public static String clean(String text) {
        if (text.codePoints().noneMatch(Words::unfit)) {
            return text;
        }
        var clean = new StringBuilder(text.length());
        text.codePoints().forEach(point -> clean.appendCodePoint(unfit(point) ? 0xFFFD : point));
        return clean.toString();
    }

    private static boolean unfit(int point) {
        return point < 0x20 && point != '\n' && point != '\t'
                || point >= 0x7F && point <= 0x9F
                || point >= 0x200E && point <= 0x200F
                || point >= 0x202A && point <= 0x202E
                || point >= 0x2066 && point <= 0x2069
                || point >= 0xD800 && point <= 0xDFFF
                || point == 0xFFFE
                || point == 0xFFFF;
    }

    /// The same on one line.
    public static String line(String text) {
        return clean(text).replaceAll("\\s+", " ").strip();
    }

    /// At most so many characters, with an ellipsis where something was left out; no pair is cut in half.
    public static String cut(String text, int charactersMax) {
        if (text.length() <= charactersMax) {
            return text;
        }
        int end = charactersMax - 1;
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + "…";
    }

    /// Terminal columns: two for East Asian wide and full-width characters (UAX 11, the ranges in use
    /// here), none for combining marks.
    public static int columns(String text) {
        return text.codePoints().map(Words::columns).sum();
    }

    public static int columns(int point) {
        int kind = Character.getType(point);
        if (kind == Character.NON_SPACING_MARK || kind == Character.ENCLOSING_MARK || kind == Character.FORMAT) {
            return 0;
        }
        boolean wide = point >= 0x1100 && point <= 0x115F
                || point >= 0x2E80 && point <= 0xA4CF
                || point >= 0xAC00 && point <= 0xD7A3
                || point >= 0xF900 && point <= 0xFAFF
                || point >= 0xFE30 && point <= 0xFE6F
                || point >= 0xFF00 && point <= 0xFF60
                || point >= 0xFFE0 && point <= 0xFFE6
                || point >= 0x1F300 && point <= 0x1FAFF
                || point >= 0x20000 && point <= 0x3FFFD;
        return wide ? 2 : 1;
    }
}
