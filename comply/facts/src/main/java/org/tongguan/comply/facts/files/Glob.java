package org.tongguan.comply.facts.files;

/// glob(7) patterns over paths, as include directives use them: `*` and `?` stop at a slash. No classes, no
/// braces.
public final class Glob {

    private Glob() {}

    public static boolean isPattern(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || text.indexOf('[') >= 0;
    }

    /// Linear in `pattern` times `path`; never backtracks further than the last star.
    public static boolean matches(String pattern, String path) {
        int p = 0;
        int t = 0;
        int star = -1;
        int mark = 0;
        while (t < path.length()) {
            if (p < pattern.length()
                    && (pattern.charAt(p) == path.charAt(t) || (pattern.charAt(p) == '?' && path.charAt(t) != '/'))) {
                p++;
                t++;
            } else if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                mark = t;
            } else if (star >= 0 && path.charAt(mark) != '/') {
                p = star + 1;
                t = ++mark;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
