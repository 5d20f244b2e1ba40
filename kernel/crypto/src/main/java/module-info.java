/// Digests two wings need. Opens no file and no socket; keeps no key.
module org.tongguan.kernel.crypto {
    requires static org.jspecify;
    requires org.bouncycastle.provider;

    exports org.tongguan.kernel.crypto;
}
