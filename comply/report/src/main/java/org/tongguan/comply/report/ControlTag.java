package org.tongguan.comply.report;

import java.util.Set;
import org.tongguan.comply.catalog.Item;

/// S (业务信息), A (系统服务) or G (通用) of a control point: GB/T 22239-2019 appendix A.
enum ControlTag {
    S,
    A,
    G;

    private static final Set<String> S_POINTS = Set.of("电磁防护", "可信验证", "身份鉴别", "数据完整性", "数据保密性", "剩余信息保护", "个人信息保护");
    private static final Set<String> A_POINTS = Set.of("电力供应", "数据备份恢复");

    static ControlTag of(Item item) {
        if (A_POINTS.contains(item.controlZh())) {
            return A;
        }
        boolean inComputing = item.controlZh().equals("访问控制") && item.classZh().equals("安全计算环境");
        return inComputing || S_POINTS.contains(item.controlZh()) ? S : G;
    }
}
