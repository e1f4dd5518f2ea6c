package nontonyuk.labs.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import nontonyuk.labs.faults.Fault;
import nontonyuk.labs.running.Jars;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks the system of a check: its processes, its proxies, and the verbs of its customers. */
@Tag("course") // .ci/run runs it; `make test` is about the services
class BenchIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    /** Two order processes behind proxies, and a proxy before their database. */
    private static final class FakeCheck implements LabCheck {
        @Override
        public Plan plan(Map<String, String> drawn) {
            return new Plan(
                    List.of("auth", "movie", "order", "payment"),
                    List.of("order"),
                    Set.of("movie", "order", "order-2"),
                    Set.of("order"),
                    Map.of());
        }

        @Override
        public List<Property> properties() {
            return List.of(
                    Property.of("1.1", 10, FakeCheck::booksThroughTheProxies),
                    Property.of("1.2", 10, FakeCheck::breaksAndRestarts),
                    Property.of("1.3", 10, FakeCheck::endsAProcess),
                    Property.of("1.4", 10, FakeCheck::booksThroughTheProxies));
        }

        private static void booksThroughTheProxies(Trial trial) {
            var bench = trial.bench();
            var body = "{\"showtime_id\":%d,\"seats\":[\"B2\"]}".formatted(bench.showtime(3, 8));
            bench.database("order").late(1);
            var first = bench.client("order")
                    .as(bench.token("ani"))
                    .post("/orders", body)
                    .expect(201);
            var second = bench.client("order-2").as(bench.token("budi")).post("/orders", body);
            assertEquals("409 seat-taken", second.outcome());
            assertEquals(first.traceId(), bench.tap("order").exchanges().get(0).traceId());
            assertEquals(1, bench.tap("order-2").exchanges().size());
            assertTrue(bench.tap("movie").forwarded() > 0, "order asks movie past the proxy");
            assertEquals(1, bench.database("order").mostTransactions());
            assertEquals(
                    1,
                    bench.services()
                            .count("order", "orders WHERE id = " + first.data().path("id")));
        }

        private static void breaksAndRestarts(Trial trial) {
            var bench = trial.bench();
            bench.tap("order").set(Fault.read("reset"));
            assertEquals(0, bench.client("order").get("/health/live").status());
            bench.kill("order");
            assertEquals(0, bench.direct("order").get("/health/live").status());
            bench.restart("order");
            bench.restart("order-2");
            assertEquals(200, bench.direct("order").get("/health/ready").status());
        }

        /** As {@code System.exit} does: the service listens no more, and ends after its last request. */
        private static void endsAProcess(Trial trial) {
            var bench = trial.bench();
            var body = "{\"showtime_id\":%d,\"seats\":[\"B3\"]}".formatted(bench.showtime(3, 8));
            var client = bench.client("order").as(bench.token("ani"));
            int before = bench.tap("order").forwarded();
            bench.database("order").late(2_000);
            CompletableFuture.runAsync(() -> client.post("/orders", body));
            assertTrue(bench.within(LIMIT, () -> bench.tap("order").forwarded() > before));
            var direct = bench.direct("order");
            CompletableFuture.runAsync(() -> bench.process("order").terminate()); // the bench does not know of it
            assertTrue(bench.within(LIMIT, () -> direct.get("/health/live").status() == 0));
            direct.get("/health/live").expect(200); // no answer, while the process still runs
        }
    }

    private static Map<String, Path> jars() {
        var paths = new HashMap<String, Path>();
        for (var service : List.of("auth", "movie", "order"))
            paths.put(service, ROOT.resolve(service + "/target/" + service + ".jar"));
        paths.put("payment", ROOT.resolve("labs/target/labs-payment.jar"));
        return paths;
    }

    @Test
    void a_second_check_starts_only_what_has_another_jar_and_what_calls_others(@TempDir Path folder)
            throws IOException {
        var lab = Path.of("exercises/99-fake");
        var jars = jars();
        try (var kept = new KeptBench()) {
            for (var seed : List.of("1", "2", "3")) {
                var options = new Options(seed, Set.of("1.1", "1.2"), false, 1, "en");
                var report = Checker.check(
                        new FakeCheck(), lab, Map.of(), new Jars(jars), folder, options, soFar -> {}, kept);
                assertEquals("pass pass", statuses(report));
                if (seed.equals("2")) jars.put("movie", Files.copy(jars.get("movie"), besides(jars.get("movie"))));
            }
        } finally {
            Files.deleteIfExists(besides(jars().get("movie")));
        }
        assertTrue(Files.exists(folder.resolve("movie.2.log")));
        assertFalse(Files.exists(folder.resolve("movie.3.log")));
        assertFalse(Files.exists(folder.resolve("auth.2.log")));
        assertTrue(Files.exists(folder.resolve("order.3.log")));
    }

    /** In the same folder, since the jar names those in {@code lib}. */
    private static Path besides(Path jar) {
        return jar.resolveSibling("movie-copy.jar");
    }

    @Test
    void a_check_runs_on_a_whole_system(@TempDir Path folder) {
        try (var bench = new KeptBench()) {
            var options = new Options("1", Set.of(), false, 1, "en");
            var lab = Path.of("exercises/99-fake");
            assertReport(Checker.check(
                    new FakeCheck(), lab, Map.of(), new Jars(jars()), folder, options, soFar -> {}, bench));
        }
    }

    private static void assertReport(Report report) {
        var screen = new Screen(new Terminal(true, false)).whole(report, new Origin("", "", "", ""));
        assertEquals("pass pass fail pass", statuses(report), screen);
        var ended = report.firstFailure().orElseThrow();
        assertEquals("service-ended {service=order}", ended.code() + " " + ended.values());
        assertTrue(ended.log().size() > 3, "the log has lines of order");
    }

    private static String statuses(Report report) {
        var words = report.results().stream().map(result -> result.status().word());
        return String.join(" ", words.toList());
    }
}
