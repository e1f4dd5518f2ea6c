package nontonyuk.labs.payment;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Problem;

/**
 * The idempotency keys of one kind of request. A retry with the same key and body gets the stored answer. A refused
 * request changed nothing, so its key stays free.
 */
final class IdempotencyKeys {
    private static final Pattern KEY = Pattern.compile("[ -~]{1,64}");
    private static final Response REUSED =
            Failures.failure(422, "idempotency-key-reused", "This Idempotency-Key came with another body before.");
    private static final Response IN_USE = Failures.failure(
            409, "idempotency-key-in-use", "The first request with this Idempotency-Key is still in progress.");

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    /** The key of a request, or a 400. */
    static String of(Request request) {
        var keys = request.headers("Idempotency-Key");
        if (keys.isEmpty() || keys.get(0).isBlank()) {
            throw Problem.badRequest(
                    "idempotency-key-missing", "Send an Idempotency-Key, so that a retry moves no money.");
        }
        if (keys.size() > 1 || !KEY.matcher(keys.get(0)).matches()) {
            throw Problem.badRequest(
                    "idempotency-key-invalid", "Send one Idempotency-Key of 1 to 64 printable ASCII characters.");
        }
        return keys.get(0);
    }

    /** Moves the money, and returns the answer to store. */
    interface Work {
        Response run() throws InterruptedException;
    }

    /** Sends the stored answer to the first request: at once, late or never. */
    interface Delivery {
        Response send(Response stored) throws InterruptedException;
    }

    Response answer(String key, Object body, Work work, Delivery delivery) throws InterruptedException {
        var first = new Entry(body, null);
        var known = entries.putIfAbsent(key, first);
        if (known == null) return answerFirst(key, first, work, delivery);
        if (!known.body.equals(body)) return REUSED;
        if (known.answer == null) return IN_USE;
        return known.answer.with("Idempotency-Replayed", "true");
    }

    /** Stores the answer of a request from before the start. */
    void restore(String key, Object body, Response answer) {
        entries.put(key, new Entry(body, answer));
    }

    private Response answerFirst(String key, Entry first, Work work, Delivery delivery) throws InterruptedException {
        try {
            var stored = work.run();
            var sent = delivery.send(stored);
            entries.put(key, new Entry(first.body, stored)); // only now: during the delivery the key is in use
            return sent;
        } finally {
            entries.remove(key, first); // unless an answer is stored
        }
    }

    /** The body of a request, and its answer; null while the request is in progress. */
    private record Entry(Object body, Response answer) {}
}
