package org.tongguan.comply.catalog;

/// How well a fact of the catalogue is known. Everything below [#V2] is to be confirmed against a licensed text.
public enum Confidence {
    /// Two or more public texts agree.
    V2,
    /// One public text.
    V1,
    /// Professional knowledge, not checked against a public text.
    K;

    public boolean confirmed() {
        return this == V2;
    }
}
