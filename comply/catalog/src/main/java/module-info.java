/// The requirements as data: items, tags, high-risk cases, rules of conclusion. Reads content/catalog and
/// nothing else; knows no asset and no check.
module org.tongguan.comply.catalog {
    requires static org.jspecify;
    requires transitive org.tongguan.kernel.yaml;

    exports org.tongguan.comply.catalog;
}
