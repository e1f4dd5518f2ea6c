package nontonyuk.labs.run;

import java.util.List;
import java.util.Map;
import nontonyuk.labs.load.CarefulBuyers;
import nontonyuk.labs.system.RunningSystem;

/**
 * Runs the services on a cluster of three databases. First 300 buyers race for 200 seats, over two processes of order
 * that write to all nodes. Then it kills each node under load and brings it back, and checks the orders on every node.
 */
final class GaleraRun implements AutoCloseable {
    static final List<String> ORDERS = List.of("order", "order-2");

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
                var sale = ClusterSale.run(cluster, system);
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

    /** The orders that a node does not have, or has with another number. */
    static long missing(Map<String, Long> told, Map<String, Long> stored) {
        return told.entrySet().stream()
                .filter(one -> !one.getValue().equals(stored.get(one.getKey())))
                .count();
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
            lost += missing(told, cluster.pairs(each, CrashRun.ORDERS_BY_KEY));
        }
        buyers.broken().forEach(System.err::println);
        int breaches = cluster.breaches() + buyers.broken().size();
        return new Found(node, told.size(), lost, breaches, before, killed, comingBack);
    }

    @Override
    public void close() {
        buyers.close();
    }
}
