package nontonyuk.labs;

import java.io.IOException;
import java.time.Duration;
import nontonyuk.labs.Load.Result;

/**
 * Sends a system of its own up to five times what it can do, through the gateway, and prints how
 * much of its best it still does then. What comes beyond is turned away at once. That costs
 * something, too, here from the same processor: little beside an order or a login, much beside a
 * list of films.
 */
final class Overload {
    private static final double[] TIMES = {0.5, 1, 2, 5};
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration STEP = Duration.ofSeconds(10);

    public static void main(String[] args) {
        try (var system = RunningSystem.temporary().with("BCRYPT_COST", "10").startAll()) {
            separate();
            System.out.println(
                    "            offered   went well  of its best  99 % (ms)  the others");
            for (var workload : Workload.all(system)) measure(workload);
        }
    }

    /**
     * Gives the system one processor and the load another: else the load would take from the system
     * what it has left.
     */
    private static void separate() {
        var self = ProcessHandle.current();
        boolean isDone = self.descendants().allMatch(process -> pin(process, 0)) && pin(self, 1);
        System.out.println(
                isDone
                        ? "the system has one processor, the load another"
                        : "without taskset, load and system share the processors");
    }

    private static boolean pin(ProcessHandle process, int processor) {
        try {
            var number = Integer.toString(processor);
            var pid = Long.toString(process.pid());
            return new ProcessBuilder("taskset", "-a", "-c", "-p", number, pid).start().waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void measure(Workload workload) {
        var requests = workload.byGateway();
        double warm = Load.closed(Workload.CLIENTS, WARM_UP, requests).perSecond();
        Load.open(TIMES[TIMES.length - 1] * warm, WARM_UP, requests); // to turn away, too
        double most = Load.closed(Workload.CLIENTS, STEP, requests).perSecond();
        double best = most;
        for (double times : TIMES) {
            var result = Load.open(times * most, STEP, requests);
            best = Math.max(best, result.perSecond());
            row(workload, times, times * most, result.perSecond() / best, result);
        }
    }

    private static void row(
            Workload workload, double times, double offered, double share, Result result) {
        System.out.printf(
                "%-6s %3.1f x %5.0f/s %9.0f/s %12.2f %10.0f  %s%n",
                workload.name(),
                times,
                offered,
                result.perSecond(),
                share,
                result.milliseconds(99),
                result.failures());
    }
}
