package nontonyuk.labs;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import nontonyuk.labs.Load.Result;

/**
 * Measures a system of its own: how much it does at most, and how long people wait at half of that,
 * straight at the services and through the gateway. The two take turns, so that what else the
 * machine does falls on both. Load, services and database share it: ratios carry over to another
 * machine, rates don't.
 */
final class Bench {
    private static final int ROUNDS = 5;
    private static final Duration ROUND = Duration.ofSeconds(4);

    /** Until the JVMs have compiled what is used most, rates only rise. */
    private static final Duration WARM_UP = Duration.ofSeconds(20);

    public static void main(String[] args) {
        System.out.printf(
                "Java %s, %d processors%n",
                System.getProperty("java.version"), Runtime.getRuntime().availableProcessors());
        try (var system = RunningSystem.temporary().with("BCRYPT_COST", "10").startAll()) {
            System.out.println(
                    "                       at most | at half of that: median      90 %      99 %"
                            + "    99.9 %       max | failed");
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
        double most = median(direct);
        double mostByGateway = median(gateway);
        double half = mostByGateway / 2;
        row(workload + ", directly", direct, open(half, workload.direct()));
        row(workload + ", by gateway", gateway, open(half, workload.byGateway()));
        System.out.printf("%-17s %7.2f of it%n", "the gateway keeps", mostByGateway / most);
    }

    private static Result open(double perSecond, Supplier<HttpRequest> requests) {
        return Load.open(perSecond, ROUND.multipliedBy(2), requests);
    }

    private static double median(List<Result> rounds) {
        return rounds.stream().mapToDouble(Result::perSecond).sorted().toArray()[ROUNDS / 2];
    }

    private static void row(String what, List<Result> closed, Result result) {
        long failed = result.failed() + closed.stream().mapToLong(Result::failed).sum();
        System.out.printf(
                "%-18s %9.0f/s | %15.0f/s %9.1f %9.1f %9.1f %9.1f %9.1f | %6d%n",
                what,
                median(closed),
                result.perSecond(),
                result.milliseconds(50),
                result.milliseconds(90),
                result.milliseconds(99),
                result.milliseconds(99.9),
                result.milliseconds(100),
                failed);
    }
}
