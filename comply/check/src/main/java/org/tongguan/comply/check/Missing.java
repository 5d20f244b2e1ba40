package org.tongguan.comply.check;

import java.util.Optional;
import java.util.regex.Pattern;
import org.tongguan.comply.catalog.Bilingual;
import org.tongguan.comply.facts.Evidence;
import org.tongguan.comply.facts.Fact;

/// Why a check could not be held against a fact. The English text ends with the target's or the machine's own
/// words; the Chinese one says what they mean, because those words are not Chinese and stand in the evidence
/// index.
final class Missing {

    private static final Pattern NO_SUCH_KEY = Pattern.compile("key '([^']{1,80})' is not present");

    private Missing() {}

    static Bilingual absent(String fact, Fact.Absent absent) {
        return new Bilingual("采集项 " + fact + " 不存在：对象上没有相应的文件、命令或设置", fact + " is not there: " + absent.why());
    }

    static Bilingual denied(String fact, Fact.Denied denied) {
        return new Bilingual("采集项 " + fact + " 无权读取：采集账户的权限不足", "may not read " + fact + ": " + denied.why());
    }

    static Bilingual garbled(String fact, Fact.Garbled garbled) {
        return new Bilingual(
                "采集项 " + fact + " 无法解析：返回的内容不是预期的格式", "cannot make sense of " + fact + ": " + garbled.why());
    }

    static Bilingual notCollected(String fact, Fact.NotCollected not) {
        return new Bilingual("采集项 " + fact + " 未采集：本次没有得到该项结果", fact + " was not collected: " + not.why());
    }

    static Bilingual failed(String fact, Fact.Failed failed, Optional<Evidence> line) {
        String how = line.map(evidence -> switch (evidence.outcome()) {
                    case TIMED_OUT -> "超时：在时限之内没有返回";
                    case TOO_LARGE -> "超出大小上限：返回的内容未予采用";
                    case FAILED, CAME, ABSENT, DENIED, NOT_RUN -> "采集失败：读取时出错或连接中断";
                })
                .orElse("采集失败：读取时出错或连接中断");
        return new Bilingual("采集项 " + fact + " " + how, "collecting " + fact + " failed: " + failed.why());
    }

    static Bilingual undecided(Expressions.Unanswered unanswered) {
        String why = String.valueOf(unanswered.getMessage());
        var key = NO_SUCH_KEY.matcher(why);
        return new Bilingual(
                key.find() ? "事实不足以判定：没有取得“" + key.group(1) + "”的值" : "事实不足以判定：取得的值不在检查项可以判定的范围之内",
                "the facts do not decide it: " + why);
    }
}
