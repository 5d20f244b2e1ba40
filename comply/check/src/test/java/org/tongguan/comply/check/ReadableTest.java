package org.tongguan.comply.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tongguan.comply.facts.Fact;

/// What a reader gets to see of values and reasons.
class ReadableTest {

    @Test
    void mapsAndTruthsAreWordsAndKeysStandInOrder() {
        assertEquals("SSLv3 否, TLSv1.2 是", Readable.value(Map.of("TLSv1.2", true, "SSLv3", false)));
        assertEquals(
                "gid 0, name root | gid 1, name bin",
                Readable.value(List.of(Map.of("name", "root", "gid", 0L), Map.of("name", "bin", "gid", 1L))));
    }

    @Test
    void nothingIsSaidInWords() {
        assertEquals("无", Readable.value(List.of()));
        assertEquals("无", Readable.value(Map.of()));
        assertEquals("空", Readable.value(""));
        assertEquals("未设置", Readable.value(Optional.empty()));
    }

    @Test
    void theChineseReasonIsChineseAndTheEnglishOneKeepsTheTargetsWords() {
        var denied = Missing.denied("shadow", new Fact.Denied("cannot open /etc/shadow"));
        assertFalse(denied.zh().contains("cannot"));
        assertTrue(denied.en().contains("cannot open /etc/shadow"));
    }

    @Test
    void aMissingKeyIsNamedAndNoExpressionIsShown() {
        var undecided = Missing.undecided(
                new Expressions.Unanswered("evaluation error at <input>:25: key 'release' is not present in map."));
        assertEquals("事实不足以判定：没有取得“release”的值", undecided.zh());
        assertFalse(Missing.undecided(new Expressions.Unanswered("evaluation error at <input>:1: 7.0"))
                .zh()
                .contains("input"));
    }
}
