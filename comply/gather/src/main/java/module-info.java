/// Touches the world, read-only, and decides nothing: runs the host script, asks databases, looks at endpoints.
/// Every look has a limit; what could not be seen is recorded as such.
module org.tongguan.comply.gather {
    requires static org.jspecify;
    requires transitive org.tongguan.comply.asset;
    requires transitive org.tongguan.comply.facts;
    requires java.net.http;
    requires java.sql;
    requires org.bouncycastle.provider;

    exports org.tongguan.comply.gather;
}
