package org.tongguan.comply.gather;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DeviceDialogueTest {

    private static final int SECONDS = 5;

    /// A device that greets, echoes what is typed, prints the canned answer and its prompt.
    private static final class Device implements AutoCloseable {
        final PipedInputStream toUs = new PipedInputStream(1 << 16);
        final PipedOutputStream fromUs = new PipedOutputStream();
        final List<String> typed = Collections.synchronizedList(new ArrayList<>());
        private final Thread thread;

        Device(String greeting, String prompt, Map<String, String> answers) throws IOException {
            var keyboard = new PipedInputStream(fromUs, 1 << 16);
            var screen = new PipedOutputStream(toUs);
            thread = Thread.ofPlatform().daemon().start(() -> serve(greeting, prompt, answers, keyboard, screen));
        }

        private void serve(
                String greeting,
                String prompt,
                Map<String, String> answers,
                PipedInputStream keyboard,
                OutputStream screen) {
            try (screen;
                    var reader = new BufferedReader(new InputStreamReader(keyboard, StandardCharsets.US_ASCII))) {
                print(screen, greeting + prompt);
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    String command = line.strip();
                    typed.add(command);
                    String answer = answers.getOrDefault(command, "");
                    if (answer.equals("hang up")) {
                        return;
                    }
                    print(screen, command + "\r\n" + answer + (answer.equals("never ends\r\n") ? "" : prompt));
                }
            } catch (IOException e) {
                // the test closed its side
            }
        }

        private static void print(OutputStream screen, String text) throws IOException {
            screen.write(text.getBytes(StandardCharsets.ISO_8859_1));
            screen.flush();
        }

        DeviceDialogue dialogue(int seconds) {
            return new DeviceDialogue(
                    toUs, fromUs, System::nanoTime, System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds));
        }

        @Override
        public void close() throws IOException {
            thread.interrupt();
            fromUs.close();
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Test
    void anAnswerComesWithoutEchoAndPrompt() throws Exception {
        try (var device = new Device(
                        "\r\nInfo: The max number of VTY users is 21.\r\n",
                        "<METRO-CORE-1>",
                        Map.of("display version", "VRP (R) software\r\nuptime is 3 weeks\r\n"));
                var dialogue = device.dialogue(SECONDS)) {
            dialogue.begin("huawei");
            assertEquals("VRP (R) software\nuptime is 3 weeks\n", text(dialogue.ask("display version", 10_000)));
            assertEquals(List.of("screen-length 0 temporary", "display version"), device.typed);
            assertTrue(dialogue.privileged());
        }
    }

    @Test
    void everyDialectTurnsPagingOffItsOwnWay() throws IOException {
        assertEquals("screen-length disable", DeviceDialogue.pagingOff("h3c"));
        assertEquals("terminal length 0", DeviceDialogue.pagingOff("cisco"));
        assertEquals("terminal length 0", DeviceDialogue.pagingOff("ruijie"));
        assertThrows(IOException.class, () -> DeviceDialogue.pagingOff("junos"));
    }

    @Test
    void aPagerThatStaysOnIsAnsweredAndWipedAway() throws Exception {
        // the pipe's reader takes the blank as part of the next line, so the whole is printed at once
        try (var device = new Device(
                        "",
                        "SW1#",
                        Map.of(
                                "show running-config",
                                "hostname SW1\r\n --More-- \b\b\b\b\b\b\b\b\b         \b\b\b\b\b\b\b\b\bline vty 0 4\r\nend\r\n"));
                var dialogue = device.dialogue(SECONDS)) {
            dialogue.begin("cisco");
            assertEquals("hostname SW1\nline vty 0 4\nend\n", text(dialogue.ask("show running-config", 10_000)));
        }
    }

    @Test
    void aPromptInsideAnAnswerDoesNotEndIt() throws Exception {
        try (var device = new Device(
                        "",
                        "<R1>",
                        Map.of("display current-configuration", "banner <R1>\r\n<R1> in a line\r\nreturn\r\n"));
                var dialogue = device.dialogue(SECONDS)) {
            dialogue.begin("h3c");
            assertEquals(
                    "banner <R1>\n<R1> in a line\nreturn\n",
                    text(dialogue.ask("display current-configuration", 10_000)));
        }
    }

    @Test
    void aFloodIsCutAtTheLimitOfItsCollector() throws Exception {
        try (var device = new Device("", "SW1#", Map.of("show version", "x".repeat(50_000) + "\r\n"));
                var dialogue = device.dialogue(SECONDS)) {
            dialogue.begin("cisco");
            assertThrows(DeviceDialogue.AnswerTooLong.class, () -> dialogue.ask("show version", 10_000));
        }
    }

    @Test
    void aDeviceThatNeverComesBackIsGivenUpAtTheDeadline() throws Exception {
        try (var device = new Device("", "SW1#", Map.of("show version", "never ends\r\n"));
                var dialogue = device.dialogue(2)) {
            dialogue.begin("cisco");
            var trouble = assertThrows(IOException.class, () -> dialogue.ask("show version", 10_000));
            assertEquals("the device did not come back to its prompt in time", trouble.getMessage());
        }
    }

    @Test
    void aDeviceThatHangsUpIsReported() throws Exception {
        try (var device = new Device("", "SW1>", Map.of("show version", "hang up"));
                var dialogue = device.dialogue(SECONDS)) {
            dialogue.begin("cisco");
            assertFalse(dialogue.privileged());
            assertThrows(IOException.class, () -> dialogue.ask("show version", 10_000));
        }
    }

    @Test
    void aCommandIsOneLine() throws Exception {
        try (var device = new Device("", "SW1#", Map.of());
                var dialogue = device.dialogue(SECONDS)) {
            dialogue.begin("cisco");
            assertThrows(IllegalArgumentException.class, () -> dialogue.ask("show version\nreload", 10_000));
        }
    }
}
