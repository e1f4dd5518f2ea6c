package nontonyuk.labs;

import java.io.IOException;
import java.time.Duration;
import nontonyuk.labs.Load.Result;

/**
 * Sends a system of its own up to five times what it can do, through the gateway, and prints how
 * much of its best it still does then. What comes beyond is turned away at once. That costs
 * something, too: little beside an order or a login, but so much beside a list of films that five
 * times as many take a third of the processor that gateway, service and database share here.
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
     * Gives the system one processor and the load another, where there are two and a taskset: or
     * the load would take from the system what it has left.
     */
    private static void separate() {
        if (Runtime.getRuntime().availableProcessors() < 2) return;
        var self = ProcessHandle.current();
        self.descendants().forEach(process -> pin(process, 0));
        pin(self, 1);
    }

    private static void pin(ProcessHandle process, int processor) {
        try {
            new ProcessBuilder("taskset", "-a", "-c", "-p", "" + processor, "" + process.pid())
                    .start()
                    .waitFor();
        } catch (IOException e) {
            System.out.println("load and system share the processors: " + e.getMessage());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void measure(Workload workload) {
        var requests = workload.byGateway();
        Load.closed(Workload.CLIENTS, WARM_UP, requests);
        double most = Load.closed(Workload.CLIENTS, STEP, requests).perSecond();
        double best = 0;
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
                workload,
                times,
                offered,
                result.perSecond(),
                share,
                result.milliseconds(99),
                result.failures());
    }
}
