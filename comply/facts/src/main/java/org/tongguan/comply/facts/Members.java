package org.tongguan.comply.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The members of one JSON object of our own formats, each of the kind the format says or [Garbled].
record Members(Map<?, ?> map) {

    String text(String key) throws Garbled {
        return member(key, String.class);
    }

    long whole(String key) throws Garbled {
        return member(key, Long.class);
    }

    boolean truth(String key) throws Garbled {
        return member(key, Boolean.class);
    }

    Members members(String key) throws Garbled {
        return new Members(member(key, Map.class));
    }

    List<Members> each(String key) throws Garbled {
        var each = new ArrayList<Members>();
        for (Object element : member(key, List.class)) {
            if (!(element instanceof Map<?, ?> members)) {
                throw new Garbled("member '" + key + "' holds something else than objects");
            }
            each.add(new Members(members));
        }
        return each;
    }

    List<String> texts(String key) throws Garbled {
        var texts = new ArrayList<String>();
        for (Object element : member(key, List.class)) {
            texts.add(String.valueOf(element));
        }
        return texts;
    }

    private <T> T member(String key, Class<T> kind) throws Garbled {
        Object value = map.get(key);
        if (kind.isInstance(value)) {
            return kind.cast(value);
        }
        throw new Garbled("member '" + key + "' is missing or no " + kind.getSimpleName());
    }
}
