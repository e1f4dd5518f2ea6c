package nontonyuk.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpRequest.BodyPublishers;
import nontonyuk.common.http.TestClient.Answer;
import org.junit.jupiter.api.*;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.*;

/** The answers of all routes to invalid requests. */
class BadInputTest {
    @AutoClose
    private static final TestAuth auth = TestAuth.start();

    private static void assertProblem(int status, String code, Answer answer) {
        answer.expect(status, code);
        assertEquals("application/problem+json", answer.header("Content-Type"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/register", "/login", "/token/refresh", "/service-token"})
    void a_body_that_is_not_a_JSON_object_is_a_400(String path) {
        for (var body : new String[] {"", "{", "null", "[]", "\"text\"", "{\"email\": \"a\", }"}) {
            assertProblem(400, "invalid-json", auth.client.post(path, body));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/register, email",
        "/register, password",
        "/login, email",
        "/login, password",
        "/token/refresh, refresh_token",
        "/service-token, grant_type",
        "/service-token, client_id",
        "/service-token, client_secret",
    })
    void a_field_that_is_no_text_is_named(String path, String field) {
        for (var value : new String[] {"1", "-1.5", "true", "{}", "[\"a\"]"}) {
            var answer = auth.client.post(path, "{\"%s\": %s}".formatted(field, value));
            assertProblem(422, "invalid-request", answer);
            assertEquals(field + ":wrong-type", answer.faults(), value);
        }
    }

    @Test
    void an_unknown_field_is_named() {
        assertUnknown("/register", TestAuth.credentials("x@example.com", "salt popcorn"));
        assertUnknown("/login", TestAuth.credentials("x@example.com", "salt popcorn"));
        assertUnknown("/token/refresh", "{\"refresh_token\": \"x\"}");
        assertUnknown("/service-token", """
                {"grant_type": "client_credentials", "client_id": "x", "client_secret": "x"}""");
    }

    private static void assertUnknown(String path, String body) {
        var more = "\"admin\": true";
        var first = "{" + more + ", " + body.substring(1);
        var last = body.substring(0, body.length() - 1) + ", " + more + "}";
        for (var json : new String[] {first, last}) {
            var answer = auth.client.post(path, json);
            assertProblem(422, "invalid-request", answer);
            answer.expectFaults("admin:unknown-field");
        }
        assertProblem(400, "invalid-json", auth.client.post(path, body + "{}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/register", "/login", "/token/refresh", "/service-token"})
    void another_media_type_and_a_large_body_are_refused(String path) {
        var form = auth.client
                .request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("email=a@example.com"));
        assertProblem(415, "unsupported-media-type", auth.client.send(form));
        var large = "{\"email\": \"" + "x".repeat(64 * 1024) + "\"}";
        assertProblem(413, "body-too-large", auth.client.post(path, large));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /register, POST",
        "DELETE, /login, POST",
        "PUT, /service-token, POST",
        "GET, /token/refresh, POST",
        "GET, /logout, POST",
        "GET, /password, POST",
        "POST, /users, 'GET, HEAD'",
        "POST, /users/1/role, PUT",
        "GET, /keys/rotate, POST",
        "POST, /sessions/ended, 'GET, HEAD'",
        "POST, /me, 'DELETE, GET, HEAD'",
        "GET, /users/1, DELETE",
        "POST, /.well-known/jwks.json, 'GET, HEAD'",
    })
    void another_method_is_refused_with_the_ones_that_are_taken(String method, String path, String allowed) {
        var answer = auth.client.send(method, path, "{}");
        assertProblem(405, "method-not-allowed", answer);
        assertEquals(allowed, answer.header("Allow"));
    }

    @Test
    void an_unknown_path_is_a_404() {
        for (var path : new String[] {"/", "/me/1", "/user", "/users/1/name", "/.well-known/", "/Login"}) {
            assertProblem(404, "no-such-path", auth.client.get(path));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000@example.com", "🎬@example.com", "' OR 1=1 -- ", "\\ud800"})
    void an_odd_email_is_a_wrong_one_at_login(String email) {
        assertProblem(401, "wrong-credentials", auth.login(email, "salt popcorn"));
        assertProblem(401, "wrong-credentials", auth.login("x".repeat(60_000), email));
    }
}
