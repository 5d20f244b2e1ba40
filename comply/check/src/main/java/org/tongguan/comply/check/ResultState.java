package org.tongguan.comply.check;

/// The ten states a result can be in. They are never mixed: above all, what is not known is never a pass.
public enum ResultState {
    PASS("符合", "pass"),
    FAIL("不符合", "fail"),
    PARTIAL("部分符合", "partial"),
    NOT_APPLICABLE("不适用", "not applicable"),
    MANUAL_PENDING("待人工核查", "manual, pending"),
    MANUAL_PASS("人工核查符合", "manual, pass"),
    MANUAL_FAIL("人工核查不符合", "manual, fail"),
    WAIVED("豁免", "waived"),
    UNKNOWN("无法判定", "unknown"),
    NOT_RUN("未执行", "not run");

    private final String zh;
    private final String en;

    ResultState(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    public String zh() {
        return zh;
    }

    public String en() {
        return en;
    }

    /// Whether a machine or a person has come to an answer; the others count against coverage.
    public boolean decided() {
        return switch (this) {
            case PASS, FAIL, PARTIAL, NOT_APPLICABLE, MANUAL_PASS, MANUAL_FAIL, WAIVED -> true;
            case MANUAL_PENDING, UNKNOWN, NOT_RUN -> false;
        };
    }
}
