package nontonyuk.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.auth0.jwt.JWT;
import java.util.List;
import nontonyuk.common.access.Caller;
import nontonyuk.common.access.Role;
import nontonyuk.common.token.TokenVerifier;
import org.junit.jupiter.api.*;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceTokenTest {
    @AutoClose
    private static final TestAuth auth = TestAuth.start();

    @ParameterizedTest
    @CsvSource({"gateway, " + TestAuth.SECRET, "order, " + TestAuth.ORDER_SECRET})
    void a_service_gets_a_token_for_a_minute_that_only_our_services_take(String name, String secret) {
        var answer = auth.serviceToken(name, secret).expect(200);
        assertEquals("Bearer", answer.field("token_type"));
        assertEquals(60, answer.data().path("expires_in").asLong());
        assertEquals("no-store", answer.header("Cache-Control"));

        var text = answer.field("access_token");
        var token = JWT.decode(text);
        assertEquals(List.of("nontonyuk-internal"), token.getAudience());
        assertEquals(token.getIssuedAtAsInstant().plusSeconds(60), token.getExpiresAtAsInstant());
        assertEquals(new Caller(name, Role.SERVICE, null), new TokenVerifier(auth.keys, session -> false).verify(text));
    }

    @ParameterizedTest
    @CsvSource({
        "gateway, wrong",
        "gateway, ''",
        "gateway, a secret for tests onlz",
        "gateway, a secret for tests only and more",
        "Gateway, a secret for tests only",
        "movie, a secret for tests only",
        "'', a secret for tests only",
        "'', ''",
        "order, a secret for tests only",
        "gateway, another one for tests only",
    })
    void whoever_is_none_of_them_gets_none_and_is_not_told_why(String client, String secret) {
        var answer = auth.serviceToken(client, secret).expect(401, "wrong-credentials");
        assertEquals("Client or secret is wrong.", answer.json().path("detail").asText());
    }

    @Test
    void all_fields_must_be_there_and_the_grant_be_the_one_we_know() {
        var empty = auth.client.post("/service-token", "{}");
        empty.expectFaults("grant_type:required,client_id:required,client_secret:required");
        var other = auth.client.post("/service-token", "{\"grant_type\": \"password\", \"client_id\": \"gateway\"}");
        other.expectFaults("grant_type:unsupported-grant,client_secret:required");
    }
}
