package nontonyuk.labs.payment;

import static org.junit.jupiter.api.Assertions.*;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import mockwebserver3.*;
import nontonyuk.common.http.TestClient;
import nontonyuk.labs.StandIn;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The stand-in, and a shop that sends charges and receives callbacks. */
final class TestShop implements BeforeEachCallback, AfterEachCallback {
    static final String KEY = "key-of-the-shop";
    static final String SECRET = "secret-of-the-callbacks";
    private static final Pattern SIGNATURE = Pattern.compile("t=(\\d{10}),v1=([0-9a-f]{64})");

    /** The answer of the shop to a callback; the default is 204. */
    interface CallbackAnswer {
        MockResponse callback() throws InterruptedException;
    }

    final Queue<CallbackAnswer> answers = new ConcurrentLinkedQueue<>();
    final List<String> log = new CopyOnWriteArrayList<>();
    private final MockWebServer mailbox = new MockWebServer();
    Path ledger;
    StandIn standIn;

    TestClient client;

    @Override
    public void beforeEach(ExtensionContext test) throws IOException {
        ledger = Files.createTempFile("payments-", ".jsonl");
        start();
        mailbox.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                var next = answers.poll();
                return next == null ? status(204) : next.callback();
            }
        });
        mailbox.start();
    }

    void start() throws IOException {
        standIn = PaymentStandIn.start(0, KEY, SECRET, ledger, log::add);
        client = TestClient.to(URI.create(standIn.url()).getPort()).as(KEY);
    }

    static MockResponse status(int status) {
        return new MockResponse.Builder().code(status).build();
    }

    TestClient stranger() {
        return TestClient.to(URI.create(standIn.url()).getPort());
    }

    void mode(String mode) {
        assertEquals(200, client.put("/stand-in/mode", mode).status());
    }

    String order(long amount) {
        return """
        {"amount":%d,"currency":"IDR","reference":"order-5","callback_url":"%s"}""".formatted(amount, mailbox.url("/payments/callback"));
    }

    TestClient.Answer charge(String idempotencyKey, String body) {
        return post("/charges", idempotencyKey, body);
    }

    /** Makes a charge, which must succeed; returns its id. */
    String charged(String idempotencyKey, long amount) {
        var answer = charge(idempotencyKey, order(amount));
        assertEquals(201, answer.status(), answer.text());
        return answer.json().path("id").textValue();
    }

    TestClient.Answer refund(String idempotencyKey, String charge, long amount) {
        return post("/refunds", idempotencyKey, "{\"charge\":\"%s\",\"amount\":%d}".formatted(charge, amount));
    }

    TestClient.Answer post(String path, String idempotencyKey, String body) {
        return client.send(
                client.request(path).header("Idempotency-Key", idempotencyKey).POST(BodyPublishers.ofString(body)));
    }

    JsonNode charges() {
        return client.get("/charges").data();
    }

    /** A callback with a valid signature. */
    record Heard(String body, JsonNode json, long signedAt) {
        String type() {
            return json.path("type").textValue();
        }

        String charge() {
            return json.at("/charge/id").textValue();
        }

        String key() {
            return json.at("/charge/idempotency_key").textValue();
        }
    }

    /** Waits for the next callback. */
    Heard heard() throws Exception {
        var request = mailbox.takeRequest(30, TimeUnit.SECONDS);
        assertNotNull(request, "no callback");
        assertEquals("POST /payments/callback", request.getMethod() + " " + request.getTarget());
        assertEquals("application/json", request.getHeaders().get("Content-Type"));
        var body = request.getBody().utf8();
        var header = request.getHeaders().get("Payment-Signature");
        var signature = SIGNATURE.matcher("" + header);
        assertTrue(signature.matches(), header);
        assertEquals(hmac(signature.group(1) + "." + body), signature.group(2));
        return new Heard(body, new ObjectMapper().readTree(body), Long.parseLong(signature.group(1)));
    }

    /** The number of callbacks so far. */
    int callbacks() {
        return mailbox.getRequestCount();
    }

    private static String hmac(String text) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        var digest = new BigInteger(1, mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        return String.format(Locale.ROOT, "%064x", digest);
    }

    static void assertReplayed(TestClient.Answer first, TestClient.Answer again) {
        assertEquals(first.status(), again.status());
        assertEquals(first.text(), again.text());
        assertEquals("", first.header("Idempotency-Replayed"));
        assertEquals("true", again.header("Idempotency-Replayed"));
    }

    static void assertMatches(String pattern, String text) {
        assertTrue(text.matches(pattern), text);
    }

    static String error(TestClient.Answer answer) {
        assertEquals(2, answer.json().size(), answer.text());
        assertTrue(answer.json().path("message").textValue().endsWith("."), answer.text());
        return answer.status() + " " + answer.json().path("error").textValue();
    }

    @Override
    public void afterEach(ExtensionContext test) throws IOException {
        standIn.close();
        mailbox.close();
        Files.delete(ledger);
    }
}
