package nontonyuk.common.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import nontonyuk.common.access.Access;
import nontonyuk.common.service.Service;
import nontonyuk.common.token.TestTokens;
import org.junit.jupiter.api.*;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {
    private static final String SECRET = "a secret for tests only";
    private static final String CONNECTION = "127.0.0.1";

    private final AtomicLong clock = new AtomicLong(Duration.ofDays(20_000).toMillis());
    private final ClientAddress clients = new ClientAddress(SECRET, clock::get);

    @AutoClose
    private final Service service = TestClient.serve(new Router(TestTokens.verifier())
            .get("/address", Access.OPEN, request -> Response.ok("From", clients.of(request))));

    private String seen(String header) {
        var client = TestClient.to(service.port());
        var request = client.request("/address").header(ClientAddress.HEADER, header);
        return client.send(request).data().asText();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "fe80:0:0:0:1:2:3:4%eth0"})
    void the_gateway_is_believed(String address) {
        assertEquals(address, seen(clients.headerFor(address)));
    }

    @Test
    void without_its_word_it_is_the_connection_s() {
        var answer = TestClient.to(service.port()).get("/address");
        assertEquals(CONNECTION, answer.data().asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "10.0.0.1;", "10.0.0.1;28800000;", ";;", "10.0.0.1;1;2;3"})
    void what_nobody_signed_is_not_believed(String header) {
        assertEquals(CONNECTION, seen(header));
    }

    @Test
    void what_was_signed_for_another_address_or_with_another_secret_is_not_believed() {
        var good = clients.headerFor("10.0.0.1");
        assertEquals(CONNECTION, seen(good.replace("10.0.0.1", "10.0.0.2")));
        assertEquals(CONNECTION, seen(good + "x"));
        var stranger = new ClientAddress("another secret", clock::get);
        assertEquals(CONNECTION, seen(stranger.headerFor("10.0.0.1")));
    }

    @Test
    void it_is_good_for_a_minute_more_or_less_and_no_longer() {
        var good = clients.headerFor("10.0.0.1");
        clock.addAndGet(Duration.ofMinutes(1).toMillis());
        assertEquals("10.0.0.1", seen(good));
        clock.addAndGet(Duration.ofMinutes(1).toMillis());
        assertEquals(CONNECTION, seen(good));
        clock.addAndGet(Duration.ofMinutes(-3).toMillis());
        assertEquals("10.0.0.1", seen(good));
        clock.addAndGet(Duration.ofMinutes(-1).toMillis());
        assertEquals(CONNECTION, seen(good));
    }
}
