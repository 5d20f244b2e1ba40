package org.tongguan.comply.verdict;

/// The answer to one item. The first four are the standard's; the last two say that there is no answer yet.
public enum Verdict {
    MET("符合", "met"),
    PARTIAL("部分符合", "partly met"),
    NOT_MET("不符合", "not met"),
    NOT_APPLICABLE("不适用", "not applicable"),
    /// A person has still to look.
    PENDING("待核查", "pending"),
    /// A machine looked and could not tell.
    UNKNOWN("无法判定", "unknown");

    private final String zh;
    private final String en;

    Verdict(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    public String zh() {
        return zh;
    }

    public String en() {
        return en;
    }
}
