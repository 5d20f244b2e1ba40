package org.tongguan.comply.report.word;

import static org.tongguan.comply.report.word.WordPage.cell;
import static org.tongguan.comply.report.word.WordPage.name;

import java.util.List;
import org.tongguan.comply.report.word.WordPage.Cell;

/// Appendix I: the threats the risk analysis had in mind.
final class AppendixThreats extends Chapter {

    AppendixThreats(Manuscript manuscript) {
        super(manuscript);
    }

    @Override
    void write() {
        appendix("I", "威胁列表", false);
        page.text("分析风险时考虑的威胁如下。公开材料没有给出附录H的内容，本报告不设附录H。");
        page.table(
                "威胁",
                new int[] {20, 52, 28},
                List.of("威胁", "说明", "主要涉及"),
                List.of(
                        threat("口令猜测与凭据盗用", "利用弱口令、泄露或重复使用的口令冒充合法用户登录", "身份鉴别"),
                        threat("漏洞利用", "利用公开或未公开的漏洞取得权限、执行代码", "入侵防范、漏洞管理"),
                        threat("越权访问", "利用访问控制缺陷读取或操作无权的数据与功能", "访问控制"),
                        threat("恶意代码", "勒索软件、木马、蠕虫侵入主机并扩散", "恶意代码防范"),
                        threat("网络窃听与篡改", "在传输途中窃取或修改数据、凭据", "通信传输、数据保密性"),
                        threat("数据泄露与滥用", "过度收集、违规导出或公开个人信息与业务数据", "数据保密性、个人信息保护"),
                        threat("拒绝服务", "以流量或资源耗尽使服务不可用", "网络架构、备份恢复"),
                        threat("内部人员误操作与滥用", "运维或开发人员误操作、越权操作、掩盖痕迹", "安全审计、系统管理"),
                        threat("供应链引入", "第三方组件、服务商或外包人员带入风险", "建设管理、服务供应商"),
                        threat("物理侵入与环境灾害", "人员闯入、断电、火灾、水患损坏设备", "物理环境"),
                        threat("管理缺失", "职责不清、制度未执行，使技术措施逐渐失效", "管理制度、管理机构")));
    }

    private static List<Cell> threat(String name, String what, String where) {
        return List.of(name(name), cell(what), cell(where));
    }
}
