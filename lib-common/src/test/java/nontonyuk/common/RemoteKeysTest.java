package nontonyuk.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.util.Base64;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;

class RemoteKeysTest {
    private static String jwks() {
        var key = TestTokens.publicKey();
        return """
                {"keys": [
                  {"kty": "EC", "kid": "other", "crv": "P-256"},
                  {"kty": "RSA", "use": "sig", "kid": "test-key", "n": "%s", "e": "%s"}
                ]}"""
                .formatted(
                        base64url(key.getModulus().toByteArray()),
                        base64url(key.getPublicExponent().toByteArray()));
    }

    private static String base64url(byte[] number) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(number);
    }

    private static URI address(MockWebServer server) {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    @Test
    void keys_are_fetched_once_and_an_unknown_id_makes_no_flood() throws IOException {
        try (var auth = new MockWebServer()) {
            auth.start();
            auth.enqueue(new MockResponse.Builder().body(jwks()).build());
            var keys = new RemoteKeys(address(auth));
            assertEquals(Optional.of(TestTokens.publicKey()), keys.find("test-key"));
            assertEquals(Optional.empty(), keys.find("other"));
            for (int i = 0; i < 50; i++) assertEquals(Optional.empty(), keys.find("forged-" + i));
            assertEquals(1, auth.getRequestCount());
            keys.probe();
            assertEquals(1, auth.getRequestCount());
        }
    }

    @Test
    void without_any_keys_nobody_can_be_verified_and_a_503_says_so() throws IOException {
        int port;
        try (var auth = new MockWebServer()) {
            auth.start();
            port = auth.getPort();
            auth.enqueue(new MockResponse.Builder().code(503).build());
            auth.enqueue(new MockResponse.Builder().body("rubbish").build());
            var keys = new RemoteKeys(address(auth));
            for (int i = 0; i < 2; i++) {
                var problem = assertThrows(Problem.class, () -> keys.find("test-key"));
                assertEquals("503 auth-unavailable", problem.status() + " " + problem.code());
            }
        }
        var gone = new RemoteKeys(URI.create("http://127.0.0.1:" + port));
        assertEquals(
                "auth is not there yet", assertThrows(IOException.class, gone::probe).getMessage());
    }
}
