/// From observations and answers to item verdicts and the conclusion. Values in, values out; reads the answers
/// file, the evidence files it names and nothing else. It never turns what is unknown into what is met.
module org.tongguan.comply.verdict {
    requires static org.jspecify;
    requires org.tongguan.kernel.crypto;
    requires transitive org.tongguan.comply.check;

    exports org.tongguan.comply.verdict;
}
