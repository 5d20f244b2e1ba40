package org.tongguan.comply.facts;

import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// Blots secrets out of evidence before it is stored; the original never leaves memory. A mask keeps what
/// judging needs: that there was a secret, and of which kind. All patterns are linear: possessive, or bounded
/// in length.
public enum Mask {

    /// crypt(3) hashes and their kin: the scheme (`$6$`, `$y$`, `$argon2id$`) stays, parameters, salt and hash
    /// go.
    PASSWORD_HASH(text -> replace(
            text, "(\\$[0-9A-Za-z-]{1,24}\\$)[^:\\s\"',]{8,}+(?:,[a-z]=[^:\\s\"',]{1,512}+){0,8}", "$1<masked>")),

    /// The second field of a shadow line that is neither empty, locked, nor a `$`-scheme: an old DES hash,
    /// locked or not.
    SHADOW_DES(text -> replace(text, "(?m)^([^:\\n]{1,256}:[!*]{0,8})[A-Za-z0-9./_]{13,}+(?=:)", "$1<masked-des>")),

    /// PEM private keys of every kind, with what stands in their header lines. One that does not end is blotted
    /// out to the end of the text.
    PRIVATE_KEY(SecretText::withoutPrivateKeys),

    /// `password = …`, `secret: …`, `passwd "…"`, `requirepass …`, `<password>…` and their kin, in
    /// configuration files. A placeholder such as `${DB_PASSWORD}`, an empty value and a truth value stay,
    /// because they give nothing away.
    PASSWORD_SETTING(SecretText::withoutPasswordSettings),

    /// Secrets of network device configurations: cipher text and clear text alike, SNMP communities, keys. A
    /// word devices are delivered with (`public`, `admin`, …) becomes `<masked-default>`.
    DEVICE_SECRET(DeviceSecrets::blot),

    /// Chinese resident identity numbers (GB 11643-1999), 18 characters: the first six and last two stay.
    IDENTITY_NUMBER(text -> replace(
            text,
            "(?<![0-9A-Za-z])([1-9]\\d{5})(?:19|20)\\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\\d|3[01])\\d{2}(\\d[0-9Xx])(?![0-9A-Za-z])",
            "$1**********$2")),

    /// Userinfo in addresses: `scheme://user:password@host`.
    URL_PASSWORD(text -> replace(text, "(://[^\\s:/@]{0,128}+:)(?!<masked>@)[^\\s/\"']{1,256}@", "$1<masked>@"));

    private final UnaryOperator<String> blot;

    Mask(UnaryOperator<String> blot) {
        this.blot = blot;
    }

    public String apply(String text) {
        return blot.apply(text);
    }

    private static String replace(String text, String pattern, String replacement) {
        return Pattern.compile(pattern).matcher(text).replaceAll(replacement);
    }
}
