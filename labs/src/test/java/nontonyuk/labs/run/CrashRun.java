package nontonyuk.labs.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.http.TestClient.Answer;
import nontonyuk.labs.system.Desk;
import nontonyuk.labs.system.RunningSystem;
import nontonyuk.sql.DatabaseServer;

/**
 * Kills order and the database under load many times. After each kill it checks that every acknowledged order is stored
 * once, and that every rule of the audit holds. It prints a table and takes about five minutes.
 */
final class CrashRun implements AutoCloseable {
    private static final int BUYERS = 8;

    private final RunningSystem system;
    private final List<Long> showtimes = new ArrayList<>();
    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
    private final Queue<String> broken = new ConcurrentLinkedQueue<>();
    private volatile boolean isOpen = true;

    /** Starts the buyers. */
    CrashRun(RunningSystem system) {
        this.system = system;
        var desk = new Desk(system);
        for (int i = 0; i < 20; i++) showtimes.add(desk.showtime(26, 40));
        for (int i = 0; i < BUYERS; i++) {
            var order = desk.order(system.token("crash" + i + "@example.com"));
            var buyer = new Thread(() -> buyWhileOpen(order), "buyer-" + i);
            buyer.setDaemon(true);
            buyer.start();
        }
    }

    public static void main(String[] args) throws IOException {
        boolean isWell = true;
        var folder = Files.createTempDirectory("nontonyuk-"); // of a database server that may be killed
        try (var system = new RunningSystem(folder).startAll();
                var test = new CrashRun(system)) {
            System.out.println("killed    time  acknowledged  lost  breaches");
            for (int i = 1; i <= Integer.getInteger("order.kills", 50); i++) {
                isWell &= print("order", i, test.kill("order"));
            }
            for (int i = 1; i <= Integer.getInteger("database.kills", 20); i++) {
                isWell &= print("database", i, test.kill("database"));
            }
            test.awaitMoneyInPlace();
            System.out.println("the payment provider has what the orders say, and no more");
        } finally {
            DatabaseServer.forget(folder);
        }
        System.out.println(isWell ? "nothing was lost" : "SOMETHING WAS LOST, or is not as it must be");
        System.exit(isWell ? 0 : 1);
    }

    private static boolean print(String victim, int time, Found found) {
        System.out.printf("%-8s %5d %13d %5d %9d%n", victim, time, found.acknowledged, found.lost, found.breaches);
        return found.isWell();
    }

    /** The number of acknowledged orders, of lost ones and of breaches; the last two must be 0. */
    record Found(int acknowledged, long lost, int breaches) {
        boolean isWell() {
            return lost == 0 && breaches == 0;
        }
    }

    /** Waits for some orders, kills and restarts the victim, and checks the orders. */
    Found kill(String victim) {
        int before = acknowledged.size();
        TestClient.await("some orders", () -> acknowledged.size() > before + 20);
        pause(ThreadLocalRandom.current().nextInt(300));
        if (victim.equals("order")) {
            system.process("order").kill();
            system.start("order");
        } else {
            system.database().kill();
            system.startDatabase();
        }
        system.client("order").whenReady();
        return check();
    }

    private Found check() {
        var told = Map.copyOf(acknowledged); // read before the table, which still grows
        var stored = system.pairs("order", "SELECT SUBSTRING_INDEX(made_with, ':', -1), id FROM orders");
        long lost = told.entrySet().stream()
                .filter(one -> !one.getValue().equals(stored.get(one.getKey())))
                .count();
        broken.forEach(System.err::println);
        return new Found(told.size(), lost, system.audit().size() + broken.size());
    }

    /**
     * Stops the buyers, and waits until the balance at the provider equals the value of each order: order reconciles
     * open payments in the background. The database alone can't show a charge that it does not know.
     */
    void awaitMoneyInPlace() {
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

    private void buyWhileOpen(TestClient order) {
        while (isOpen) {
            try {
                buy(order);
            } catch (AssertionError e) { // an answer that openapi.json does not declare
                broken.add(e.getMessage());
            }
        }
    }

    /** Orders two seats, pays two orders of three, and cancels one of three. */
    private void buy(TestClient order) {
        var random = ThreadLocalRandom.current();
        var key = UUID.randomUUID().toString();
        var row = "" + (char) ('A' + random.nextInt(26));
        int seat = 1 + 2 * random.nextInt(20); // pairs leave no single seat
        var body = "{\"showtime_id\":%d,\"seats\":[\"%s\",\"%s\"]}"
                .formatted(showtimes.get(random.nextInt(showtimes.size())), row + seat, row + (seat + 1));
        var answer = untilAnswered(() -> Desk.withKey(order, key, "/orders", body));
        if (answer.status() != 201) return; // another buyer has the seats
        long id = answer.data().path("id").asLong();
        acknowledged.put(key, id);
        if (random.nextInt(3) > 0) untilAnswered(() -> Desk.pay(order, id));
        if (random.nextInt(3) == 0) untilAnswered(() -> Desk.cancel(order, id));
    }

    /** Retries the request until an answer tells its outcome, as a careful client does. */
    private Answer untilAnswered(Supplier<Answer> request) {
        while (true) {
            try {
                var answer = request.get();
                boolean isInFlight =
                        List.of("request-in-flight", "payment-in-progress").contains(answer.problem());
                if (answer.status() < 500 && !isInFlight || !isOpen) return answer;
            } catch (UncheckedIOException e) {
                // The connection broke, so the outcome is unknown: retry.
            }
            pause(50);
        }
    }

    private static void pause(int milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        isOpen = false;
    }
}
