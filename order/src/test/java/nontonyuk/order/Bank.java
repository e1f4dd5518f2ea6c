package nontonyuk.order;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import nontonyuk.common.problem.Json;

/** Stands for the payment provider: it counts the money, and fails as a test tells it to. */
public final class Bank extends Neighbour {
    public static final String KEY = "a-key-for-the-bank";

    private static final Charge ANOTHERS =
            new Charge("ch_another", "succeeded", 100_000, "IDR", "order-0", "another", 0);

    private final Map<String, Charge> charges = new ConcurrentHashMap<>();
    private final Map<String, Refund> refunds = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile Mood mood = Mood.WELL;

    public enum Mood {
        WELL,
        DECLINES,
        /** The money is taken, and nobody hears of it. */
        LOSES_ITS_ANSWER,
        FAILS,
        TALKS_RUBBISH,
        /** It tells of somebody else's charge. */
        MIXES_UP,
        /** Asked for one charge, it tells of all. */
        TELLS_ALL,
        /** It says that a key was used before with another callback address. */
        TAKES_OFFENCE,
        REFUSES_REFUNDS,
        /** It has not done yet with the first request for a refund. */
        WORKS_ON_A_REFUND
    }

    public record Charge(
            String id,
            String status,
            long amount,
            String currency,
            String reference,
            String idempotencyKey,
            long refunded) {
        /** What can still be given back. */
        long left() {
            return amount - refunded;
        }

        Charge refunded(long more) {
            return new Charge(id, status, amount, currency, reference, idempotencyKey, refunded + more);
        }
    }

    /** What was asked for with a key, and the answer, which is given again. */
    private record Refund(JsonNode wanted, MockResponse answer) {}

    public void be(Mood next) {
        mood = next;
    }

    /** From now on no charge is answered until {@link #open}. */
    public void shut() {
        gate = new CountDownLatch(1);
    }

    public void open() {
        gate.countDown();
    }

    public void reset() {
        charges.clear();
        refunds.clear();
        asked.set(0);
        mood = Mood.WELL;
    }

    /** Of each charge, as somebody who works there may do. */
    public void giveBack(long amount) {
        charges.replaceAll((key, charge) -> charge.refunded(amount));
    }

    /** As a bank does that was set up anew. */
    public void forgetAll() {
        charges.clear();
    }

    /** How often somebody asked for a charge, answered or not. */
    public int asked() {
        return asked.get();
    }

    public List<Charge> charges() {
        return List.copyOf(charges.values());
    }

    /** What was taken and not given back. */
    public long balance() {
        return charges.values().stream()
                .filter(charge -> charge.status.equals("succeeded"))
                .mapToLong(Charge::left)
                .sum();
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
        if (!("Bearer " + KEY).equals(request.getHeaders().get("Authorization"))) {
            return answer(401, Map.of("error", "unauthorized"));
        }
        return switch (request.getMethod() + " " + request.getUrl().encodedPath()) {
            case "POST /charges" -> charge(request);
            case "GET /charges" -> find(request.getUrl().queryParameter("idempotency_key"));
            case "POST /refunds" -> refund(request);
            default -> answer(404, Map.of("error", "not-found"));
        };
    }

    private MockResponse charge(RecordedRequest request) throws InterruptedException {
        asked.incrementAndGet();
        if (mood == Mood.FAILS) return answer(500, Map.of("error", "internal"));
        if (mood == Mood.TALKS_RUBBISH) return answer(201, Map.of("id", "ch_1"));
        var key = request.getHeaders().get("Idempotency-Key");
        if (mood == Mood.TAKES_OFFENCE) {
            return answer(422, Map.of("error", "idempotency-key-reused"));
        }
        if (mood == Mood.MIXES_UP) return answer(201, charge("another", json(request)));
        boolean isNew = !charges.containsKey(key);
        var charge = charges.computeIfAbsent(key, newKey -> charge(newKey, json(request)));
        gate.await(20, TimeUnit.SECONDS);
        if (isNew && mood == Mood.LOSES_ITS_ANSWER) {
            return new MockResponse.Builder()
                    .onResponseStart(new SocketEffect.CloseSocket())
                    .build();
        }
        return answer(charge.status.equals("succeeded") ? 201 : 402, charge);
    }

    private Charge charge(String key, JsonNode body) {
        return new Charge(
                "ch_" + key,
                mood == Mood.DECLINES ? "declined" : "succeeded",
                body.path("amount").asLong(),
                body.path("currency").asText(),
                body.path("reference").asText(),
                key,
                0);
    }

    private MockResponse find(String key) {
        if (mood == Mood.TELLS_ALL) return answer(200, Map.of("data", charges()));
        var charge = mood == Mood.MIXES_UP ? ANOTHERS : charges.get(key);
        return answer(200, Map.of("data", charge == null ? List.of() : List.of(charge)));
    }

    private synchronized MockResponse refund(RecordedRequest request) {
        if (mood == Mood.REFUSES_REFUNDS) return answer(500, Map.of("error", "internal"));
        var body = json(request);
        var key = request.getHeaders().get("Idempotency-Key");
        if (mood == Mood.WORKS_ON_A_REFUND && key.endsWith(":r")) {
            return answer(409, Map.of("error", "idempotency-key-in-use"));
        }
        var kept = refunds.computeIfAbsent(key, unknown -> new Refund(body, refund(body)));
        return kept.wanted.equals(body) ? kept.answer : answer(422, Map.of("error", "idempotency-key-reused"));
    }

    private MockResponse refund(JsonNode wanted) {
        var key = wanted.path("charge").asText().substring("ch_".length());
        var charge = charges.get(key);
        if (charge == null) return answer(404, Map.of("error", "not-found"));
        long amount = wanted.path("amount").asLong();
        if (amount < 1 || amount > charge.left()) {
            return answer(409, Map.of("error", "refund-exceeds-charge"));
        }
        charges.put(key, charge.refunded(amount));
        return answer(201, Map.of("status", "succeeded"));
    }

    private static JsonNode json(RecordedRequest request) {
        try {
            return Json.readLenient(request.getBody().toByteArray(), JsonNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MockResponse answer(int status, Object body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .body(new String(Json.write(body), StandardCharsets.UTF_8))
                .build();
    }
}
