package nontonyuk.labs.payment;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import nontonyuk.common.client.HttpCall;
import nontonyuk.common.client.Outcome;
import nontonyuk.common.problem.Json;
import nontonyuk.labs.Modes.Mode;

/** Tells whoever had money charged what became of it, again and again until it is taken in. */
final class Callbacks implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final int ANSWER_LIMIT = 64 * 1024;
    private static final int RETRIES = 5;
    private static final long FIRST_PAUSE_MS = 200;

    private final Signature signature;
    private final Consumer<String> log;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** Of each charge the event that waits for a later one. */
    private final Map<String, CountDownLatch> heldBack = new ConcurrentHashMap<>();

    /** {@code log} is given one line for each try. */
    Callbacks(Signature signature, Consumer<String> log) {
        this.signature = signature;
        this.log = log;
    }

    /** Sends it where the charge says, in the background unless the mode wants it first. */
    void send(Event event, Mode<Behaviour> mode) throws InterruptedException {
        if (event.charge().callbackUrl() == null) return;
        var earlier = heldBack.remove(event.charge().id());
        switch (mode.kind()) {
            case OK, DECLINE, SLOW, LOSE_ANSWER, ERROR, REFUND_ERROR -> inBackground(() -> deliver(event, earlier));
            case SILENT -> {}
            case CALLBACK_FIRST -> deliver(event, earlier);
            case CALLBACK_LATE ->
                inBackground(() -> {
                    Thread.sleep(mode.delayMs());
                    deliver(event, earlier);
                });
            case CALLBACK_TWICE -> {
                inBackground(() -> deliver(event, earlier));
                inBackground(() -> deliver(event, earlier));
            }
            case CALLBACK_OUT_OF_ORDER -> {
                if (earlier == null) {
                    holdBack(event, mode.delayMs());
                } else {
                    inBackground(() -> deliver(event, earlier));
                }
            }
        }
    }

    private void holdBack(Event event, int delayMs) {
        var later = new CountDownLatch(1);
        var charge = event.charge().id();
        heldBack.put(charge, later);
        inBackground(() -> {
            later.await(delayMs, TimeUnit.MILLISECONDS);
            heldBack.remove(charge, later);
            deliver(event, null);
        });
    }

    /** {@code earlier} is the event, if any, that waits for this one. */
    private void deliver(Event event, CountDownLatch earlier) throws InterruptedException {
        try {
            var body = Json.write(event);
            for (int retry = 0; !isTaken(event, body); retry++) {
                if (retry == RETRIES) {
                    log.accept(line(event, "given up"));
                    return;
                }
                Thread.sleep(FIRST_PAUSE_MS << retry);
            }
        } finally {
            if (earlier != null) earlier.countDown();
        }
    }

    private boolean isTaken(Event event, byte[] body) {
        var now = Instant.now().getEpochSecond();
        var request = HttpRequest.newBuilder(URI.create(event.charge().callbackUrl()))
                .header("Content-Type", "application/json")
                .header("Payment-Signature", signature.of(body, now))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        var outcome = HttpCall.send(request, DEADLINE, ANSWER_LIMIT);
        boolean isAnswered = outcome.kind() == Outcome.Kind.ANSWERED;
        log.accept(line(event, isAnswered ? outcome.toString() : "no answer"));
        return isAnswered && outcome.answer().statusCode() / 100 == 2;
    }

    private static String line(Event event, String outcome) {
        var time = OffsetDateTime.now().truncatedTo(ChronoUnit.MILLIS);
        return "%s callback %s %s %s"
                .formatted(time, event.type(), event.charge().id(), outcome);
    }

    private interface Task {
        void run() throws InterruptedException;
    }

    private void inBackground(Task task) {
        threads.execute(() -> {
            try {
                task.run();
            } catch (InterruptedException e) {
                // Closed: what wasn't told stays untold.
            }
        });
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
