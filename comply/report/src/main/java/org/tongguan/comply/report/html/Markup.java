package org.tongguan.comply.report.html;

import java.util.Locale;
import org.tongguan.comply.check.Risk;
import org.tongguan.comply.report.words.Words;
import org.tongguan.comply.verdict.Verdict;

/// Text made safe for the page, and the small pieces that carry a verdict or a risk.
final class Markup {

    private static final int VALUE_CHARACTERS_MAX = 2000;

    private Markup() {}

    /// For text and for quoted attribute values.
    static String escaped(String text) {
        String clean = Words.clean(text);
        var escaped = new StringBuilder(clean.length() + 16);
        for (int i = 0; i < clean.length(); i++) {
            char c = clean.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    static String value(String text) {
        return escaped(Words.cut(text, VALUE_CHARACTERS_MAX));
    }

    static String tag(Verdict verdict) {
        return "<span class=\"tag b-" + Drawing.word(verdict) + "\">" + verdict.zh() + "</span>";
    }

    static String risk(Risk risk) {
        return "<span class=\"tag risk-" + risk.name().toLowerCase(Locale.ROOT) + "\">" + risk.zh() + "风险</span>";
    }

    static String anchor(String item) {
        return "i-" + item.replace('.', '-').replace(' ', '-');
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    static String className(String scope, String classZh) {
        return scope.equals("general")
                ? classZh
                : classZh + "（" + Words.scope(scope).replace("安全扩展要求", "扩展") + "）";
    }
}
