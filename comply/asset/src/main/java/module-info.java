/// What is to be assessed: the assets of one system and the way to reach each. Opens no connection and keeps no
/// secret.
module org.tongguan.comply.asset {
    requires static org.jspecify;
    requires org.tongguan.kernel.yaml;

    exports org.tongguan.comply.asset;
}
