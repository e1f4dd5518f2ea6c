package nontonyuk.labs.payment;

import static nontonyuk.labs.payment.TestShop.error;
import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BadInputTest {
    private static final String ORDER = "{\"amount\":1,\"currency\":\"IDR\",\"reference\":\"order-5\"}";

    @RegisterExtension
    private final TestShop shop = new TestShop();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    "amount":1                 | "amount":0                        | amount must be 1 or more.
                    "amount":1                 | "amount":-100000                  | amount must be 1 or more.
                    "amount":1                 | "amount":null                     | amount must be 1 or more.
                    "amount":1                 | "amount":1.5                      | amount must be a whole number.
                    "amount":1                 | "amount":"1"                      | amount must be a whole number.
                    "amount":1                 | "amount":9223372036854775808      | amount is a number that is far too large.
                    "currency":"IDR"           | "currency":"USD"                  | currency must be IDR.
                    "currency":"IDR"           | "currency":"idr"                  | currency must be IDR.
                    "currency":"IDR"           | "currency":null                   | currency must be IDR.
                    "currency":"IDR"           | "currency":360                    | currency must be a text.
                    "reference":"order-5"      | "reference":" "                   | reference must be given and not be blank.
                    "reference":"order-5"      | "reference":null                  | reference must be given and not be blank.
                    "reference":"order-5"      | "reference":"a\\u0000b"            | reference must not have control characters or unpaired surrogates.
                    "amount":1                 | "amount":1,"callback_url":""      | callback_url must be an http URL.
                    "amount":1                 | "amount":1,"callback_url":"/paid" | callback_url must be an http URL.
                    "amount":1                 | "amount":1,"callback_url":"http:" | callback_url must be an http URL.
                    "amount":1                 | "amount":1,"callback_url":"http:/a"            | callback_url must be an http URL.
                    "amount":1                 | "amount":1,"callback_url":"http://a b/"        | callback_url must be an http URL.
                    "amount":1                 | "amount":1,"callback_url":"http://a:65536/"    | callback_url must be an http URL.
                    "amount":1                 | "amount":1,"callback_url":"ftp://127.0.0.1/"   | callback_url must be an http URL.
                    "amount":1                 | "amount":1,"callback_url":"mailto:a@b.id"      | callback_url must be an http URL.
                    "amount":1                 | "amount":1,"tip":1                | tip is not a field of this request; it has amount, callback_url, currency, payment_method, reference.
                    "amount":1,"currency":"IDR"| "amount":0                        | amount must be 1 or more; currency must be IDR.
                    """)
    void a_charge_that_is_not_right_is_refused_by_field(String good, String bad, String message) {
        var answer = shop.charge("pay-5", ORDER.replace(good, bad));

        assertEquals("422 invalid-request", error(answer), answer.text());
        assertEquals(message, answer.json().path("message").textValue());
        assertNothingWasDone();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"charge":"ch_0","amount":0}            | amount must be 1 or more.
                    {"charge":"ch_0"}                       | amount must be 1 or more.
                    {"charge":"ch_0","amount":true}         | amount must be a whole number.
                    {"amount":1}                            | charge must be given and not be blank.
                    {"charge":5,"amount":1}                 | charge must be a text.
                    {"charge":"ch_0","amount":1,"why":"x"}  | why is not a field of this request; it has amount, charge.
                    """)
    void a_refund_that_is_not_right_is_refused_by_field(String body, String message) {
        var answer = shop.post("/refunds", "back-5", body);

        assertEquals("422 invalid-request", error(answer), answer.text());
        assertEquals(message, answer.json().path("message").textValue());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', emptyValue = "", textBlock = """
                    ``
                    null
                    []
                    5
                    {
                    {"amount":1,"amount":1,"currency":"IDR","reference":"order-5"}
                    {"amount":1,"currency":"IDR","reference":"order-5"} {}
                    """)
    void what_is_no_json_object_is_a_bad_request(String body) {
        assertEquals("400 invalid-json", error(shop.charge("pay-5", body)), body);
        assertNothingWasDone();
    }

    @Test
    void a_refund_that_is_no_json_object_is_a_bad_request() {
        for (var body : new String[] {"", "null", "{", "{\"charge\":\"a\",\"amount\":1} {}"}) {
            assertEquals("400 invalid-json", error(shop.post("/refunds", "back-5", body)), body);
        }
    }

    @Test
    void a_body_that_is_too_long_is_refused() {
        var answer = shop.charge("pay-5", ORDER + " ".repeat(8_193 - ORDER.length()));
        assertEquals("413 body-too-large", error(answer));
        assertNothingWasDone();

        var longest = ORDER + " ".repeat(8_192 - ORDER.length());
        assertEquals(201, shop.charge("pay-5", longest).status());
    }

    @Test
    void no_money_is_moved_without_an_idempotency_key() {
        for (var path : new String[] {"/charges", "/refunds"}) {
            var request = shop.client.request(path).POST(BodyPublishers.ofString(ORDER));
            assertEquals("400 idempotency-key-missing", error(shop.client.send(request)), path);
            var empty = shop.post(path, "", ORDER);
            assertEquals("400 idempotency-key-missing", error(empty), path);
        }
        assertNothingWasDone();
    }

    @Test
    void an_idempotency_key_has_1_to_64_printable_characters() throws IOException {
        var longest = "~".repeat(64);
        assertEquals("400 idempotency-key-invalid", error(shop.charge(longest + "~", ORDER)));
        assertTrue(sentAsItIs("caf\u00e9").startsWith("HTTP/1.1 400 "));
        assertTrue(sentAsItIs("del\u007f").startsWith("HTTP/1.1 400 "));
        var two = shop.client
                .request("/charges")
                .header("Idempotency-Key", "a")
                .header("Idempotency-Key", "b")
                .POST(BodyPublishers.ofString(ORDER));
        assertEquals("400 idempotency-key-invalid", error(shop.client.send(two)));
        assertNothingWasDone();

        assertEquals(201, shop.charge(longest, ORDER).status());
        assertEquals(201, shop.charge("a", ORDER).status());
    }

    /** Sends bytes that the JDK's client refuses to send. */
    private String sentAsItIs(String idempotencyKey) throws IOException {
        var request = """
                POST /charges HTTP/1.1
                Host: 127.0.0.1
                Connection: close
                Authorization: Bearer %s
                Idempotency-Key: %s
                Content-Length: %d

                %s""".formatted(TestShop.KEY, idempotencyKey, ORDER.length(), ORDER)
                .replace("\n", "\r\n");
        try (var socket = new Socket("127.0.0.1", URI.create(shop.standIn.url()).getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void a_refused_request_leaves_its_key_free() {
        assertEquals(422, shop.charge("pay-5", ORDER.replace("1", "0")).status());
        assertEquals(404, shop.refund("back-5", "ch_0", 1).status());

        var charge = shop.charge("pay-5", ORDER);
        assertEquals(201, charge.status());
        var id = charge.json().path("id").textValue();
        assertEquals(201, shop.refund("back-5", id, 1).status());
    }

    @Test
    void a_mode_that_makes_no_sense_changes_nothing_and_says_why() {
        assertRefused(
                "{\"mode\":\"OK\"}",
                "mode must be one of ok, decline, slow, lose_answer, silent, error, callback_twice,"
                        + " callback_late, callback_first, callback_out_of_order, refund_error.");
        assertRefused("{\"mode\":\"slow\",\"delay_ms\":60001}", "delay_ms must be a whole number from 0 to 60000.");
        assertRefused("{\"mode\":\"slow\",\"delay\":1}", "The body may have mode and delay_ms only.");
        assertEquals(
                "{\"mode\":\"ok\",\"delay_ms\":2000}",
                shop.client.get("/stand-in/mode").text());
    }

    private void assertRefused(String mode, String message) {
        var answer = shop.client.put("/stand-in/mode", mode);
        assertEquals("400 invalid-mode", error(answer));
        assertEquals(message, answer.json().path("message").textValue());
    }

    private void assertNothingWasDone() {
        assertTrue(shop.charges().isEmpty());
    }
}
