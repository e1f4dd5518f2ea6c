package nontonyuk.labs.payment;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import nontonyuk.common.problem.Problem;
import nontonyuk.labs.Answer;
import nontonyuk.labs.Request;

/**
 * What was done under an idempotency key is not done again: the same request gets the same answer. A request that was
 * refused has done nothing, so its key stays free.
 */
final class Once {
    private static final Pattern KEY = Pattern.compile("[ -~]{1,64}");
    private static final Answer REUSED =
            Failures.failure(422, "idempotency-key-reused", "This Idempotency-Key came with another body before.");
    private static final Answer IN_USE = Failures.failure(
            409, "idempotency-key-in-use", "The first request with this Idempotency-Key is still being worked on.");

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    /** The key of a request; throws the 400 where there is none that can be used. */
    static String key(Request request) {
        var given = request.headers().getOrDefault("Idempotency-Key", List.of(""));
        if (given.get(0).isBlank()) {
            throw Problem.badRequest(
                    "idempotency-key-missing", "Send an Idempotency-Key, so that a second try moves no money.");
        }
        if (given.size() > 1 || !KEY.matcher(given.get(0)).matches()) {
            throw Problem.badRequest(
                    "idempotency-key-invalid",
                    "The Idempotency-Key must be one, of 1 to 64 printable ASCII characters.");
        }
        return given.get(0);
    }

    /** Does what was asked for, and gives the answer that is kept. */
    interface Work {
        Answer done() throws InterruptedException;
    }

    /** What the first to ask is given of the answer that is kept. */
    interface Delivery {
        Answer given(Answer kept) throws InterruptedException;
    }

    Answer answer(String key, Object request, Work work, Delivery delivery) throws InterruptedException {
        var mine = new Entry(request);
        var known = entries.putIfAbsent(key, mine);
        if (known == null) return first(key, mine, work, delivery);
        if (!known.request.equals(request)) return REUSED;
        if (known.answer == null) return IN_USE;
        return known.answer.with("Idempotency-Replayed", "true");
    }

    /** What was done before this program started. */
    void keep(String key, Object request, Answer answer) {
        var done = new Entry(request);
        done.answer = answer;
        entries.put(key, done);
    }

    private Answer first(String key, Entry mine, Work work, Delivery delivery) throws InterruptedException {
        try {
            var kept = work.done();
            var given = delivery.given(kept);
            mine.answer = kept; // not before it is given, or it would not be in flight meanwhile
            return given;
        } finally {
            if (mine.answer == null) entries.remove(key);
        }
    }

    private static final class Entry {
        private final Object request;
        private volatile Answer answer;

        Entry(Object request) {
            this.request = request;
        }
    }
}
