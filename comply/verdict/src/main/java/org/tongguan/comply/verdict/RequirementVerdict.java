package org.tongguan.comply.verdict;

import java.util.List;
import org.tongguan.comply.catalog.Bilingual;
import org.tongguan.comply.catalog.Item;

/// One item over all its objects.
public record RequirementVerdict(Item item, Verdict verdict, Bilingual because, List<ObjectVerdict> objects) {

    public RequirementVerdict {
        objects = List.copyOf(objects);
    }
}
