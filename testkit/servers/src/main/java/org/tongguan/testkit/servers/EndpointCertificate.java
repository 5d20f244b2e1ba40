package org.tongguan.testkit.servers;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/// A self-signed certificate made on the spot, as good or as bad as a test wants it.
///
/// @param der the certificate
public record EndpointCertificate(byte[] der, KeyPair keys) {

    /// Key and signature of a certificate.
    public enum Kind {
        RSA_2048_SHA256("RSA", 2048, "", "SHA256withRSA", "1.2.840.113549.1.1.11"),
        RSA_1024_SHA256("RSA", 1024, "", "SHA256withRSA", "1.2.840.113549.1.1.11"),
        RSA_2048_SHA1("RSA", 2048, "", "SHA1withRSA", "1.2.840.113549.1.1.5"),
        RSA_1024_SHA1("RSA", 1024, "", "SHA1withRSA", "1.2.840.113549.1.1.5"),
        EC_P256_SHA256("EC", 0, "secp256r1", "SHA256withECDSA", "1.2.840.10045.4.3.2"),
        SM2_SM3("EC", 0, "sm2p256v1", "SM3withSM2", "1.2.156.10197.1.501");

        private final String algorithm;
        private final int bits;
        private final String curve;
        private final String signing;
        private final String oid;

        Kind(String algorithm, int bits, String curve, String signing, String oid) {
            this.algorithm = algorithm;
            this.bits = bits;
            this.curve = curve;
            this.signing = signing;
            this.oid = oid;
        }
    }

    /// @param validDays from yesterday's yesterday on; negative or 0 for one that is over already
    /// @param dnsNames the alternative names; the first is the subject's common name
    public static EndpointCertificate selfSigned(Kind kind, int validDays, List<String> dnsNames) {
        try {
            var provider = new BouncyCastleProvider();
            var generator = KeyPairGenerator.getInstance(kind.algorithm, provider);
            if (kind.curve.isEmpty()) {
                generator.initialize(kind.bits, new SecureRandom());
            } else {
                generator.initialize(new ECGenParameterSpec(kind.curve), new SecureRandom());
            }
            KeyPair keys = generator.generateKeyPair();
            var algorithm = kind.algorithm.equals("RSA")
                    ? new AlgorithmIdentifier(new ASN1ObjectIdentifier(kind.oid), DERNull.INSTANCE)
                    : new AlgorithmIdentifier(new ASN1ObjectIdentifier(kind.oid));
            var subject = new X500Name("CN=" + dnsNames.getFirst());
            Instant now = Instant.now();
            Instant end = now.plus(validDays, ChronoUnit.DAYS);
            Instant start = (end.isBefore(now) ? end : now).minus(2, ChronoUnit.DAYS);
            var names = new ExtensionsGenerator();
            names.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(
                            dnsNames.stream().map(EndpointCertificate::name).toArray(GeneralName[]::new)));
            var body = new V3TBSCertificateGenerator();
            body.setSerialNumber(new ASN1Integer(new BigInteger(64, new SecureRandom()).add(BigInteger.ONE)));
            body.setSignature(algorithm);
            body.setIssuer(subject);
            body.setSubject(subject);
            body.setStartDate(new Time(Date.from(start)));
            body.setEndDate(new Time(Date.from(end)));
            body.setSubjectPublicKeyInfo(
                    SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
            body.setExtensions(names.generate());
            var signed = body.generateTBSCertificate();
            var signature = Signature.getInstance(kind.signing, provider);
            signature.initSign(keys.getPrivate());
            signature.update(signed.getEncoded("DER"));
            var parts = new ASN1EncodableVector();
            parts.add(signed);
            parts.add(algorithm);
            parts.add(new DERBitString(signature.sign()));
            return new EndpointCertificate(new DERSequence(parts).getEncoded("DER"), keys);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot make a certificate of kind " + kind, e);
        }
    }

    private static GeneralName name(String name) {
        return new GeneralName(name.matches("[0-9.]+") ? GeneralName.iPAddress : GeneralName.dNSName, name);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EndpointCertificate that && Arrays.equals(der, that.der);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(der);
    }

    @Override
    public String toString() {
        return "EndpointCertificate[" + der.length + " bytes]";
    }
}
