package nontonyuk.labs.run;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.token.TestTokens;
import nontonyuk.labs.load.Load;
import nontonyuk.labs.load.Processors;
import nontonyuk.labs.load.Workload;
import nontonyuk.labs.premiere.Chain;
import nontonyuk.labs.premiere.Comparison;
import nontonyuk.labs.premiere.Cost;
import nontonyuk.labs.premiere.Door;
import nontonyuk.labs.premiere.Premiere;
import nontonyuk.labs.premiere.Requests;
import nontonyuk.labs.premiere.Result;
import nontonyuk.labs.premiere.Storage;
import nontonyuk.labs.premiere.WaitingRoom;
import nontonyuk.labs.system.Desk;
import nontonyuk.labs.system.RunningSystem;
import nontonyuk.sql.DatabaseServer;
import nontonyuk.sql.TestSigningKey;

/**
 * A premiere on a system that has one processor: what a request costs, how fast one showtime can be sold, and what a
 * waiting room changes for a crowd. It prints the tables of labs/scale.md and takes about five minutes.
 */
final class PremiereRun {
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("warm.up", 15));
    private static final Duration STEP = Duration.ofSeconds(Integer.getInteger("step", 8));
    private static final Duration ARRIVAL = Duration.ofSeconds(10);

    /** Part of the rate that the system has at most; the rest is for the second tries. */
    private static final double ADMITTED = 0.7;

    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(1, task -> {
        var thread = new Thread(task, "clock");
        thread.setDaemon(true);
        return thread;
    });
    private final RunningSystem system;
    private final Path data;
    private final Requests requests;
    private final TestClient gateway;
    private final Map<String, Cost> costs = new LinkedHashMap<>();

    private PremiereRun(RunningSystem system, Path data) {
        this.system = system;
        this.data = data;
        this.gateway = TestClient.to(Integer.parseInt(system.settings().get("GATEWAY_PORT")));
        var buyer = gateway.as(system.token("load0@example.com"));
        this.requests = new Requests(system, new Desk(system), buyer);
    }

    public static void main(String[] args) throws IOException {
        var data = Files.createTempDirectory("nontonyuk-");
        try (var system = new RunningSystem(data)
                .with("BCRYPT_COST", "10")
                .with("XRAY", "0")
                .optimized()
                .startAll()) {
            new PremiereRun(system, data).run();
        } finally {
            DatabaseServer.forget(data);
        }
    }

    private void run() {
        var workloads = Workload.all(system);
        workloads.forEach(workload -> Load.closed(Workload.CLIENTS, WARM_UP, workload.byGateway()));
        Load.closed(Workload.CLIENTS, WARM_UP, requests.maps());
        if (!Processors.separate()) System.out.println("Without taskset, load and system share the processors.");
        System.out.print(Cost.HEADING);
        cost("20 movies", workloads.get(0).byGateway());
        cost("login", workloads.get(2).byGateway());
        cost("seat map", requests.maps());
        var before = Storage.of(system, data);
        var orders = cost("order of two seats", workloads.get(1).byGateway());
        var between = Storage.of(system, data);
        var payments = cost("payment", requests.payments());
        System.out.printf("%nAn order: %s.%n", between.since(before, orders));
        System.out.printf("Its payment: %s.%n", Storage.of(system, data).since(between, payments));
        rates();
        premieres();
        System.out.printf("%nThe audit finds %s.%n", system.audit().isEmpty() ? "no breach" : system.audit());
    }

    /** Returns the number of requests. */
    private long cost(String what, Supplier<HttpRequest> requests) {
        var cost = Cost.of(what, STEP, requests);
        System.out.println(cost);
        costs.put(what, cost);
        return cost.count();
    }

    private void rates() {
        System.out.print(
                "\n| orders of two seats | a second | 99 % | order | database | refused |\n|---|---|---|---|---|---|\n");
        rate("200 showtimes at once", requests.orders(200));
        rate("6 showtimes at once", requests.orders(6));
        rate("one showtime after the other", requests.orders(1));
        rate("one, and all want the best seats", requests.ordersOfBestSeats());
    }

    private void rate(String what, Supplier<HttpRequest> requests) {
        System.out.println(Cost.of(what, STEP, requests).rateRow());
    }

    private void premieres() {
        var map = costs.get("seat map");
        var order = costs.get("order of two seats");
        double perSecond = ADMITTED / (1 / map.perSecond() + 1 / order.perSecond());
        var without = premiere(Door.OPEN);
        var room = new WaitingRoom(clock, perSecond);
        var with = premiere(room);
        System.out.printf(
                "%n| %d buyers, %d pairs of seats | without | with the waiting room, %.0f a second |%n|---|---|---|%n",
                Chain.buyers(Requests.PAIRS), Requests.PAIRS, perSecond);
        new Comparison(without, with, map.total() + order.total()).print();
        var chain = new Chain(costs);
        chain.print("without a waiting room", without, 0);
        chain.print("with a waiting room", with, room.polls());
    }

    private Result premiere(Door door) {
        var tokens = IntStream.range(0, Chain.buyers(Requests.PAIRS))
                .mapToObj(i -> TestTokens.customer(1_000_000 + i, TestSigningKey.ID))
                .toList();
        long showtime = requests.newShowtime();
        return Premiere.run(clock, gateway, showtime, door, tokens, ARRIVAL);
    }
}
