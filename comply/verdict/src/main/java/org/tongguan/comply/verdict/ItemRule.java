package org.tongguan.comply.verdict;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.tongguan.comply.catalog.Bilingual;

/// One item over its objects, GB/T 28448-2019: met if met on all, not met if met on none, else partly.
final class ItemRule {

    private static final int OBJECTS_NAMED_MAX = 3;

    private ItemRule() {}

    /// @param objects the item's verdict on each object; at least one
    static Verdict combine(Collection<Verdict> objects) {
        if (objects.isEmpty()) {
            throw new IllegalArgumentException("an item is judged on at least one object");
        }
        int met = 0;
        int failed = 0;
        int notMet = 0;
        int pending = 0;
        int unknown = 0;
        for (Verdict verdict : objects) {
            switch (verdict) {
                case MET -> met++;
                case PARTIAL -> failed++;
                case NOT_MET -> notMet++;
                case NOT_APPLICABLE -> {}
                case PENDING -> pending++;
                case UNKNOWN -> unknown++;
            }
        }
        if (failed + notMet > 0) {
            return failed + met + pending + unknown == 0 ? Verdict.NOT_MET : Verdict.PARTIAL;
        }
        if (unknown > 0) {
            return Verdict.UNKNOWN;
        }
        if (pending > 0) {
            return Verdict.PENDING;
        }
        return met > 0 ? Verdict.MET : Verdict.NOT_APPLICABLE;
    }

    /// The verdict if everything still open turned out this way.
    static Verdict ifOpenWere(Verdict outcome, Collection<Verdict> objects) {
        return combine(objects.stream()
                .map(verdict -> verdict == Verdict.PENDING || verdict == Verdict.UNKNOWN ? outcome : verdict)
                .toList());
    }

    static Bilingual because(Verdict verdict, List<ObjectVerdict> objects) {
        if (objects.size() == 1) {
            return objects.getFirst().because();
        }
        var zh = new ArrayList<String>();
        var en = new ArrayList<String>();
        for (Verdict each : Verdict.values()) {
            long count =
                    objects.stream().filter(object -> object.verdict() == each).count();
            if (count > 0) {
                zh.add(each.zh() + " " + count);
                en.add(count + " " + each.en());
            }
        }
        var namedZh = new ArrayList<String>();
        var namedEn = new ArrayList<String>();
        objects.stream()
                .filter(object -> decides(object.verdict(), verdict))
                .limit(OBJECTS_NAMED_MAX)
                .forEach(object -> {
                    namedZh.add(object.asset().name() + "：" + object.because().zh());
                    namedEn.add(object.asset().id() + ": " + object.because().en());
                });
        return new Bilingual(
                "共 " + objects.size() + " 个对象：" + String.join("，", zh) + "。" + String.join("；", namedZh),
                objects.size() + " objects: " + String.join(", ", en) + ". " + String.join("; ", namedEn));
    }

    private static boolean decides(Verdict object, Verdict item) {
        return switch (item) {
            case PARTIAL, NOT_MET -> object == Verdict.NOT_MET || object == Verdict.PARTIAL;
            case MET, NOT_APPLICABLE, PENDING, UNKNOWN -> object == item;
        };
    }
}
