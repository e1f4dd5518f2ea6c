package nontonyuk.labs.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nontonyuk.common.Settings;
import nontonyuk.labs.system.RunningSystem;
import nontonyuk.sql.Audit;
import nontonyuk.sql.Ports;

/** The three database nodes of {@code labs/galera.sh}. They end with this JVM. */
final class GaleraCluster implements AutoCloseable {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern NODE = Pattern.compile("127\\.0\\.0\\.1:\\d+");
    private static final int BASE_PORT = Ports.free();

    private final Map<String, String> settings = new HashMap<>();
    private final List<String> nodes;

    private GaleraCluster(List<String> lines) {
        for (var name : List.of("auth", "movie", "order")) {
            settings.put(name.toUpperCase(Locale.ROOT) + "_DB_USER", "nontonyuk_" + name);
            settings.put(name.toUpperCase(Locale.ROOT) + "_DB_PASSWORD", RunningSystem.SECRET);
        }
        for (var line : lines) settings.put(line.replaceFirst("=.*", ""), line.replaceFirst("[^=]*=", ""));
        nodes = NODE.matcher(settings.get("ORDER_DB_URL"))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    /** Whether this machine has Debian's packages of a cluster. */
    static boolean isInstalled() {
        return Stream.of("/usr/sbin/mariadbd", "/usr/lib/galera/libgalera_smm.so", "/usr/bin/rsync")
                .allMatch(file -> Files.exists(Path.of(file)));
    }

    /** Makes a new cluster. Throws an exception with the reason, such as a missing package. */
    static GaleraCluster start() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> script("stop")));
        script("start");
        return new GaleraCluster(script("settings"));
    }

    private static List<String> script(String... arguments) {
        var command = new ArrayList<>(List.of("labs/galera.sh"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(ROOT.toFile()).redirectError(Redirect.INHERIT);
        for (var name : List.of("AUTH", "MOVIE", "ORDER"))
            builder.environment().put(name + "_DB_PASSWORD", RunningSystem.SECRET);
        // The folder and the ports are not those of .env, so this cluster leaves a practice cluster alone.
        builder.environment().put("RUN_DIR", ROOT.resolve("target").toString());
        builder.environment().put("DB_PORT", "" + BASE_PORT);
        try {
            var process = builder.start();
            var lines =
                    new String(process.getInputStream().readAllBytes()).lines().toList();
            if (process.waitFor() != 0) throw new IllegalStateException(String.join(" ", command) + " failed");
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The settings of the services, such as {@code ORDER_DB_URL}. */
    Map<String, String> settings() {
        return settings;
    }

    /** The numbers of the nodes: 1, 2 and 3. */
    List<Integer> nodes() {
        return List.of(1, 2, 3);
    }

    void kill(int node) {
        script("kill", "" + node);
    }

    /** Brings a node back, and waits until it has all that it missed. */
    void startAgain(int node) {
        script("start", "" + node);
    }

    /** Counts the broken rules of order's database, on all nodes. */
    int breaches() {
        int breaches = 0;
        for (int node : nodes()) {
            var ofNode = new HashMap<>(settings);
            ofNode.put("ORDER_DB_URL", url(node));
            ofNode.put("HOLD_SEATS_PER_SHOWTIME", "0");
            ofNode.put("HOLD_SEATS", "0");
            var broken = Audit.breaches(Settings.of(ofNode));
            if (!broken.isEmpty()) System.err.println("node " + node + ": " + broken);
            breaches += broken.size();
        }
        return breaches;
    }

    /** The rows of a query with two columns, a text and a number, on one node. */
    Map<String, Long> pairs(int node, String sql) {
        try (var connection = connect(node);
                var rows = connection.createStatement().executeQuery(sql)) {
            var pairs = new HashMap<String, Long>();
            while (rows.next()) pairs.put(rows.getString(1), rows.getLong(2));
            return pairs;
        } catch (SQLException e) {
            throw new IllegalStateException("node " + node + ": " + e.getMessage(), e);
        }
    }

    /** A counter of each node, such as {@code wsrep_replicated}: the transactions that clients committed on it. */
    List<Long> status(String name) {
        return nodes().stream()
                .map(node ->
                        pairs(node, "SHOW GLOBAL STATUS LIKE '" + name + "'").get(name))
                .toList();
    }

    private Connection connect(int node) throws SQLException {
        return DriverManager.getConnection(url(node), "nontonyuk_order", RunningSystem.SECRET);
    }

    /** A read waits until the node has all that the cluster has committed. */
    private String url(int node) {
        return "jdbc:mysql://" + nodes.get(node - 1)
                + "/nontonyuk_order?sessionVariables=wsrep_sync_wait=1&useServerPrepStmts=false";
    }

    @Override
    public void close() {
        script("stop");
    }
}
