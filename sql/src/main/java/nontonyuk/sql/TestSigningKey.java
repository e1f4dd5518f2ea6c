package nontonyuk.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.Key;
import java.security.KeyPair;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Map;

/** Gives auth's database a signing key before auth starts. An instance needs a second to generate one. */
public final class TestSigningKey {
    public static final String ID = "key-of-the-tests";

    private TestSigningKey() {}

    /** Stores the key in the database of these settings. A second call changes nothing. */
    public static void store(KeyPair keys, Map<String, String> settings) {
        try (var connection = DriverManager.getConnection(
                        settings.get("AUTH_DB_URL"), settings.get("AUTH_DB_USER"), settings.get("AUTH_DB_PASSWORD"));
                var table = connection.createStatement();
                var insert = connection.prepareStatement("""
                        INSERT IGNORE INTO signing_keys (kid, private_key, public_key, made_at)
                        VALUES (?, ?, ?, UTC_TIMESTAMP(3) - INTERVAL 1 HOUR)""")) {
            var file = Repository.sqlFolder().orElseThrow().resolve("auth/002_signing_keys.sql");
            table.execute(Files.readString(file));
            insert.setString(1, ID);
            insert.setString(2, text(keys.getPrivate()));
            insert.setString(3, text(keys.getPublic()));
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
}
