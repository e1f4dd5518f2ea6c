package nontonyuk.gateway.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import nontonyuk.gateway.TestGateway;
import org.junit.jupiter.api.Test;

class OpenApiTest {
    @Test
    void anybody_may_read_what_the_gateway_offers_and_keep_it_for_a_while() {
        try (var gateway = new TestGateway(Duration.ofSeconds(5))) {
            var answer = gateway.anonymous().get("/openapi.json");
            assertEquals(200, answer.status());
            assertEquals("application/json", answer.header("Content-Type"));
            assertEquals("public, max-age=300", answer.header("Cache-Control"));
            assertEquals("3.1.1", answer.json().path("openapi").asText());
        }
    }
}
