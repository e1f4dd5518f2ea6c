package nontonyuk.labs.check.labs;

import java.time.Duration;
import java.util.List;
import nontonyuk.labs.check.Answer;
import nontonyuk.labs.check.Bench;
import nontonyuk.labs.check.Client;
import nontonyuk.labs.check.Trial;
import nontonyuk.labs.faults.Fault;
import nontonyuk.labs.faults.FaultProxy.Rule;

/**
 * A customer of lab 09 with orders of one property only. Its name is also its first key, and is shorter than each drawn
 * limit.
 */
record Buyer(Bench bench, String name) {
    private static final String KEY = "Idempotency-Key";
    private static final Duration PAUSE = Duration.ofMillis(300);

    /** A customer that no other property has, and no other try of this one. */
    static Buyer of(Trial trial, String name) {
        return new Buyer(trial.bench(), name + "-" + trial.names().hex(6) + "-" + trial.force());
    }

    static boolean isReplay(Answer answer) {
        return answer.header("idempotency-replayed").equals("true");
    }

    static boolean sameAnswer(Answer one, Answer other) {
        return List.of("location", "content-type").stream()
                        .allMatch(name -> one.header(name).equals(other.header(name)))
                && one.status() == other.status()
                && one.text().equals(other.text());
    }

    /** Whether the answer asks for the same request again. */
    static boolean asksToWait(Answer answer) {
        boolean isInFlight = answer.status() == 409 && answer.problem().equals("request-in-flight");
        return (isInFlight || answer.status() == 503)
                && !answer.header("retry-after").isEmpty();
    }

    /** Loses the answers to its next requests with its key. */
    Rule loseAnswers(int times) {
        return new Rule(request -> request.header(KEY).equals(name), new Fault(Fault.Kind.RESET_AFTER, 0), times);
    }

    Answer order(String key, String body) {
        return post("order", key, "/orders", body);
    }

    Answer orderWithoutKey(String body) {
        return at("order").post("/orders", body);
    }

    Answer post(String instance, String key, String path, String body) {
        return at(instance).with(KEY, key).post(path, body);
    }

    /** Sends the order until an answer tells its outcome, or until that moment of {@link System#nanoTime()}. */
    Answer orderUntil(long end, String instance, String key, String body) throws InterruptedException {
        while (true) {
            var answer = post(instance, key, "/orders", body);
            if (!asksToWait(answer) || System.nanoTime() > end) return answer;
            Thread.sleep(PAUSE.toMillis());
        }
    }

    /** The number of its orders. */
    long orders() {
        return at("order").get("/orders").expect(200).json().at("/meta/total").asLong();
    }

    Client at(String instance) {
        return bench.client(instance).as(bench.token(name));
    }
}
