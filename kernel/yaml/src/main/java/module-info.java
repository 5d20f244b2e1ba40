/// Strict YAML with places. Builds no object from a tag, follows no include, reads no file but the one it is
/// given.
module org.tongguan.kernel.yaml {
    requires static org.jspecify;
    requires org.snakeyaml.engine.v2;

    exports org.tongguan.kernel.yaml;
}
