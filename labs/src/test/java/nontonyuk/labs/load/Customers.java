package nontonyuk.labs.load;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.http.TestClient.Answer;
import nontonyuk.labs.system.Desk;
import nontonyuk.labs.system.RunningSystem;

/**
 * People who log in, look, book, pay and look again without a pause, through one gateway or several, while something is
 * done to the system. Whatever fails is written down.
 */
public final class Customers implements AutoCloseable {
    private final List<TestClient> gateways;
    private final SeatPairs seats;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicIntegerArray visits;
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong slowest = new AtomicLong();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean isOpen = true;

    /** They come at once. */
    public Customers(RunningSystem system, int count, List<TestClient> gateways) {
        // Looking at each answer takes longer than getting it, and is done in other tests.
        this.gateways = gateways.stream()
                .map(gateway -> gateway.watchedBy((q, answer) -> {}))
                .toList();
        seats = new SeatPairs(new Desk(system), 10);
        visits = new AtomicIntegerArray(count);
        for (int i = 0; i < count; i++) {
            int number = i;
            system.token(email(number));
            var thread = new Thread(() -> comeAgain(number), email(number));
            thread.setDaemon(true);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
    }

    /** What they met since the last time that somebody asked. */
    public record Seen(long requests, List<String> failures, long slowestMilliseconds) {
        public static final String HEADING = "requests  failed  slowest";

        public boolean isWell() {
            return failures.isEmpty();
        }

        @Override
        public String toString() {
            return "%8d %7d %5d ms  %s"
                    .formatted(
                            requests,
                            failures.size(),
                            slowestMilliseconds,
                            failures.stream().distinct().toList());
        }
    }

    public Seen seen() {
        var seen = new ArrayList<String>();
        for (String one; (one = failures.poll()) != null; ) seen.add(one);
        return new Seen(requests.getAndSet(0), seen, slowest.getAndSet(0));
    }

    /** Waits until each of them has come and gone since now. */
    public void awaitEachAgain() {
        int[] before = IntStream.range(0, threads.size()).map(visits::get).toArray();
        TestClient.await(
                "customers",
                () -> IntStream.range(0, before.length)
                        // The first of them to end may have begun before.
                        .allMatch(i -> visits.get(i) >= before[i] + 2));
    }

    private void comeAgain(int number) {
        while (isOpen) {
            try {
                come(email(number));
            } catch (RuntimeException e) {
                failures.add(e.toString());
            }
            visits.incrementAndGet(number);
        }
    }

    private static String email(int number) {
        return "customer" + number + "@example.com";
    }

    private void come(String email) {
        var account = RunningSystem.account(email);
        var login = ask(gateway -> gateway.post("/api/login", account));
        var token = login.data().path("access_token").asText();
        ask(gateway -> gateway.as(token).get("/api/movies"));
        var order = ask(gateway -> gateway.as(token).post("/api/orders", seats.next()));
        var path = "/api/orders/" + order.data().path("id");
        ask(gateway -> gateway.as(token).post(path + "/pay", ""));
        ask(gateway -> gateway.as(token).get(path));
    }

    private Answer ask(Function<TestClient, Answer> request) {
        long begin = System.nanoTime();
        try {
            var answer = answer(request);
            if (answer.status() / 100 == 2) return answer;
            boolean isJson = answer.text().startsWith("{");
            throw new Failed(answer.status() + (isJson ? " " + answer.problem() : ""));
        } finally {
            requests.incrementAndGet();
            slowest.accumulateAndGet((System.nanoTime() - begin) / 1_000_000, Math::max);
        }
    }

    /** Where a gateway takes no call nothing was sent, and the next one is asked. */
    private Answer answer(Function<TestClient, Answer> request) {
        int first = turn.getAndIncrement();
        for (int tried = 1; ; tried++) {
            try {
                return request.apply(gateways.get(Math.floorMod(first + tried, gateways.size())));
            } catch (UncheckedIOException e) {
                boolean isRefused = e.getCause() instanceof ConnectException;
                if (!isRefused || tried == gateways.size())
                    throw new Failed(e.getCause().toString());
            }
        }
    }

    private static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1;

        Failed(String why) {
            super(why);
        }

        @Override
        public String toString() {
            return getMessage();
        }
    }

    /** They finish what they are at. */
    @Override
    public void close() {
        isOpen = false;
        for (var thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
