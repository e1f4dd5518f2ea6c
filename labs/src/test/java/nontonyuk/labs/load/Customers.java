package nontonyuk.labs.load;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import nontonyuk.common.Background;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.http.TestClient.Answer;
import nontonyuk.labs.system.Desk;
import nontonyuk.labs.system.RunningSystem;

/**
 * Customers who log in, list movies, order, pay and read the order in a loop, through one or more gateways. They record
 * each failure while a test changes the system.
 */
public final class Customers implements AutoCloseable {
    /** Between two visits of a customer. It leaves the machine time for the services. */
    private static final Duration THINK_TIME = Duration.ofMillis(20);

    private final List<TestClient> gateways;
    private final SeatPairs seats;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicIntegerArray visits;
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong slowest = new AtomicLong();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean isOpen = true;

    /** Starts all customers. */
    public Customers(RunningSystem system, int count, List<TestClient> gateways) {
        // Checks of each answer against openapi.json take longer than the requests; other tests do them.
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

    /** The results since the last call of {@link #seen()}. */
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

    /** Waits until each customer has finished a whole visit that started after this call. */
    public void awaitEachAgain() {
        int[] before = IntStream.range(0, threads.size()).map(visits::get).toArray();
        TestClient.await(
                "customers",
                () -> IntStream.range(0, before.length)
                        // The first visit to end may have started before this call.
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
            Background.sleep(THINK_TIME);
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

    /** A refused connection means that nothing was sent, so the customer tries the next gateway. */
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

    /** Waits for the end of all visits. */
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
