package nontonyuk.labs.payment;

import static nontonyuk.common.http.TestClient.await;
import static nontonyuk.labs.payment.TestShop.assertMatches;
import static nontonyuk.labs.payment.TestShop.error;
import static org.junit.jupiter.api.Assertions.*;

import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ChargesTest {
    @RegisterExtension
    private final TestShop shop = new TestShop();

    @Test
    void a_charge_takes_the_money_and_tells_all_about_it() {
        var answer = shop.charge("pay-5", shop.order(100_000));

        assertEquals(201, answer.status());
        assertEquals("application/json;charset=utf-8", answer.header("Content-Type"));
        assertEquals("", answer.header("Idempotency-Replayed"));
        assertMatches("""
                \\{"id":"ch_[0-9a-f]{32}","status":"succeeded","amount":100000,"currency":"IDR",\
                "reference":"order-5","idempotency_key":"pay-5","refunded":0,"decline_reason":null,\
                "created_at":"[^"]+Z"\\}""", answer.text());
        var made = Instant.parse(answer.json().path("created_at").textValue());
        assertTrue(Duration.between(made, Instant.now()).abs().toMinutes() < 5);
    }

    @Test
    void a_charge_is_found_by_its_id_by_its_key_and_in_the_list() {
        var first = shop.charge("pay-5", shop.order(1)).text();
        var second = shop.charge("pay 6 & 7", shop.order(Long.MAX_VALUE)).text();
        var id = shop.charges().path(1).path("id").textValue();

        assertEquals(second, shop.client.get("/charges/" + id).text());
        assertEquals("{\"data\":[" + first + "," + second + "]}", list(""));
        assertEquals("{\"data\":[" + first + "]}", list("?idempotency_key=pay-5"));
        assertEquals("{\"data\":[" + second + "]}", list("?idempotency_key=pay%206%20%26%207"));
        assertEquals("{\"data\":[]}", list("?idempotency_key=pay-"));
    }

    private String list(String query) {
        return shop.client.get("/charges" + query).text();
    }

    @Test
    void a_charge_without_a_callback_url_calls_nobody() throws Exception {
        var quiet = "{\"amount\":1,\"currency\":\"IDR\",\"reference\":\"order-5\"}";
        shop.mode("{\"mode\":\"callback_first\"}"); // the mode in which an attempted callback would show
        assertEquals(201, shop.charge("quiet", quiet).status());

        var loud = shop.charged("loud", 1);

        assertEquals(loud, shop.heard().charge());
        assertEquals(1, shop.callbacks());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/charge",
                "/chargesEVIL",
                "/charges/",
                "/charges/ch_0",
                "/charges/a/b",
                "/refunds/re_0",
                "/stand-in",
                "/stand-in/mode/"
            })
    void what_is_not_there_is_not_found(String path) {
        assertEquals("404 not-found", error(shop.client.get(path)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /charges",
                "POST /charges",
                "GET /charges/ch_0",
                "GET /refunds",
                "POST /refunds",
                "DELETE /charges",
                "GET /refunds/re_0"
            })
    void without_the_right_key_nothing_is_told_and_nothing_is_done(String request) {
        var method = request.split(" ")[0];
        var path = request.split(" ")[1];
        for (var token : List.of("wrong", "", TestShop.KEY + "x", TestShop.KEY.toUpperCase())) {
            var answer = shop.stranger().as(token).send(method, path, shop.order(1));
            assertEquals("401 unauthorized", error(answer), token);
        }
        var nobody = shop.stranger().send(method, path, shop.order(1));
        assertEquals("401 unauthorized", error(nobody));
        assertEquals("Bearer", nobody.header("WWW-Authenticate"));
        var basic = shop.stranger().request(path).header("Authorization", TestShop.KEY);
        assertEquals("401 unauthorized", error(shop.stranger().send(basic)));
        assertEquals(0, shop.charges().size());
    }

    @Test
    void other_methods_are_not_allowed() {
        assertNotAllowed("DELETE", "/charges", "GET, HEAD, POST");
        assertNotAllowed("PUT", "/refunds", "GET, HEAD, POST");
        assertNotAllowed("POST", "/charges/ch_0", "GET, HEAD");
        assertNotAllowed("POST", "/stand-in/mode", "GET, HEAD, PUT");
    }

    private void assertNotAllowed(String method, String path, String allowed) {
        var answer = shop.client.send(method, path, "{}");
        assertEquals("405 method-not-allowed", error(answer), path);
        assertEquals(allowed, answer.header("Allow"), path);
    }

    @Test
    void the_log_has_a_line_for_each_request_and_each_callback_and_no_secret() throws Exception {
        var charge = shop.charged("pay-5", 1);
        shop.client.get("/charges?idempotency_key=pay-5");
        shop.heard();
        await("three lines", () -> shop.log.size() == 3);

        var all = String.join("\n", shop.log);
        for (var line : List.of(
                "POST /charges 201 \\d+ ms",
                "GET /charges\\?idempotency_key=pay-5 200 \\d+ ms",
                "callback charge.succeeded " + charge + " 204")) {
            var lines = shop.log.stream().filter(said -> said.matches(line)).count();
            assertEquals(1, lines, all);
        }
        assertFalse(all.contains(TestShop.KEY), all);
        assertFalse(all.contains(TestShop.SECRET), all);
    }

    @Test
    void a_taken_port_is_named_with_its_setting(@TempDir Path folder) {
        var ledger = folder.resolve("ledger");
        int port = URI.create(shop.standIn.url()).getPort();

        var e = assertThrows(
                BindException.class, () -> PaymentStandIn.start(port, "key", "secret", ledger, line -> {}));

        assertTrue(e.getMessage().startsWith("Port " + port + " can't be used ("), e.getMessage());
        assertTrue(e.getMessage().endsWith("set PAYMENT_PORT to another."), e.getMessage());
    }
}
