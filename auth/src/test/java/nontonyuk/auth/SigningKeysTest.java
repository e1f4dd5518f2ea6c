package nontonyuk.auth;

import static org.junit.jupiter.api.Assertions.*;

import com.auth0.jwt.JWT;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import nontonyuk.common.access.Caller;
import nontonyuk.common.access.Role;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.problem.Problem;
import nontonyuk.sql.TestDatabase;
import org.junit.jupiter.api.*;

class SigningKeysTest {
    private final TestDatabase database = TestDatabase.create("auth");

    @AutoClose
    private final TestRows rows = new TestRows(database);

    private final List<TestAuth> instances = new ArrayList<>();

    /** Starts another instance on the same database and does not wait. */
    private TestAuth begin() {
        var auth = TestAuth.begin(database);
        instances.add(auth);
        return auth;
    }

    private TestAuth start() {
        var auth = begin();
        auth.client.whenReady();
        return auth;
    }

    private static String token(TestAuth auth) {
        auth.register(TestAuth.EMAIL, TestAuth.PASSWORD);
        return auth.token();
    }

    private static int me(TestAuth auth, String token) {
        return auth.client.as(token).get("/me").status();
    }

    @Test
    void the_public_keys_are_a_plain_JWK_set() {
        var auth = start();
        var answer = auth.client.get("/.well-known/jwks.json").expect(200);
        assertEquals("application/json", answer.header("Content-Type"));
        assertEquals("public, max-age=300", answer.header("Cache-Control"));
        assertEquals(1, answer.json().size());
        assertEquals(1, answer.json().path("keys").size());

        var key = answer.json().path("keys").path(0);
        assertEquals(6, key.size(), answer.text());
        assertEquals("RSA", key.path("kty").asText());
        assertEquals("sig", key.path("use").asText());
        assertEquals("RS256", key.path("alg").asText());
        assertEquals(auth.keys.current().kid(), key.path("kid").asText());
        assertEquals("AQAB", key.path("e").asText()); // 65537, as in RFC 7517's own examples
        var modulus = key.path("n").asText();
        assertEquals(342, modulus.length()); // 256 bytes: no sign, no padding
        assertEquals(256, Base64.getUrlDecoder().decode(modulus).length);
    }

    @Test
    void the_set_is_never_empty() {
        var auth = start();
        for (int i = 0; i < 10; i++) {
            rows.update("DELETE FROM signing_keys");
            assertEquals(1, auth.publishedKeys().size());
        }
    }

    @Test
    void another_service_takes_the_token_and_not_one_that_was_changed() {
        var auth = start();
        var token = token(auth);
        var movie = auth.otherService();
        var sid = JWT.decode(token).getClaim("sid").asString();
        assertEquals(new Caller("1", Role.ADMIN, sid), movie.verify(token));

        var parts = token.split("\\.");
        var claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        var changed = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(claims.replace("\"sub\":\"1\"", "\"sub\":\"2\"").getBytes(StandardCharsets.UTF_8));
        assertNotEquals(parts[1], changed);
        var tampered = parts[0] + "." + changed + "." + parts[2];
        var problem = assertThrows(Problem.class, () -> movie.verify(tampered));
        assertEquals(401, problem.status());
        assertEquals("token-invalid", problem.code());
        assertEquals(401, me(auth, tampered));
    }

    @Test
    void two_instances_that_start_together_on_an_empty_database_share_one_key() {
        var one = begin();
        var two = begin();
        one.client.whenReady();
        two.client.whenReady();
        assertEquals(1, one.publishedKeys().size());
        assertEquals(one.publishedKeys(), two.publishedKeys());
        assertEquals(200, me(two, token(one)));
        assertEquals(200, me(one, token(two)));
    }

    @Test
    void when_both_see_no_key_at_the_same_moment_one_key_is_made() {
        start();
        stopAll();
        rows.update("DELETE FROM signing_keys");
        rows.race("signing_keys", 2, () -> {
            begin();
            begin();
        });
        instances.forEach(auth -> auth.client.whenReady());
        assertEquals("1", rows.value("SELECT COUNT(*) FROM signing_keys"));
        assertEquals(instances.get(0).publishedKeys(), instances.get(1).publishedKeys());
    }

    @AfterEach
    void stopAll() {
        instances.forEach(TestAuth::close);
        instances.clear();
    }

    @Test
    void a_restart_changes_no_key() {
        var token = token(start());
        stopAll();
        assertEquals(200, me(start(), token));
    }

    @Test
    void a_new_key_is_published_at_once_and_signs_when_everybody_has_it() {
        var auth = start();
        var old = token(auth);
        rows.update("UPDATE signing_keys SET made_at = made_at - INTERVAL 1 DAY");
        rows.update("UPDATE signing_keys SET retired_at = UTC_TIMESTAMP(3) + INTERVAL 2 HOUR");
        TestClient.await("the next key", () -> auth.publishedKeys().size() == 2);
        assertEquals(keyId(old), keyId(token(auth)));

        rows.update("UPDATE signing_keys SET made_at = made_at - INTERVAL 6 MINUTE");
        var fresh = token(auth);
        assertNotEquals(keyId(old), keyId(fresh));
        var movie = auth.otherService();
        for (var token : List.of(old, fresh)) {
            assertEquals(200, me(auth, token));
            movie.verify(token);
        }
    }

    private static String keyId(String token) {
        return JWT.decode(token).getKeyId();
    }

    @Test
    void a_retired_key_is_neither_taken_nor_published() {
        var auth = start();
        var old = token(auth);
        rows.update("UPDATE signing_keys SET retired_at = UTC_TIMESTAMP(3)");
        auth.client.as(old).get("/me").expect(401, "token-invalid");
        assertEquals(List.of(auth.keys.current().kid()), auth.publishedKeys());
        assertNotEquals(keyId(old), auth.keys.current().kid());
    }
}
