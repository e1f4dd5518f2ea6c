package nontonyuk.labs.run;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import nontonyuk.labs.load.Load;
import nontonyuk.labs.load.Load.Result;
import nontonyuk.labs.load.Processors;
import nontonyuk.labs.load.Workload;
import nontonyuk.labs.system.RunningSystem;

/**
 * Sends up to five times the maximum rate of a system through the gateway, and prints which part of the maximum is
 * left. The gateway refuses the rest at once. A refusal costs processor time too: little compared with an order or a
 * login, much compared with a list of movies. The loads alternate, so other work on the machine affects all of them.
 */
final class OverloadRun {
    private static final List<Double> TIMES = List.of(0.5, 1.0, 2.0, 5.0);
    private static final int ROUNDS = 3;
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration STEP = Duration.ofSeconds(6);

    public static void main(String[] args) {
        try (var system = RunningSystem.temporary()
                .with("BCRYPT_COST", "10")
                .with("GATEWAY_CACHE_MS", "0") // a cached answer costs the load more than the system
                .optimized()
                .startAll()) {
            System.out.println(
                    Processors.separate()
                            ? "the system has one processor, the load another"
                            : "without taskset, load and system share the processors");
            System.out.println("            offered   went well  of its best  99 % (ms)  the others");
            for (var workload : Workload.all(system)) measure(workload);
        }
    }

    private static void measure(Workload workload) {
        double most = most(workload.byGateway());
        var rounds = new TreeMap<Double, List<Result>>();
        for (int i = 0; i < ROUNDS; i++) {
            for (var times : TIMES) {
                rounds.computeIfAbsent(times, first -> new ArrayList<>())
                        .add(Load.open(times * most, STEP, workload.byGateway()));
            }
        }
        var results = new TreeMap<Double, Result>();
        rounds.forEach((times, result) -> results.put(times, Result.of(result)));
        double best =
                results.values().stream().mapToDouble(Result::perSecond).max().orElseThrow();
        results.forEach((times, result) -> row(workload, times, times * most, result, best));
    }

    /** The maximum rate, after a warm-up of the answers and of the refusals. */
    private static double most(Supplier<HttpRequest> requests) {
        Load.closed(Workload.CLIENTS, WARM_UP, requests);
        double most = Load.closed(Workload.CLIENTS, STEP, requests).perSecond();
        Load.open(5 * most, WARM_UP, requests);
        return Math.max(most, Load.open(5 * most, STEP, requests).perSecond());
    }

    private static void row(Workload workload, double times, double offered, Result result, double best) {
        System.out.printf(
                "%-6s %3.1f x %5.0f/s %9.0f/s %12.2f %10.0f  %s%n",
                workload.name(),
                times,
                offered,
                result.perSecond(),
                result.perSecond() / best,
                result.milliseconds(99),
                result.failures());
    }
}
