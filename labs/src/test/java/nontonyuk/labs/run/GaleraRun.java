package nontonyuk.labs.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nontonyuk.common.http.TestClient.Answer;
import nontonyuk.labs.load.CarefulBuyers;
import nontonyuk.labs.running.Race;
import nontonyuk.labs.system.Desk;
import nontonyuk.labs.system.RunningSystem;

/**
 * Runs the services on a cluster of three databases. First 300 buyers race for 200 seats, over two processes of order
 * that write to all nodes. Then it kills each node under load and brings it back, and checks the orders on every node.
 */
final class GaleraRun implements AutoCloseable {
    private static final List<String> ORDERS = List.of("order", "order-2");
    private static final int BUYERS = 300;
    private static final int SEATS = 200;

    private final GaleraCluster cluster;
    private final RunningSystem system;
    private final CarefulBuyers buyers;

    /** Starts the buyers. */
    GaleraRun(GaleraCluster cluster, RunningSystem system) {
        this.cluster = cluster;
        this.system = system;
        buyers = new CarefulBuyers(system, 8, ORDERS);
    }

    static RunningSystem startOn(GaleraCluster cluster) {
        return RunningSystem.on(cluster.settings()).withSecond("order").startAll();
    }

    public static void main(String[] args) {
        boolean isWell = true;
        try (var cluster = GaleraCluster.start();
                var system = startOn(cluster)) {
            for (int i = 0; i < Integer.getInteger("races", 3); i++) {
                var sale = race(cluster, system);
                isWell &= sale.isWell();
                System.out.println(sale);
            }
            isWell &= killNodes(cluster, system);
        }
        System.out.println(isWell ? "nothing was lost" : "SOMETHING WAS LOST, or is not as it must be");
        System.exit(isWell ? 0 : 1);
    }

    private static boolean killNodes(GaleraCluster cluster, RunningSystem system) {
        boolean isWell = true;
        try (var test = new GaleraRun(cluster, system)) {
            System.out.println("killed  acknowledged  lost  breaches  longest wait: before  killed  coming back");
            for (int i = 0; i < Integer.getInteger("kills", 6); i++) {
                var found = test.kill(1 + i % 3);
                isWell &= found.isWell();
                System.out.println(found);
            }
            test.buyers.awaitMoneyInPlace();
            System.out.println("the payment provider has what the orders say, and no more");
        }
        return isWell;
    }

    /** The results of a race. {@code busy} counts the answers 503 that a buyer repeated. */
    record Sale(int sold, int twice, long soldOut, long busy, int breaches, String waits, String writes) {
        boolean isWell() {
            return sold == SEATS && twice == 0 && soldOut == BUYERS - SEATS && breaches == 0;
        }

        @Override
        public String toString() {
            return "%d buyers, %d seats: %d sold, %d sold twice, %d buyers too late, %d breaches;"
                            .formatted(BUYERS, SEATS, sold, twice, soldOut, breaches)
                    + " %d times 503; waited %s; %s".formatted(busy, waits, writes);
        }
    }

    static Sale race(GaleraCluster cluster, RunningSystem system) {
        var desk = new Desk(system);
        long showtime = desk.showtime(10, SEATS / 10);
        var clients = IntStream.range(0, BUYERS)
                .mapToObj(i -> system.client(ORDERS.get(i % 2)).as(system.token("racer" + i + "@example.com")))
                .toList();
        var writes = counters(cluster, "wsrep_replicated");
        var conflicts = counters(cluster, "wsrep_local_cert_failures");
        var kills = counters(cluster, "wsrep_local_bf_aborts");
        var race = Race.of(
                BUYERS, i -> Bought.by(key -> Desk.withKey(clients.get(i), key, "/orders", Desk.body(showtime, 1))));
        var answers = race.results().stream().map(Bought::answer).toList();
        var seats = new ArrayList<String>();
        for (var answer : answers) {
            for (var seat : answer.data().path("seats")) seats.add(seat.asText());
        }
        return new Sale(
                seats.size(),
                seats.size() - new HashSet<>(seats).size(),
                answers.stream()
                        .filter(answer -> answer.problem().equals("sold-out"))
                        .count(),
                race.results().stream().mapToLong(Bought::busy).sum(),
                breaches(cluster),
                waits(race.results()),
                "transactions by node %s, conflicts %s, aborts %s"
                        .formatted(
                                since(writes, cluster, "wsrep_replicated"),
                                since(conflicts, cluster, "wsrep_local_cert_failures"),
                                since(kills, cluster, "wsrep_local_bf_aborts")));
    }

    private record Bought(Answer answer, long busy, long milliseconds) {
        static Bought by(Function<String, Answer> request) {
            var key = UUID.randomUUID().toString();
            long begin = System.nanoTime();
            for (int busy = 0; ; busy++) {
                var answer = request.apply(key);
                boolean isOpen = answer.status() >= 500 || answer.problem().equals("request-in-flight");
                if (!isOpen) return new Bought(answer, busy, (System.nanoTime() - begin) / 1_000_000);
            }
        }
    }

    private static String waits(List<Bought> all) {
        var sorted = all.stream().map(Bought::milliseconds).sorted().toList();
        return "%d ms (median), %d ms (longest)"
                .formatted(sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
    }

    private static List<Long> counters(GaleraCluster cluster, String name) {
        return cluster.nodes().stream().map(node -> cluster.status(node, name)).collect(Collectors.toList());
    }

    private static List<Long> since(List<Long> before, GaleraCluster cluster, String name) {
        var now = counters(cluster, name);
        return IntStream.range(0, before.size())
                .mapToObj(i -> now.get(i) - before.get(i))
                .toList();
    }

    private static int breaches(GaleraCluster cluster) {
        int breaches = 0;
        for (int node : cluster.nodes()) {
            var broken = cluster.audit(node);
            if (!broken.isEmpty()) System.err.println("node " + node + ": " + broken);
            breaches += broken.size();
        }
        return breaches;
    }

    /** The state after a kill; each wait is in milliseconds. */
    record Found(int node, int acknowledged, long lost, int breaches, long before, long killed, long comingBack) {
        boolean isWell() {
            return lost == 0 && breaches == 0;
        }

        @Override
        public String toString() {
            return "node %d %13d %5d %9d %18d ms %4d ms %9d ms"
                    .formatted(node, acknowledged, lost, breaches, before, killed, comingBack);
        }
    }

    /** Kills a node under load, waits for some orders, brings it back, and checks the orders on every node. */
    Found kill(int node) {
        buyers.longestWait();
        buyers.awaitOrders(100);
        long before = buyers.longestWait().toMillis();
        cluster.kill(node);
        buyers.awaitOrders(100);
        long killed = buyers.longestWait().toMillis();
        cluster.startAgain(node);
        buyers.awaitOrders(100);
        long comingBack = buyers.longestWait().toMillis();
        var told = buyers.acknowledged(); // read before the tables, which still grow
        long lost = 0;
        for (int each : cluster.nodes()) {
            var stored = cluster.pairs(each, CrashRun.ORDERS_BY_KEY);
            lost += told.entrySet().stream()
                    .filter(one -> !one.getValue().equals(stored.get(one.getKey())))
                    .count();
        }
        buyers.broken().forEach(System.err::println);
        int breaches = breaches(cluster) + buyers.broken().size();
        return new Found(node, told.size(), lost, breaches, before, killed, comingBack);
    }

    @Override
    public void close() {
        buyers.close();
    }
}
