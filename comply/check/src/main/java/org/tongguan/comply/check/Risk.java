package org.tongguan.comply.check;

/// How much harm a failed check usually stands for, before mitigation is looked at (风险等级).
public enum Risk {
    LOW("低"),
    MEDIUM("中"),
    HIGH("高");

    private final String zh;

    Risk(String zh) {
        this.zh = zh;
    }

    public String zh() {
        return zh;
    }
}
