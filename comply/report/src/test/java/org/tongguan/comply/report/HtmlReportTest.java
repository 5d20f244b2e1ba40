package org.tongguan.comply.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.tongguan.comply.report.html.HtmlReport;
import org.tongguan.comply.verdict.Assessment;

final class HtmlReportTest {

    private static final Set<String> VOID = Set.of("meta", "input", "br");

    @Test
    void itAsksNothingOfTheNetwork() throws IOException {
        String page = page(Sample.small());
        assertTrue(page.contains("content=\"" + HtmlReport.POLICY + "\""));
        assertFalse(Pattern.compile(
                        "(src|href|action)\\s*=\\s*[\"']?\\s*(https?:|//|javascript:|data:)", Pattern.CASE_INSENSITIVE)
                .matcher(page)
                .find());
        assertFalse(page.contains("@import"));
        assertFalse(page.contains("url("));
    }

    @Test
    void everyItemIsThere() throws IOException {
        assertEquals(211, count(page(Sample.small()), "<details class=\"item"));
    }

    @Test
    void whatATargetSaidIsTextAndNothingElse() throws IOException {
        String page = page(Sample.hostile());
        assertFalse(page.contains("<script>alert"));
        assertFalse(page.contains("<img"));
        assertTrue(page.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"));
        assertTrue(page.chars().noneMatch(c -> c == 0x1b || c == 0x202e || c == 0));
        assertEquals(1, count(page, "<script>"));
    }

    @Test
    void everyTagIsClosed() throws IOException {
        for (Assessment assessment :
                new Assessment[] {Sample.small(), Sample.empty(), Sample.invalid(), Sample.hostile()}) {
            String page = page(assessment);
            String body = page.substring(page.indexOf("</style>") + 8, page.indexOf("<script>"));
            var open = new ArrayDeque<String>();
            var tag = Pattern.compile("<(/?)([a-z0-9]+)[^>]*?(/?)>").matcher(body);
            while (tag.find()) {
                String name = tag.group(2);
                if (tag.group(1).equals("/")) {
                    if (!name.equals("head")) {
                        assertEquals(
                                open.pop(), name, "at " + body.substring(Math.max(0, tag.start() - 80), tag.end()));
                    }
                } else if (tag.group(3).isEmpty() && !VOID.contains(name)) {
                    open.push(name);
                }
            }
            assertEquals("[body]", open.toString());
        }
    }

    @Test
    void theBannerIsThereExactlyWhenTheRunIsInvalid() throws IOException {
        assertTrue(page(Sample.invalid()).contains("role=\"alert\""));
        assertFalse(page(Sample.small()).contains("role=\"alert\""));
    }

    private static int count(String text, String what) {
        return text.split(Pattern.quote(what), -1).length - 1;
    }

    private static String page(Assessment assessment) throws IOException {
        var bytes = new ByteArrayOutputStream();
        HtmlReport.write(Sample.material(assessment), bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
