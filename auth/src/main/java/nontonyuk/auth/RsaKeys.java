package nontonyuk.auth;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Generates RSA keys and converts them to base64 and back: PKCS #8 for private keys, X.509 for public ones. */
final class RsaKeys {
    private static final int BITS = 2048;

    private RsaKeys() {}

    static KeyPair generate() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String text(Key key) {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    static RSAPrivateKey privateKey(String text) {
        try {
            var spec = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(text));
            return (RSAPrivateKey) KeyFactory.getInstance("RSA").generatePrivate(spec);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a stored private key is not valid", e);
        }
    }

    static RSAPublicKey publicKey(String text) {
        try {
            var spec = new X509EncodedKeySpec(Base64.getDecoder().decode(text));
            return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(spec);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a stored public key is not valid", e);
        }
    }
}
