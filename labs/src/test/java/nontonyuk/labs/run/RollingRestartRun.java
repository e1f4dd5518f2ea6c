package nontonyuk.labs.run;

import java.util.List;
import nontonyuk.labs.load.Customers;
import nontonyuk.labs.load.Customers.Seen;
import nontonyuk.labs.system.RunningSystem;

/**
 * Restarts each instance of each service in turn while customers buy, and prints their failures: there must be none.
 * Each service has two instances. The customers do the work of a load balancer: if a gateway refuses the connection,
 * they use the other one.
 */
final class RollingRestartRun implements AutoCloseable {
    private final RunningSystem system;
    private final Customers customers;

    /** Starts the customers of a system with {@link #startTwoOfEach two instances} of each service. */
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

    /** Restarts an instance; the result has the failures before, during and after the restart. */
    Restart restart(String instance) {
        customers.awaitEachAgain();
        long goneAfter = system.process(instance).terminate();
        customers.awaitEachAgain(); // they finish a visit while the instance is down
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
