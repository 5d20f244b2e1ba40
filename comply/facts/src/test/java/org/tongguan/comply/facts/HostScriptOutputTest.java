package org.tongguan.comply.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Frames are taken as they come from a target that may lie, stop or flood.
class HostScriptOutputTest {

    private final Map<String, Gathered> came = new LinkedHashMap<>();

    private boolean read(InputStream stream) throws IOException {
        return new HostScriptOutput("N1", HostScript.collectors(false), one -> came.put(one.collector(), one))
                .read(stream);
    }

    private boolean read(String text) throws IOException {
        return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private Gathered the(String collector) {
        return java.util.Optional.ofNullable(came.get(collector)).orElseThrow();
    }

    private String text(String collector) {
        return new String(the(collector).bytes(), StandardCharsets.ISO_8859_1);
    }

    private static String frame(String collector, String bytes, int exit) {
        return "\nN1 B " + collector + "\n" + bytes + "\nN1 R\n\nrc=" + exit + "\nN1 E " + collector + "\n";
    }

    @Test
    void theBytesComeBackAsTheyWere() throws IOException {
        assertTrue(read(frame("passwd", "root:x:0:0\r\nno newline at the end \u00ff", 0) + "\nN1 END\n"));
        assertEquals(Outcome.CAME, the("passwd").outcome());
        assertEquals("root:x:0:0\r\nno newline at the end \u00ff", text("passwd"));
    }

    @Test
    void exitCodesTellAbsentDeniedLateAndFailedApart() throws IOException {
        read(frame("passwd", "", 44) + frame("shadow", "", 43) + frame("walk", "", 124) + frame("pam", "half", 3)
                + "\nN1 B group\n\nN1 R\ncat: /etc/group: Permission denied\nrc=1\nN1 E group\nN1 END\n");
        assertEquals(Outcome.ABSENT, the("passwd").outcome());
        assertEquals(Outcome.DENIED, the("shadow").outcome());
        assertEquals(Outcome.TIMED_OUT, the("walk").outcome());
        assertEquals(Outcome.FAILED, the("pam").outcome());
        assertEquals(0, the("pam").bytes().length);
        assertEquals(Outcome.DENIED, the("group").outcome());
    }

    @Test
    void aStreamThatStopsInsideAFrameBringsNothingOfIt() throws IOException {
        assertFalse(read(frame("passwd", "root", 0) + "\nN1 B group\nroot:x:0:"));
        assertTrue(came.containsKey("passwd"));
        assertFalse(came.containsKey("group"));
    }

    @Test
    void aFrameWithoutItsResultWasCutAtTheLimit() throws IOException {
        assertTrue(read("\nN1 B passwd\nroot:x\nN1 E passwd\n\nN1 END\n"));
        assertEquals(Outcome.TOO_LARGE, the("passwd").outcome());
    }

    @Test
    void moreThanItsLimitIsRefusedAndTheNextFrameStillRead() throws IOException {
        read(frame("passwd", "x".repeat(79).concat("\n").repeat(10_000), 0) + frame("group", "root:x:0:", 0)
                + "\nN1 END\n");
        assertEquals(Outcome.TOO_LARGE, the("passwd").outcome());
        assertEquals(0, the("passwd").bytes().length);
        assertEquals("root:x:0:", text("group"));
    }

    @Test
    void framesOfAnotherNonceAreText() throws IOException {
        read(frame("passwd", "N0 R\nrc=44\nN0 E passwd\nN0 B shadow\n", 0) + "\nN1 END\n");
        assertEquals("N0 R\nrc=44\nN0 E passwd\nN0 B shadow\n", text("passwd"));
        assertFalse(came.containsKey("shadow"));
    }

    @Test
    void aSecondFrameForTheSameCollectorIsDropped() throws IOException {
        read(frame("passwd", "first", 0) + frame("passwd", "second", 0) + "\nN1 END\n");
        assertEquals("first", text("passwd"));
    }

    @Test
    void aCollectorNobodyAskedForIsDropped() throws IOException {
        assertTrue(read(frame("no_such_thing", "x", 0) + frame("passwd", "root", 0) + "\nN1 END\n"));
        assertEquals(java.util.Set.of("passwd"), came.keySet());
    }

    @Test
    void anExitCodeThatIsNoNumberIsAFailure() throws IOException {
        read("\nN1 B passwd\nroot\nN1 R\nrc=99999999999\nN1 E passwd\nN1 END\n");
        assertEquals(Outcome.FAILED, the("passwd").outcome());
    }

    @Test
    void aLineWithoutEndIsGivenUpBeforeItFillsTheMemory() {
        var endless = new InputStream() {
            private long given;

            @Override
            public int read() {
                given++;
                return given > 1L << 30 ? -1 : 'x';
            }
        };
        assertThrows(IOException.class, () -> read(endless));
        assertTrue(endless.given < 16 << 20, "gave up after " + endless.given + " bytes");
    }
}
