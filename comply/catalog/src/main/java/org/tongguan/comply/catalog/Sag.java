package org.tongguan.comply.catalog;

/// What a control point protects (GB/T 22239-2019 annex A); it decides which level's rows apply when S and A
/// differ.
public enum Sag {
    /// Business information security (业务信息安全).
    S,
    /// System service assurance (系统服务保证).
    A,
    /// General protection (通用): always at the system's level.
    G
}
