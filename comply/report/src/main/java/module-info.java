/// Everything people and machines read, made from one assessment. It computes no verdict of its own, asks no
/// host and fetches nothing: what is not in the assessment is not in a report.
module org.tongguan.comply.report {
    requires static org.jspecify;
    requires transitive org.tongguan.comply.verdict;
    requires org.tongguan.kernel.crypto;
    requires org.apache.poi.ooxml;
    requires org.apache.poi.ooxml.schemas;
    requires org.apache.xmlbeans;
    requires org.dhatim.fastexcel;
    requires tools.jackson.databind;

    exports org.tongguan.comply.report;
}
