package org.tongguan.comply.check;

import dev.cel.common.values.NullValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A value of a fact as people read it. Maps stand in the order of their keys, so that the same fact gives the
/// same text in every run.
final class Readable {

    private Readable() {}

    static String value(Object value) {
        return switch (value) {
            case List<?> list when list.isEmpty() -> "无";
            case List<?> list -> {
                boolean maps = list.stream().allMatch(Map.class::isInstance);
                yield list.stream().map(Readable::value).collect(Collectors.joining(maps ? " | " : ", "));
            }
            case Map<?, ?> map when map.isEmpty() -> "无";
            case Map<?, ?> map -> {
                var sorted = new TreeMap<String, String>();
                map.forEach((key, member) -> sorted.put(String.valueOf(key), value(member)));
                yield sorted.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", "));
            }
            case Optional<?> optional -> optional.map(Readable::value).orElse("未设置");
            case NullValue _ -> "未设置";
            case Boolean yes -> yes ? "是" : "否";
            case String text when text.isEmpty() -> "空";
            default -> String.valueOf(value);
        };
    }
}
