package nontonyuk.labs.run;

import java.util.List;
import nontonyuk.labs.load.Customers;
import nontonyuk.labs.load.Customers.Seen;
import nontonyuk.labs.system.RunningSystem;

/**
 * Restarts each instance of each service, one after the other, while customers go on buying, and prints what they
 * noticed: nothing must fail. Of each service there are two; those of the gateway need a balancer in front, so the
 * customers go to the other one where nobody takes their call.
 */
final class RollingRestartRun implements AutoCloseable {
    private final RunningSystem system;
    private final Customers customers;

    /** Customers come from now on to a system that has {@link #startTwoOfEach two of each}. */
    RollingRestartRun(RunningSystem system, int count) {
        this.system = system;
        var gateways = List.of(system.client("gateway"), system.client("gateway-2"));
        customers = new Customers(system, count, gateways);
    }

    static RunningSystem startTwoOfEach(RunningSystem system) {
        RunningSystem.SERVICES.forEach(system::withSecond);
        return system.startAll();
    }

    public static void main(String[] args) {
        boolean isWell = true;
        try (var system = startTwoOfEach(RunningSystem.temporary());
                var test = new RollingRestartRun(system, 8)) {
            System.out.println("round  restarted  gone after  " + Seen.HEADING);
            for (int round = 1; round <= Integer.getInteger("rounds", 3); round++) {
                for (var instance : system.instances()) {
                    var restart = test.restart(instance);
                    isWell &= restart.seen().isWell();
                    System.out.printf("%5d  %s%n", round, restart);
                }
            }
        }
        System.exit(isWell ? 0 : 1);
    }

    record Restart(String instance, long goneAfterMilliseconds, Seen seen) {
        @Override
        public String toString() {
            return "%-10s %7d ms  %s".formatted(instance, goneAfterMilliseconds, seen);
        }
    }

    /** With what the customers met from a while before until a while after. */
    Restart restart(String instance) {
        customers.awaitEachAgain();
        long goneAfter = system.process(instance).terminate();
        customers.awaitEachAgain(); // without it
        system.start(instance);
        system.client(instance).whenReady();
        customers.awaitEachAgain();
        return new Restart(instance, goneAfter, customers.seen());
    }

    @Override
    public void close() {
        customers.close();
    }
}
