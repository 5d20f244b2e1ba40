package org.tongguan.comply.catalog;

/// Who answers a cloud item.
public enum CloudSide {
    /// The tenant (云服务客户).
    TENANT,
    /// The tenant, but only if it runs the thing itself.
    CONDITIONAL,
    /// The platform alone: not applicable for a tenant, whose report cites the platform's own.
    PLATFORM
}
