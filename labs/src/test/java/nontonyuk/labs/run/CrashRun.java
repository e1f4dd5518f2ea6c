package nontonyuk.labs.run;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import nontonyuk.common.Background;
import nontonyuk.labs.load.CarefulBuyers;
import nontonyuk.labs.system.RunningSystem;
import nontonyuk.sql.DatabaseServer;

/**
 * Kills order and the database under load many times. After each kill it checks that every acknowledged order is stored
 * once, and that every rule of the audit holds. It prints a table and takes about five minutes.
 */
final class CrashRun implements AutoCloseable {
    /** The key of the request and the number of each order. */
    static final String ORDERS_BY_KEY = "SELECT SUBSTRING_INDEX(made_with, ':', -1), id FROM orders";

    private final RunningSystem system;
    private final CarefulBuyers buyers;

    /** Starts the buyers. */
    CrashRun(RunningSystem system) {
        this.system = system;
        buyers = new CarefulBuyers(system, 8, List.of("order"));
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
        buyers.awaitOrders(20);
        Background.sleep(Duration.ofMillis(ThreadLocalRandom.current().nextInt(300)));
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
        var told = buyers.acknowledged(); // read before the table, which still grows
        var stored = system.pairs("order", ORDERS_BY_KEY);
        long lost = told.entrySet().stream()
                .filter(one -> !one.getValue().equals(stored.get(one.getKey())))
                .count();
        buyers.broken().forEach(System.err::println);
        return new Found(
                told.size(), lost, system.audit().size() + buyers.broken().size());
    }

    void awaitMoneyInPlace() {
        buyers.awaitMoneyInPlace();
    }

    @Override
    public void close() {
        buyers.close();
    }
}
