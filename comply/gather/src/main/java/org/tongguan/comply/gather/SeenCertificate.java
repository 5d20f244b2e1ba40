package org.tongguan.comply.gather;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.tongguan.kernel.crypto.Digest;

/// A certificate as a peer sent it, taken apart without trusting it. Read as plain ASN.1, so that SM2
/// certificates, which the JDK does not know, are read like any other.
final class SeenCertificate {

    private static final int NAMES_MAX = 200;
    private static final int TEXT_CHARACTERS_MAX = 300;
    private static final String RSA = "1.2.840.113549.1.1.1";
    private static final String EC = "1.2.840.10045.2.1";
    private static final String DSA = "1.2.840.10040.4.1";
    private static final String SM2_CURVE = "1.2.156.10197.1.301";
    private static final String RSA_PSS = "1.2.840.113549.1.1.10";

    /// Signature algorithm to its hash; the rest is shown by number and never taken for sound.
    private static final Map<String, String> HASHES = Map.ofEntries(
            Map.entry("1.2.840.113549.1.1.2", "MD2"),
            Map.entry("1.2.840.113549.1.1.4", "MD5"),
            Map.entry("1.2.840.113549.1.1.5", "SHA-1"),
            Map.entry("1.3.14.3.2.29", "SHA-1"),
            Map.entry("1.2.840.113549.1.1.14", "SHA-224"),
            Map.entry("1.2.840.113549.1.1.11", "SHA-256"),
            Map.entry("1.2.840.113549.1.1.12", "SHA-384"),
            Map.entry("1.2.840.113549.1.1.13", "SHA-512"),
            Map.entry("1.2.840.10045.4.1", "SHA-1"),
            Map.entry("1.2.840.10045.4.3.1", "SHA-224"),
            Map.entry("1.2.840.10045.4.3.2", "SHA-256"),
            Map.entry("1.2.840.10045.4.3.3", "SHA-384"),
            Map.entry("1.2.840.10045.4.3.4", "SHA-512"),
            Map.entry("1.2.840.10040.4.3", "SHA-1"),
            Map.entry("2.16.840.1.101.3.4.3.2", "SHA-256"),
            Map.entry("1.3.101.112", "SHA-512"),
            Map.entry("1.3.101.113", "SHAKE256"),
            Map.entry("1.2.156.10197.1.501", "SM3"));
    private static final Map<String, String> PSS_HASHES = Map.of(
            "1.3.14.3.2.26", "SHA-1",
            "2.16.840.1.101.3.4.2.1", "SHA-256",
            "2.16.840.1.101.3.4.2.2", "SHA-384",
            "2.16.840.1.101.3.4.2.3", "SHA-512");

    private final byte[] der;
    private final Certificate certificate;

    private SeenCertificate(byte[] der, Certificate certificate) {
        this.der = der;
        this.certificate = certificate;
    }

    /// @throws IllegalArgumentException if the bytes are no certificate
    static SeenCertificate of(byte[] der) {
        try {
            return new SeenCertificate(der, Certificate.getInstance(der));
        } catch (ClassCastException | IllegalStateException e) {
            throw new IllegalArgumentException("no X.509 certificate", e);
        }
    }

    byte[] der() {
        return der.clone();
    }

    /// What the evidence says of it.
    Map<String, Object> members() {
        var members = new LinkedHashMap<String, Object>();
        members.put("subject", shortened(certificate.getSubject().toString()));
        members.put("issuer", shortened(certificate.getIssuer().toString()));
        members.put("names", names());
        Date before = certificate.getStartDate().getDate();
        Date after = certificate.getEndDate().getDate();
        members.put("not_before", before.toInstant().toString());
        members.put("not_after", after.toInstant().toString());
        members.put("not_before_day", Math.floorDiv(before.getTime(), 86_400_000L));
        members.put("not_after_day", Math.floorDiv(after.getTime(), 86_400_000L));
        key(members);
        members.put(
                "signature", certificate.getSignatureAlgorithm().getAlgorithm().getId());
        String hash = hash();
        if (!hash.isEmpty()) {
            members.put("signature_hash", hash);
        }
        members.put("self_signed", certificate.getSubject().equals(certificate.getIssuer()));
        members.put("authority", authority());
        members.put("sha256", Digest.of(der).sha256());
        members.put("der", Base64.getEncoder().encodeToString(der));
        return members;
    }

    private void key(Map<String, Object> members) {
        SubjectPublicKeyInfo key = certificate.getSubjectPublicKeyInfo();
        String algorithm = key.getAlgorithm().getAlgorithm().getId();
        try {
            switch (algorithm) {
                case RSA -> {
                    members.put("key", "RSA");
                    members.put("key_bits", (long) RSAPublicKey.getInstance(key.parsePublicKey())
                            .getModulus()
                            .bitLength());
                }
                case EC -> curve(members, key.getAlgorithm());
                case DSA -> {
                    members.put("key", "DSA");
                    var parameters = org.bouncycastle.asn1.x509.DSAParameter.getInstance(
                            key.getAlgorithm().getParameters());
                    members.put("key_bits", (long) parameters.getP().bitLength());
                }
                case "1.3.101.112" -> {
                    members.put("key", "Ed25519");
                    members.put("key_bits", 256L);
                }
                case "1.3.101.113" -> {
                    members.put("key", "Ed448");
                    members.put("key_bits", 456L);
                }
                default -> members.put("key", algorithm);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the certificate's public key cannot be read", e);
        }
    }

    private static void curve(Map<String, Object> members, AlgorithmIdentifier algorithm) {
        if (!(algorithm.getParameters() instanceof ASN1ObjectIdentifier curve)) {
            members.put("key", "EC with parameters of its own");
            return;
        }
        members.put("key", curve.getId().equals(SM2_CURVE) ? "SM2" : "EC");
        if (curve.getId().equals(SM2_CURVE)) {
            members.put("key_bits", 256L);
            return;
        }
        var known = ECNamedCurveTable.getByOID(curve);
        if (known != null) {
            members.put("key_bits", (long) known.getCurve().getFieldSize());
        }
    }

    private String hash() {
        var algorithm = certificate.getSignatureAlgorithm();
        String id = algorithm.getAlgorithm().getId();
        if (id.equals(RSA_PSS)) {
            var parameters = RSASSAPSSparams.getInstance(algorithm.getParameters());
            return PSS_HASHES.getOrDefault(
                    parameters.getHashAlgorithm().getAlgorithm().getId(), "");
        }
        return HASHES.getOrDefault(id, "");
    }

    private boolean authority() {
        var extension = extension(Extension.basicConstraints);
        return extension != null
                && BasicConstraints.getInstance(extension.getParsedValue()).isCA();
    }

    private @org.jspecify.annotations.Nullable Extension extension(ASN1ObjectIdentifier id) {
        var extensions = certificate.getTBSCertificate().getExtensions();
        return extensions == null ? null : extensions.getExtension(id);
    }

    /// Subject alternative names: DNS names in lower case, and addresses.
    List<String> names() {
        var extension = extension(Extension.subjectAlternativeName);
        if (extension == null) {
            return List.of();
        }
        var names = new ArrayList<String>();
        for (GeneralName name :
                GeneralNames.getInstance(extension.getParsedValue()).getNames()) {
            if (names.size() == NAMES_MAX) {
                break;
            }
            switch (name.getTagNo()) {
                case GeneralName.dNSName ->
                    names.add(shortened(name.getName().toString().toLowerCase(Locale.ROOT)));
                case GeneralName.iPAddress -> {
                    try {
                        names.add(InetAddress.getByAddress(ASN1OctetString.getInstance(name.getName())
                                        .getOctets())
                                .getHostAddress());
                    } catch (UnknownHostException e) {
                        names.add("an address of no known length");
                    }
                }
                default -> {
                    // mail addresses, URIs and the rest name no endpoint
                }
            }
        }
        return names;
    }

    /// Whether it names this host (RFC 6125: only alternative names count, `*` stands for one whole left-most
    /// label).
    boolean names(String host) {
        String wanted = host.toLowerCase(Locale.ROOT);
        byte[] address = Addresses.literal(host);
        for (String name : names()) {
            if (address.length > 0) {
                if (Arrays.equals(address, Addresses.literal(name))) {
                    return true;
                }
            } else if (name.equals(wanted)
                    || name.startsWith("*.")
                            && wanted.indexOf('.') > 0
                            && wanted.substring(wanted.indexOf('.')).equals(name.substring(1))) {
                return true;
            }
        }
        return false;
    }

    private static String shortened(String text) {
        return text.length() <= TEXT_CHARACTERS_MAX ? text : text.substring(0, TEXT_CHARACTERS_MAX);
    }
}
