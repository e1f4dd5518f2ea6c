package nontonyuk.labs.load;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import nontonyuk.common.Background;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.http.TestClient.Answer;
import nontonyuk.labs.system.Desk;
import nontonyuk.labs.system.RunningSystem;

/**
 * Buyers who order, pay and cancel without a pause, while a test kills parts of the system. They repeat each request
 * until an answer tells its outcome, and remember every order that was acknowledged.
 */
public final class CarefulBuyers implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final RunningSystem system;
    private final List<String> instances;
    private final List<Long> showtimes = new ArrayList<>();
    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
    private final Queue<String> broken = new ConcurrentLinkedQueue<>();
    private final AtomicLong longestWait = new AtomicLong();
    private volatile boolean isOpen = true;

    /** Starts the buyers. Each request goes to a random one of the instances of order. */
    public CarefulBuyers(RunningSystem system, int count, List<String> instances) {
        this.system = system;
        this.instances = instances;
        var desk = new Desk(system);
        for (int i = 0; i < 20; i++) showtimes.add(desk.showtime(26, 40));
        for (int i = 0; i < count; i++) {
            var token = system.token("careful" + i + "@example.com");
            var buyer = new Thread(() -> buyWhileOpen(token), "buyer-" + i);
            buyer.setDaemon(true);
            buyer.start();
        }
    }

    /** The orders that were acknowledged until now, by the key of their request. */
    public Map<String, Long> acknowledged() {
        return Map.copyOf(acknowledged);
    }

    /** Waits until this many more orders are acknowledged. */
    public void awaitOrders(int more) {
        int before = acknowledged.size();
        TestClient.await("some orders", () -> acknowledged.size() > before + more);
    }

    /** The answers that break the contract, or that an honest buyer must not get. */
    public List<String> broken() {
        return List.copyOf(broken);
    }

    /** The longest time from a request to the answer that tells its outcome, since the last call. */
    public Duration longestWait() {
        return Duration.ofNanos(longestWait.getAndSet(0));
    }

    /**
     * Stops the buyers, and waits until the balance at the provider equals the value of each order: order reconciles
     * open payments in the background. The database alone can't show a charge that it does not know.
     */
    public void awaitMoneyInPlace() {
        close();
        TestClient.await("the balances at the provider to equal the orders", () -> wrongBalances() == 0);
    }

    private long wrongBalances() {
        var values = system.pairs("order", "SELECT CONCAT('order-', id), IF(status = 'PAID', total, 0) FROM orders");
        var balances = new HashMap<String, Long>();
        var charges = system.client("payment").as(RunningSystem.SECRET).get("/charges");
        for (var charge : charges.json().path("data")) {
            if (!charge.path("status").asText().equals("succeeded")) continue;
            long kept = charge.path("amount").asLong() - charge.path("refunded").asLong();
            balances.merge(charge.path("reference").asText(), kept, Long::sum);
        }
        return values.entrySet().stream()
                .filter(one -> !one.getValue().equals(balances.getOrDefault(one.getKey(), 0L)))
                .count();
    }

    private void buyWhileOpen(String token) {
        while (isOpen) {
            try {
                buy(token);
            } catch (AssertionError e) { // an answer that openapi.json does not declare
                broken.add(e.getMessage());
            }
        }
    }

    /** Orders two seats, pays two orders of three, and cancels one of three. */
    private void buy(String token) {
        var random = ThreadLocalRandom.current();
        var key = UUID.randomUUID().toString();
        var row = "" + (char) ('A' + random.nextInt(26));
        int seat = 1 + 2 * random.nextInt(20); // pairs leave no single seat
        var body = "{\"showtime_id\":%d,\"seats\":[\"%s\",\"%s\"]}"
                .formatted(showtimes.get(random.nextInt(showtimes.size())), row + seat, row + (seat + 1));
        var answer = untilAnswered(token, order -> Desk.withKey(order, key, "/orders", body));
        if (answer.status() != 201) return; // another buyer has the seats
        long id = answer.data().path("id").asLong();
        acknowledged.put(key, id);
        if (random.nextInt(3) > 0) ownOrder(token, order -> Desk.pay(order, id));
        if (random.nextInt(3) == 0) ownOrder(token, order -> Desk.cancel(order, id));
    }

    private void ownOrder(String token, Function<TestClient, Answer> request) {
        var answer = untilAnswered(token, request);
        if (answer.status() == 404) broken.add("an acknowledged order was not found: " + answer.text());
    }

    /** Retries the request until an answer tells its outcome, as a careful client does. */
    private Answer untilAnswered(String token, Function<TestClient, Answer> request) {
        long begin = System.nanoTime();
        while (true) {
            try {
                var instance = instances.get(ThreadLocalRandom.current().nextInt(instances.size()));
                var answer = request.apply(system.client(instance).as(token));
                boolean isInFlight =
                        List.of("request-in-flight", "payment-in-progress").contains(answer.problem());
                if (answer.status() < 500 && !isInFlight || !isOpen) {
                    longestWait.accumulateAndGet(System.nanoTime() - begin, Math::max);
                    return answer;
                }
            } catch (UncheckedIOException e) {
                // The connection broke, so the outcome is unknown: retry.
            }
            Background.sleep(PAUSE);
        }
    }

    @Override
    public void close() {
        isOpen = false;
    }
}
