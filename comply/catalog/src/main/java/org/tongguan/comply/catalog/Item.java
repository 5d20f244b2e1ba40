package org.tongguan.comply.catalog;

/// One requirement item in our own words.
///
/// @param level protection level the row belongs to, 2 or 3
/// @param scope `general`, `cloud`, `mobile`, `iot` or `ics`
/// @param classZh security class (安全类), e.g. 安全计算环境
/// @param controlZh control point (控制点), e.g. 身份鉴别
/// @param channel the primary way evidence is found: host, db, web, network, doc, site or none
public record Item(
        ItemKey key,
        int level,
        String scope,
        String classZh,
        String controlZh,
        String summaryZh,
        String summaryEn,
        String channel) {

    /// The five technical classes; the other five are management.
    public boolean technical() {
        return switch (classZh) {
            case "安全物理环境", "安全通信网络", "安全区域边界", "安全计算环境", "安全管理中心" -> true;
            default -> false;
        };
    }
}
