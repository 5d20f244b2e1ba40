package org.tongguan.comply.catalog;

import java.util.Map;

/// Level by harmed object and degree of harm; which version was used belongs into the report.
///
/// @param version `2020` (GB/T 22240-2020) or `2025` (the filing form)
public record GradingMatrix(
        String version, String source, Confidence confidence, Map<Harmed, Map<Degree, Integer>> rows) {

    public GradingMatrix {
        rows = Map.copyOf(rows);
    }

    /// What suffers when the system is damaged (受侵害的客体).
    public enum Harmed {
        CITIZENS("公民、法人和其他组织的合法权益"),
        SOCIETY("社会秩序、公共利益"),
        NATION("国家安全");

        private final String zh;

        Harmed(String zh) {
            this.zh = zh;
        }

        public String zh() {
            return zh;
        }
    }

    /// How much it suffers (侵害程度).
    public enum Degree {
        GENERAL("一般损害"),
        SERIOUS("严重损害"),
        ESPECIALLY_SERIOUS("特别严重损害");

        private final String zh;

        Degree(String zh) {
            this.zh = zh;
        }

        public String zh() {
            return zh;
        }
    }

    public int level(Harmed harmed, Degree degree) {
        var level = rows.getOrDefault(harmed, Map.of()).get(degree);
        if (level == null) {
            throw new IllegalStateException(
                    "grading matrix " + version + " has no level for " + harmed + ", " + degree);
        }
        return level;
    }
}
