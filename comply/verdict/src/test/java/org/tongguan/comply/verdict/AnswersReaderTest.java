package org.tongguan.comply.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tongguan.comply.check.Risk;
import org.tongguan.kernel.yaml.YamlMistake;

/// What people write, read strictly.
class AnswersReaderTest {

    private static final String WHOLE = """
            answers:
              - item: 8.1.1.2
                verdict: met
                reason: 门禁记录齐全
                evidence:
                  - photo: 机房门禁
                    file: door.jpg
                  - interview: 机房管理员
                owner: 张三
                answered: 2026-01-10
              - item: 8.1.4.1 a
                asset: web1/nginx
                verdict: not-met
                reason: 共用口令
                evidence:
                  - test: 登录测试
                owner: 张三
                answered: 2026-01-10
                expires: 2026-07-10
            waivers:
              - check: linux.weak
                assets: [web1]
                reason: 等待割接
                compensation: 限制来源
                requested-by: 张三
                approved-by: 李四
                start: 2026-01-01
                end: 2027-01-01
            compensations:
              - item: 8.1.4.1 d
                kind: layer
                by: 堡垒机双因素
                evidence: 测试记录
                approved-by: 李四
                day: 2026-01-10
            mitigations:
              - case: 6.4.1.1
                assets: [web1]
                what: 仅限堡垒机登录
                evidence:
                  - document: 访问控制策略
                approved-by: 李四
                day: 2026-01-10
            major-risks:
              - trigger: A-18
                decision: refused
                reason: 仅限本地登录
                by: 王五
                day: 2026-01-10
            """;

    @TempDir
    private Path folder;

    private Answers read(String text) throws IOException {
        Files.writeString(folder.resolve("door.jpg"), "abc");
        Path file = folder.resolve("answers.yaml");
        Files.writeString(file, text);
        return AnswersReader.read(file, Sample.CATALOG);
    }

    @Test
    void aWholeFileIsRead() throws IOException {
        var answers = read(WHOLE);
        assertEquals(2, answers.answers().size());
        var door = answers.answers().getFirst();
        assertEquals(LocalDate.of(2027, 1, 10), door.expires());
        // SM3("abc"), GB/T 32905-2016 annex A
        assertEquals(
                Optional.of("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
                door.proofs().getFirst().sm3());
        assertEquals(Optional.of("web1/nginx"), answers.answers().getLast().asset());
        assertEquals(1, answers.waivers().size());
        assertEquals(Compensation.Kind.LAYER, answers.compensations().getFirst().kind());
        assertEquals("6.4.1.1", answers.mitigations().getFirst().highRiskCase());
        assertEquals(
                RiskDecision.Decision.REFUSED, answers.decisions().getFirst().decision());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "item: 8.1.1.2 | item: 8.1.11.2 | 2:5: no item '8.1.11.2' (did you mean '8.1.1.2'?)",
                "item: 8.1.1.2 | item: door | 2:5: 'door' names no item",
                "owner: 张三 | ownr: 张三 | unknown key 'ownr' (did you mean 'owner'?)",
                "verdict: met | verdict: pending | an answer is met, partial, not-met or not-applicable",
                "verdict: met | verdict: mett | 'mett' is none of",
                "door.jpg | window.jpg | no such evidence file",
                "answered: 2026-01-10 | answered: 10.1.2026 | is no day like 2026-01-31",
                "expires: 2026-07-10 | expires: 2026-01-10 | expires before it was given",
                "approved-by: 李四 | approved-by: 张三 | '张三' asked for this waiver and cannot approve it too",
                "end: 2027-01-01 | end: 2027-01-02 | a waiver lasts at most 12 months, until 2027-01-01",
                "end: 2027-01-01 | end: 2026-01-01 | ends before it starts",
                "case: 6.4.1.1 | case: 6.4.11.1 | no high-risk case '6.4.11.1' (did you mean",
                "case: 6.4.1.1 | case: 6.5.1.2 | cannot be lowered by any mitigation",
                "trigger: A-18 | trigger: A-81 | no major-risk trigger 'A-81' (did you mean",
                "decision: refused | decision: maybe | 'maybe' is none of confirmed, refused, rectified",
                "kind: layer | kind: level | 'level' is none of control, layer, area",
                "assets: [web1] | assets: [] | name the assets it holds for",
                "reason: 门禁记录齐全 | reason: ' ' | 'reason' is empty",
                "- interview: 机房管理员 | - hearsay: 机房管理员 | unknown key 'hearsay'"
            })
    void aMistakeNamesItsPlaceAndTheNearMatch(String right, String wrong, String message) {
        assertTrue(WHOLE.contains(right), right);
        var e = assertThrows(
                YamlMistake.class, () -> read(WHOLE.replaceFirst(java.util.regex.Pattern.quote(right), wrong)));
        assertTrue(e.getMessage().contains("answers.yaml:"), e.getMessage());
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void anAnswerWithoutEvidenceIsRefused() {
        var e = assertThrows(YamlMistake.class, () -> read("""
                        answers:
                          - {item: 8.1.1.2, verdict: met, reason: 好, owner: 张三, answered: 2026-01-10}
                        """));
        assertTrue(e.getMessage().contains("no evidence"), e.getMessage());
    }

    @Test
    void aMitigationWithoutEvidenceIsRefused() {
        var e = assertThrows(
                YamlMistake.class,
                () -> read(WHOLE.replace("      - document: 访问控制策略\n", "")
                        .replace("    evidence:\n    approved-by", "    evidence: []\n    approved-by")));
        assertTrue(e.getMessage().contains("lowers nothing"), e.getMessage());
    }

    @Test
    void oneItemIsAnsweredOnceForOneObject() {
        var e = assertThrows(
                YamlMistake.class,
                () -> read(WHOLE.replace("item: 8.1.4.1 a\n    asset: web1/nginx", "item: 8.1.1.2")));
        assertTrue(e.getMessage().contains("answered twice, first at"), e.getMessage());
    }

    @Test
    void namesOfAssetsAndChecksAreHeldAgainstTheRun() throws IOException {
        var answers = read(WHOLE);
        var weak = List.of(Sample.check("linux.weak", Risk.HIGH, List.of(), Sample.PASSWORD));
        answers.verify(List.of(Sample.linux("web1")), weak);
        var asset = assertThrows(YamlMistake.class, () -> answers.verify(List.of(Sample.linux("web2")), weak));
        assertTrue(asset.getMessage().contains("no asset has the id 'web1/nginx' (did you mean 'web2/nginx'?)"));
        var check = assertThrows(YamlMistake.class, () -> answers.verify(List.of(Sample.linux("web1")), List.of()));
        assertTrue(check.getMessage().contains("no check has the id 'linux.weak'"), check.getMessage());
    }

    @Test
    void theExampleInTheFormatsPageIsRead() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("tongguan.home"), "docs", "formats", "answers.md"));
        int start = page.indexOf("```yaml\n") + "```yaml\n".length();
        Files.createDirectories(folder.resolve("evidence"));
        Files.writeString(folder.resolve("evidence/door.jpg"), "photo");
        Files.writeString(folder.resolve("evidence/leadership.pdf"), "document");
        var answers = read(page.substring(start, page.indexOf("\n```", start) + 1));
        assertTrue(answers.answers().size() >= 3);
        assertEquals(1, answers.mitigations().size());
    }
}
