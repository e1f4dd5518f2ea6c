package nontonyuk.labs.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nontonyuk.labs.load.Load;
import nontonyuk.labs.load.Load.Result;
import nontonyuk.labs.load.Workload;
import nontonyuk.labs.system.RunningSystem;

/**
 * Measures the maximum rate of a system, and the waiting times at half of the gateway's maximum, directly and through
 * the gateway. The two alternate, so other work on the machine affects both. Load, services and database share one
 * machine: the ratios are valid for other machines, the rates are not.
 */
final class BenchRun {
    private static final int ROUNDS = 5;
    private static final Duration ROUND = Duration.ofSeconds(4);

    /** The rates rise until the JVMs have compiled the most used code. */
    private static final Duration WARM_UP = Duration.ofSeconds(20);

    public static void main(String[] args) {
        System.out.printf(
                "Java %s, %d processors%n",
                System.getProperty("java.version"), Runtime.getRuntime().availableProcessors());
        try (var system = RunningSystem.temporary()
                .with("BCRYPT_COST", "10")
                .with("GATEWAY_CACHE_MS", "0") // so that the gateway forwards each request
                .optimized()
                .startAll()) {
            System.out.println("                       at most | at half of the gateway's: median     90 %"
                    + "     99 %      max | failed");
            for (var workload : Workload.all(system)) measure(workload);
        }
    }

    private static void measure(Workload workload) {
        Load.closed(Workload.CLIENTS, WARM_UP, workload.direct());
        Load.closed(Workload.CLIENTS, WARM_UP, workload.byGateway());
        var direct = new ArrayList<Result>();
        var gateway = new ArrayList<Result>();
        for (int i = 0; i < ROUNDS; i++) {
            direct.add(Load.closed(Workload.CLIENTS, ROUND, workload.direct()));
            gateway.add(Load.closed(Workload.CLIENTS, ROUND, workload.byGateway()));
        }
        double half = median(gateway) / 2;
        var directAtHalf = new ArrayList<Result>();
        var gatewayAtHalf = new ArrayList<Result>();
        for (int i = 0; i < ROUNDS; i++) {
            directAtHalf.add(Load.open(half, ROUND, workload.direct()));
            gatewayAtHalf.add(Load.open(half, ROUND, workload.byGateway()));
        }
        row(workload.name() + ", directly", direct, Result.of(directAtHalf));
        row(workload.name() + ", by gateway", gateway, Result.of(gatewayAtHalf));
        System.out.printf("%-17s %7.2f of it%n", "the gateway keeps", median(gateway) / median(direct));
    }

    private static double median(List<Result> rounds) {
        return rounds.stream().mapToDouble(Result::perSecond).sorted().toArray()[ROUNDS / 2];
    }

    private static void row(String what, List<Result> atMost, Result atHalf) {
        System.out.printf(
                "%-18s %9.0f/s | %16.0f/s %12.1f %8.1f %8.1f %8.1f | %6d%n",
                what,
                median(atMost),
                atHalf.perSecond(),
                atHalf.milliseconds(50),
                atHalf.milliseconds(90),
                atHalf.milliseconds(99),
                atHalf.milliseconds(100),
                Result.of(atMost).failed() + atHalf.failed());
    }
}
