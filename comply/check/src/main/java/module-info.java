/// Judges facts by declarative checks. Values in, observations out: opens no file while judging, no socket, no
/// clock; a check is data and can run nothing.
module org.tongguan.comply.check {
    requires static org.jspecify;
    requires transitive org.tongguan.comply.catalog;
    requires transitive org.tongguan.comply.asset;
    requires transitive org.tongguan.comply.facts;

    exports org.tongguan.comply.check;
}
