package nontonyuk.labs.load;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Sends load to a service in one of two ways.
 *
 * <p>Open: a fixed number of requests a second, like the requests of independent users. The time of a request starts
 * when it is due, so a stall shows in all requests that were due during it.
 *
 * <p>Closed: a fixed number of clients; each sends the next request after its answer. This measures the maximum rate.
 * It says little about waiting times, because a service that stalls gets no requests.
 */
public final class Load {
    /** The callbacks only count, so they run on the thread of the client. */
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Runnable::run)
            .build();

    /** With more unanswered requests, the next one is not sent and counts as failed. */
    private static final int MAX_UNANSWERED = 4_000;

    private final Supplier<HttpRequest> requests;
    private final Duration time;
    private final long start = System.nanoTime();
    private final LongAdder inTime = new LongAdder();
    private final Phaser unanswered = new Phaser(1);
    private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();
    private final Histogram times = new ConcurrentHistogram(TimeUnit.MINUTES.toNanos(5), 3);

    private Load(Duration time, Supplier<HttpRequest> requests) {
        this.time = time;
        this.requests = requests;
    }

    /**
     * The result of a load.
     *
     * @param failures the number of requests without a 2xx, by status or exception
     * @param times the times of the requests with a 2xx, in nanoseconds
     * @param perSecond the rate of 2xx answers while requests were sent
     */
    public record Result(Map<String, Long> failures, Histogram times, double perSecond) {
        /** Combines rounds of the same length. */
        public static Result of(List<Result> rounds) {
            var failures = new TreeMap<String, Long>();
            var times = new Histogram(3);
            for (var round : rounds) {
                round.failures.forEach((outcome, count) -> failures.merge(outcome, count, Long::sum));
                times.add(round.times);
            }
            double perSecond =
                    rounds.stream().mapToDouble(Result::perSecond).average().orElseThrow();
            return new Result(failures, times, perSecond);
        }

        public long failed() {
            return failures.values().stream().mapToLong(Long::longValue).sum();
        }

        public double milliseconds(double percentile) {
            return times.getValueAtPercentile(percentile) / 1e6;
        }
    }

    public static Result open(double perSecond, Duration time, Supplier<HttpRequest> requests) {
        var load = new Load(time, requests);
        long count = Math.round(perSecond * time.toNanos() / 1e9);
        for (long i = 0; i < count; i++) {
            long due = load.start + Math.round(i * 1e9 / perSecond);
            for (long wait; (wait = due - System.nanoTime()) > 0; ) LockSupport.parkNanos(wait);
            load.sendOne(due, () -> {});
        }
        return load.result();
    }

    public static Result closed(int clients, Duration time, Supplier<HttpRequest> requests) {
        var load = new Load(time, requests);
        for (int i = 0; i < clients; i++) load.sendAgain();
        return load.result();
    }

    private void sendAgain() {
        if (!isOver()) sendOne(System.nanoTime(), this::sendAgain);
    }

    private boolean isOver() {
        return System.nanoTime() - start >= time.toNanos();
    }

    private void sendOne(long due, Runnable afterwards) {
        if (unanswered.getUnarrivedParties() > MAX_UNANSWERED) {
            fail("not sent");
            return;
        }
        var request = requests.get();
        unanswered.register();
        CLIENT.sendAsync(request, BodyHandlers.discarding())
                .whenComplete((answer, failure) -> note(answer, failure, System.nanoTime() - due))
                .whenComplete((answer, failure) -> afterwards.run())
                .whenComplete((answer, failure) -> unanswered.arriveAndDeregister());
    }

    private void note(HttpResponse<?> answer, Throwable failure, long nanoseconds) {
        if (failure != null) fail(cause(failure).getClass().getSimpleName());
        else if (answer.statusCode() / 100 != 2) fail("" + answer.statusCode());
        else {
            times.recordValue(nanoseconds);
            if (!isOver()) inTime.increment();
        }
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException ? failure.getCause() : failure;
    }

    private void fail(String outcome) {
        failures.computeIfAbsent(outcome, o -> new LongAdder()).increment();
    }

    private Result result() {
        unanswered.arriveAndAwaitAdvance(); // ends, because each request has a deadline
        var counts = new TreeMap<String, Long>();
        failures.forEach((outcome, count) -> counts.put(outcome, count.sum()));
        return new Result(counts, times, inTime.sum() / (time.toNanos() / 1e9));
    }
}
