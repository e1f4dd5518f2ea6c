package nontonyuk.order;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.*;
import nontonyuk.common.problem.Json;

/** A stand-in for the payment provider. It counts the money, and fails in the mode that a test sets. */
public final class Bank extends StandIn {
    public static final String KEY = "a-key-for-the-bank";

    private static final Charge OTHER_CHARGE =
            new Charge("ch_another", "succeeded", 100_000, "IDR", "order-0", "another", 0);

    private final Map<String, Charge> charges = new ConcurrentHashMap<>();
    private final Map<String, Refund> refunds = new ConcurrentHashMap<>();
    private final AtomicInteger chargeRequests = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile Mode mode = Mode.NORMAL;
    private volatile JsonNode chargeRequest;

    public enum Mode {
        NORMAL,
        DECLINES,
        /** It charges, then closes the connection without an answer. */
        LOSES_ANSWER,
        FAILS,
        INVALID_ANSWER,
        OTHER_AMOUNT,
        OTHER_CURRENCY,
        /** It answers with the charge of another payment. */
        ANOTHER_CHARGE,
        /** It answers a search for one charge with all charges. */
        ALL_CHARGES,
        /** It answers that a key was used before with another callback address. */
        KEY_REUSED,
        UNKNOWN_PAYMENT_METHOD,
        REFUND_FAILS,
        /** The first refund request is still in progress. */
        REFUND_IN_PROGRESS
    }

    public record Charge(
            String id,
            String status,
            long amount,
            String currency,
            String reference,
            String idempotencyKey,
            long refunded) {
        long left() {
            return amount - refunded;
        }

        Charge refunded(long more) {
            return new Charge(id, status, amount, currency, reference, idempotencyKey, refunded + more);
        }
    }

    /** The first request with a key, and its answer, which repetitions get again. */
    private record Refund(JsonNode request, MockResponse answer) {}

    public void set(Mode next) {
        mode = next;
    }

    /** Holds the answers to charges until {@link #releaseAnswers}. */
    public void holdAnswers() {
        gate = new CountDownLatch(1);
    }

    public void releaseAnswers() {
        gate.countDown();
    }

    public void reset() {
        charges.clear();
        refunds.clear();
        chargeRequests.set(0);
        mode = Mode.NORMAL;
    }

    /** Refunds this amount of each charge without a request. */
    public void refundAll(long amount) {
        charges.replaceAll((key, charge) -> charge.refunded(amount));
    }

    /** Acts like a bank whose data was lost. */
    public void forgetCharges() {
        charges.clear();
    }

    public int chargeRequests() {
        return chargeRequests.get();
    }

    /** The body of the newest one. */
    public JsonNode chargeRequest() {
        return chargeRequest;
    }

    public List<Charge> charges() {
        return List.copyOf(charges.values());
    }

    public long balance() {
        return charges.values().stream()
                .filter(charge -> charge.status.equals("succeeded"))
                .mapToLong(Charge::left)
                .sum();
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
        if (!("Bearer " + KEY).equals(request.getHeaders().get("Authorization"))) {
            return json(401, Map.of("error", "unauthorized"));
        }
        return switch (request.getMethod() + " " + request.getUrl().encodedPath()) {
            case "POST /charges" -> charge(request);
            case "GET /charges" -> find(request.getUrl().queryParameter("idempotency_key"));
            case "POST /refunds" -> refund(request);
            default -> json(404, Map.of("error", "not-found"));
        };
    }

    private MockResponse charge(RecordedRequest request) throws InterruptedException {
        chargeRequests.incrementAndGet();
        chargeRequest = body(request);
        if (mode == Mode.FAILS) return json(500, Map.of("error", "internal"));
        if (mode == Mode.INVALID_ANSWER) return json(201, Map.of("id", "ch_1"));
        var key = request.getHeaders().get("Idempotency-Key");
        if (mode == Mode.KEY_REUSED) return json(422, Map.of("error", "idempotency-key-reused"));
        if (mode == Mode.UNKNOWN_PAYMENT_METHOD) return json(422, Map.of("error", "payment-method-unknown"));
        if (mode == Mode.ANOTHER_CHARGE) return json(201, charge("another", chargeRequest));
        boolean isNew = !charges.containsKey(key);
        var charge = charges.computeIfAbsent(key, newKey -> charge(newKey, body(request)));
        gate.await(20, TimeUnit.SECONDS);
        if (isNew && mode == Mode.LOSES_ANSWER) {
            return new MockResponse.Builder()
                    .onResponseStart(new SocketEffect.CloseSocket())
                    .build();
        }
        return json(charge.status.equals("succeeded") ? 201 : 402, charge);
    }

    private Charge charge(String key, JsonNode body) {
        return new Charge(
                "ch_" + key,
                mode == Mode.DECLINES ? "declined" : "succeeded",
                body.path("amount").asLong() + (mode == Mode.OTHER_AMOUNT ? 1 : 0),
                mode == Mode.OTHER_CURRENCY ? "USD" : body.path("currency").asText(),
                body.path("reference").asText(),
                key,
                0);
    }

    private MockResponse find(String key) {
        if (mode == Mode.ALL_CHARGES) return json(200, Map.of("data", charges()));
        var charge = mode == Mode.ANOTHER_CHARGE ? OTHER_CHARGE : charges.get(key);
        return json(200, Map.of("data", charge == null ? List.of() : List.of(charge)));
    }

    private synchronized MockResponse refund(RecordedRequest request) {
        if (mode == Mode.REFUND_FAILS) return json(500, Map.of("error", "internal"));
        var body = body(request);
        var key = request.getHeaders().get("Idempotency-Key");
        if (mode == Mode.REFUND_IN_PROGRESS && key.endsWith(":r")) {
            return json(409, Map.of("error", "idempotency-key-in-use"));
        }
        var first = refunds.computeIfAbsent(key, unknown -> new Refund(body, refund(body)));
        return first.request.equals(body) ? first.answer : json(422, Map.of("error", "idempotency-key-reused"));
    }

    private MockResponse refund(JsonNode wanted) {
        var key = wanted.path("charge").asText().substring("ch_".length());
        var charge = charges.get(key);
        if (charge == null) return json(404, Map.of("error", "not-found"));
        long amount = wanted.path("amount").asLong();
        if (amount < 1 || amount > charge.left()) return json(409, Map.of("error", "refund-exceeds-charge"));
        charges.put(key, charge.refunded(amount));
        return json(201, Map.of("status", "succeeded"));
    }

    private static JsonNode body(RecordedRequest request) {
        try {
            return Json.readLenient(request.getBody().toByteArray(), JsonNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
