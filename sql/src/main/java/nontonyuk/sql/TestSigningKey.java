package nontonyuk.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Map;

/** A key in auth's database before auth starts: to generate one takes an instance a second, and tests start many. */
public final class TestSigningKey {
    private static final KeyPair KEY = generate();

    private TestSigningKey() {}

    /** Stores the key in the database of these settings, unless it has one. */
    public static void store(Map<String, String> settings) {
        try (var connection = DriverManager.getConnection(
                        settings.get("AUTH_DB_URL"), settings.get("AUTH_DB_USER"), settings.get("AUTH_DB_PASSWORD"));
                var table = connection.createStatement();
                var insert = connection.prepareStatement("""
                        INSERT IGNORE INTO signing_keys (kid, private_key, public_key, made_at)
                        VALUES ('key-of-the-tests', ?, ?, UTC_TIMESTAMP(3) - INTERVAL 1 HOUR)""")) {
            var file = Repository.sqlFolder().orElseThrow().resolve("auth/002_signing_keys.sql");
            table.execute(Files.readString(file));
            insert.setString(1, text(KEY.getPrivate()));
            insert.setString(2, text(KEY.getPublic()));
            insert.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("can't store the signing key: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Key key) {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    private static KeyPair generate() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(1024); // half of auth's length: generated ten times faster
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
