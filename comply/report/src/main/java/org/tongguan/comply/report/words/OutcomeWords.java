package org.tongguan.comply.report.words;

import org.tongguan.comply.facts.Outcome;

/// How an attempt to read ended, for the reader of a Chinese report.
public final class OutcomeWords {

    private OutcomeWords() {}

    public static String zh(Outcome outcome) {
        return switch (outcome) {
            case CAME -> "已取得";
            case ABSENT -> "不存在";
            case DENIED -> "被拒绝";
            case TIMED_OUT -> "超时";
            case TOO_LARGE -> "过大";
            case FAILED -> "失败";
            case NOT_RUN -> "未执行";
        };
    }
}
