/// Real servers, started on loopback in a folder of their own and stopped again: for tests, and for the weak
/// sample system of `./tongguan demo`. Installs nothing, and touches no server that already runs.
module org.tongguan.testkit.servers {
    requires static org.jspecify;
    requires jdk.httpserver;
    requires org.bouncycastle.provider;
    requires transitive org.bouncycastle.tls;

    exports org.tongguan.testkit.servers;
}
