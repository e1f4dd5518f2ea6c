package nontonyuk.labs.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import nontonyuk.common.http.TestClient.Answer;
import nontonyuk.labs.running.Race;
import nontonyuk.labs.system.Desk;
import nontonyuk.labs.system.RunningSystem;

/**
 * A race of 300 buyers for 200 seats on a cluster, and its results. {@code lost} counts the sold seats that a node
 * gives to another order, or to none. {@code busy} counts the answers 503, after which a buyer tries again.
 * {@code writes} are the transactions by node, {@code conflicts} those that the cluster aborted.
 */
record ClusterSale(
        int sold,
        int twice,
        long lost,
        long tooLate,
        long busy,
        int breaches,
        List<Long> waits,
        List<Long> writes,
        List<Long> conflicts) {
    private static final int BUYERS = 300;
    private static final int SEATS = 200;

    boolean isWell() {
        return sold == SEATS && twice == 0 && lost == 0 && tooLate == BUYERS - SEATS && breaches == 0;
    }

    @Override
    public String toString() {
        return """
                %d buyers, %d seats: %d sold, %d of them twice; %d lost, %d breaches; %d buyers too late
                  waited %d ms (median), %d ms (longest); %d times 503; transactions by node %s, aborted %s""".formatted(
                        BUYERS,
                        SEATS,
                        sold,
                        twice,
                        lost,
                        breaches,
                        tooLate,
                        waits.get(BUYERS / 2),
                        waits.get(BUYERS - 1),
                        busy,
                        writes,
                        conflicts);
    }

    static ClusterSale run(GaleraCluster cluster, RunningSystem system) {
        long showtime = new Desk(system).showtime(10, SEATS / 10);
        var body = Desk.body(showtime, 1);
        var clients = IntStream.range(0, BUYERS)
                .mapToObj(
                        i -> system.client(GaleraRun.ORDERS.get(i % 2)).as(system.token("racer" + i + "@example.com")))
                .toList();
        var writes = cluster.status("wsrep_replicated");
        var conflicts = conflicts(cluster);
        var race = Race.of(BUYERS, i -> Bought.by(key -> Desk.withKey(clients.get(i), key, "/orders", body)));
        var orders = new HashMap<String, Long>();
        int sold = 0;
        for (var bought : race.results()) {
            if (bought.answer.status() != 201) continue;
            var order = bought.answer.data();
            orders.put(order.at("/seats/0").asText(), order.path("id").asLong());
            sold++;
        }
        return new ClusterSale(
                sold,
                sold - orders.size(),
                lost(cluster, showtime, orders),
                race.results().stream()
                        .filter(bought -> bought.answer.problem().equals("sold-out"))
                        .count(),
                race.results().stream().mapToLong(Bought::busy).sum(),
                cluster.breaches(),
                race.results().stream().map(Bought::milliseconds).sorted().toList(),
                difference(cluster.status("wsrep_replicated"), writes),
                difference(conflicts(cluster), conflicts));
    }

    private static long lost(GaleraCluster cluster, long showtime, Map<String, Long> orders) {
        var sql = "SELECT seat, order_id FROM seat_claims WHERE showtime_id = " + showtime;
        return cluster.nodes().stream()
                .mapToLong(node -> GaleraRun.missing(orders, cluster.pairs(node, sql)))
                .sum();
    }

    /** A conflict is found when a transaction commits, or before it: then the node aborts it. */
    private static List<Long> conflicts(GaleraCluster cluster) {
        var aborts = cluster.status("wsrep_local_bf_aborts");
        var failures = cluster.status("wsrep_local_cert_failures");
        return IntStream.range(0, aborts.size())
                .mapToObj(i -> aborts.get(i) + failures.get(i))
                .toList();
    }

    private static List<Long> difference(List<Long> now, List<Long> before) {
        return IntStream.range(0, now.size())
                .mapToObj(i -> now.get(i) - before.get(i))
                .toList();
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
}
