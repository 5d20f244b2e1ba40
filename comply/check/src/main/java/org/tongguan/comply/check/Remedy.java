package org.tongguan.comply.check;

import org.tongguan.comply.catalog.Bilingual;

/// What to do about a failed check. Scripts are for people to review and run; Tongguan never runs them.
///
/// @param script POSIX sh or SQL that brings the asset in order; empty where there is only advice
/// @param undo what takes the script back; empty where there is no script
public record Remedy(Bilingual text, String script, String undo, Impact impact) {

    /// What applying it does to the service.
    public enum Impact {
        NONE("无影响"),
        RELOAD("需重载配置"),
        RESTART("需重启服务"),
        LOCKOUT("有锁定登录的风险，须保留一个已登录会话");

        private final String zh;

        Impact(String zh) {
            this.zh = zh;
        }

        public String zh() {
            return zh;
        }
    }
}
