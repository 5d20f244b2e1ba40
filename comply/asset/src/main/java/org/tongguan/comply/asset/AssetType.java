package org.tongguan.comply.asset;

/// The kinds of object an item is judged on (测评对象). The order is the order of the report.
///
/// A *component* is found on a Linux host by the host's own collection (a host with nginx becomes two objects)
/// and may also read the host's facts.
public enum AssetType {
    /// The system as a whole: sites, people and documents; no machine facts.
    SYSTEM("system", "系统整体", Layer.MANAGEMENT, false),
    NETWORK_DEVICE("network-device", "网络设备", Layer.NETWORK, false),
    LINUX("linux", "Linux 主机", Layer.HOST, false),
    OPENSSH("openssh", "OpenSSH 服务", Layer.HOST, true),
    DOCKER("docker", "Docker 主机", Layer.HOST, true),
    KUBERNETES("kubernetes", "Kubernetes 节点", Layer.HOST, true),
    POSTGRESQL("postgresql", "PostgreSQL 数据库", Layer.DATABASE, false),
    MYSQL("mysql", "MySQL/MariaDB 数据库", Layer.DATABASE, false),
    REDIS("redis", "Redis 数据库", Layer.DATABASE, false),
    NGINX("nginx", "nginx 中间件", Layer.MIDDLEWARE, true),
    TOMCAT("tomcat", "Tomcat 中间件", Layer.MIDDLEWARE, true),
    SPRING_BOOT("spring-boot", "Spring Boot 服务", Layer.MIDDLEWARE, true),
    TLS("tls", "TLS 端点", Layer.APPLICATION, false),
    WEB("web", "Web 应用", Layer.APPLICATION, false);

    /// The layers (层面) compensation is argued between, GB/T 28448-2019.
    public enum Layer {
        MANAGEMENT,
        NETWORK,
        HOST,
        DATABASE,
        MIDDLEWARE,
        APPLICATION
    }

    private final String id;
    private final String nameZh;
    private final Layer layer;
    private final boolean component;

    AssetType(String id, String nameZh, Layer layer, boolean component) {
        this.id = id;
        this.nameZh = nameZh;
        this.layer = layer;
        this.component = component;
    }

    /// The word used in YAML and on the command line; the constant's name in lower case with hyphens.
    public String id() {
        return id;
    }

    public String nameZh() {
        return nameZh;
    }

    public Layer layer() {
        return layer;
    }

    public boolean component() {
        return component;
    }
}
