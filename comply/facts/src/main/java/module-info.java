/// What was seen, and the bytes that prove it. Reads and writes the snapshot folder only; opens no connection,
/// runs no command, and decides nothing about requirements.
module org.tongguan.comply.facts {
    requires static org.jspecify;
    requires transitive org.tongguan.comply.asset;
    requires transitive org.tongguan.kernel.crypto;
    requires org.tongguan.kernel.yaml;
    requires java.xml;
    requires tools.jackson.databind;

    exports org.tongguan.comply.facts;
}
