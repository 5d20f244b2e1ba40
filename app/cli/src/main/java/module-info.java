/// The command line: wires the rooms together and is the only place that knows all of them. Judges nothing
/// itself.
module org.tongguan.app.cli {
    requires static org.jspecify;
    requires info.picocli;
    requires org.tongguan.comply.asset;
    requires org.tongguan.comply.catalog;
    requires org.tongguan.comply.check;
    requires org.tongguan.comply.facts;
    requires org.tongguan.comply.gather;
    requires org.tongguan.comply.report;
    requires org.tongguan.comply.verdict;
    requires org.tongguan.kernel.crypto;
    requires org.tongguan.kernel.yaml;
    requires org.tongguan.testkit.servers;

    opens org.tongguan.app.cli to
            info.picocli;
}
