package nontonyuk.labs.payment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import nontonyuk.common.Hmac;
import nontonyuk.common.client.HttpCall;
import nontonyuk.common.client.Outcome;
import nontonyuk.common.problem.Json;
import nontonyuk.labs.Modes.Mode;

/** Sends each event to the callback URL of its charge, and retries until the shop answers 2xx. */
final class Callbacks implements Closeable {
    private static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final int MAX_ANSWER = 64 * 1024;
    private static final int RETRIES = 5;
    private static final long FIRST_PAUSE_MS = 200;

    private final Hmac secret;
    private final Consumer<String> log;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** For each charge, the latch of the event that waits for a later one. */
    private final Map<String, CountDownLatch> heldBack = new ConcurrentHashMap<>();

    /** {@code log} receives one line for each attempt. */
    Callbacks(Hmac secret, Consumer<String> log) {
        this.secret = secret;
        this.log = log;
    }

    /** One change of a charge, with the charge as it was then. */
    private record Event(String id, String type, Instant createdAt, Charge charge) {}

    /** Delivers an event as the mode says: in the background, or in mode CALLBACK_FIRST before this returns. */
    void send(String type, Charge charge, Mode<Behaviour> mode) throws InterruptedException {
        if (charge.callbackUrl() == null) return;
        var event = new Event(Ledger.newId("evt_"), type, Ledger.now(), charge);
        var earlier = heldBack.remove(charge.id());
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
                if (earlier == null) holdBack(event, mode.delayMs());
                else inBackground(() -> deliver(event, earlier));
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

    /** {@code earlier} is the latch of the event that waits for this one, or null. */
    private void deliver(Event event, CountDownLatch earlier) throws InterruptedException {
        try {
            var body = Json.write(event);
            for (int retry = 0; !isAccepted(event, body); retry++) {
                if (retry == RETRIES) {
                    log(event, "given up");
                    return;
                }
                Thread.sleep(FIRST_PAUSE_MS << retry);
            }
        } finally {
            if (earlier != null) earlier.countDown();
        }
    }

    private boolean isAccepted(Event event, byte[] body) {
        var request = HttpRequest.newBuilder(URI.create(event.charge().callbackUrl()))
                .header("Content-Type", "application/json")
                .header("Payment-Signature", signature(body, Instant.now().getEpochSecond()))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        var outcome = HttpCall.send(request, DEADLINE, MAX_ANSWER);
        boolean isAnswered = outcome.kind() == Outcome.Kind.ANSWERED;
        log(event, isAnswered ? outcome.toString() : "no answer");
        return isAnswered && outcome.answer().statusCode() / 100 == 2;
    }

    /** {@code t=<unix seconds>,v1=<hex HMAC-SHA256 of "<t>.<body>">}. */
    private String signature(byte[] body, long unixSeconds) {
        var hmac = secret.sign((unixSeconds + ".").getBytes(UTF_8), body);
        return "t=" + unixSeconds + ",v1=" + HexFormat.of().formatHex(hmac);
    }

    private void log(Event event, String outcome) {
        log.accept("callback %s %s %s".formatted(event.type(), event.charge().id(), outcome));
    }

    private interface Task {
        void run() throws InterruptedException;
    }

    private void inBackground(Task task) {
        threads.execute(() -> {
            try {
                task.run();
            } catch (InterruptedException e) {
                // The stand-in closes, and the event is lost.
            }
        });
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
