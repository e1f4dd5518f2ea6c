package nontonyuk.labs.check;

import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import nontonyuk.sql.DatabaseServer;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.io.TempDir;

/** Checks the verdicts of the checker with properties of a few lines. */
class CheckerTest {
    private static final Property.Test HOLDS = trial -> {};
    private static final Property.Test FAILS = trial -> trial.tell("seat", "C7").wrong("sold-twice");

    @AutoClose
    private FakeLab lab;

    @BeforeEach
    void start(@TempDir Path root) throws IOException {
        lab = new FakeLab(root);
    }

    private static String statuses(Report report) {
        var statuses = new ArrayList<String>();
        for (var result : report.results())
            statuses.add((result.property().id() + " " + result.status().word() + " " + result.code()).strip());
        return String.join(", ", statuses);
    }

    @Test
    void a_lab_passes_if_all_of_its_properties_hold() {
        var report = lab.check(Property.of("1.1", 80, HOLDS), Property.of("own", 20, HOLDS, "1.1"));
        assertEquals("1.1 pass, own pass", statuses(report));
        assertEquals(Status.PASS, report.status());
        assertEquals(0, report.exitCode());
        assertEquals("100 of 100", report.score() + " of " + report.maxScore());
    }

    @Test
    void what_needs_a_broken_property_is_not_tried_and_the_rest_is() {
        var report = lab.check(
                Property.of("1.1", 10, FAILS),
                Property.of("1.2", 20, HOLDS, "1.1"),
                Property.of("1.3", 30, HOLDS, "1.2"),
                Property.of("2.1", 40, HOLDS));
        assertEquals(
                "1.1 fail sold-twice, 1.2 not_tried not-tried, 1.3 not_tried not-tried, 2.1 pass", statuses(report));
        assertEquals(Map.of("need", "1.2"), report.result("1.3").orElseThrow().values());
        assertEquals(Map.of("seat", "C7"), report.firstFailure().orElseThrow().values());
        assertEquals(1, report.exitCode());
        assertEquals(40, report.score());
    }

    @Test
    void a_failure_in_another_thread_of_a_property_counts() {
        var report = lab.check(Property.of(
                "1.1",
                10,
                trial -> CompletableFuture.runAsync(() -> trial.wrong("late")).join()));
        assertEquals("1.1 fail late", statuses(report));
    }

    @Test
    void an_unproven_property_is_tried_three_times_with_more_force_and_then_counts_neither_way() {
        var forces = new ArrayList<Integer>();
        var report = lab.check(Property.of("1.1", 10, trial -> {
            forces.add(trial.force());
            trial.saw("overlap", 3, 8);
        }));
        assertEquals(List.of(1, 2, 4), forces);
        assertEquals("1.1 inconclusive not-proven", statuses(report));
        assertEquals(3, report.exitCode());
        assertEquals(0, report.score());
    }

    @Test
    void a_property_that_is_proven_in_a_later_try_holds() {
        var report = lab.check(Property.of("1.1", 10, trial -> trial.saw("overlap", 4 * trial.force(), 8)));
        assertEquals("1.1 pass", statuses(report));
        var thrown = lab.check(Property.of("1.1", 10, trial -> {
            if (trial.force() == 1) throw new NotProven();
        }));
        assertEquals("1.1 pass", statuses(thrown));
    }

    @Test
    void half_of_the_rounds_prove_a_load() {
        var half = Property.of("1.1", 10, trial -> {
            for (int seen : new int[] {9, 2, 8, 3}) trial.saw("overlap", seen, 8);
        });
        var fewer = Property.of("1.2", 10, trial -> {
            for (int seen : new int[] {9, 2, 7, 3}) trial.saw("overlap", seen, 8);
        });
        assertEquals("1.1 pass, 1.2 inconclusive not-proven", statuses(lab.check(half, fewer)));
    }

    @Test
    void a_broken_rule_is_a_failure_without_any_proof() {
        var report = lab.check(Property.of("1.1", 10, trial -> {
            trial.saw("overlap", 1, 8);
            trial.wrong("sold-twice");
        }));
        assertEquals("1.1 fail sold-twice", statuses(report));
    }

    @Test
    void another_exception_is_a_failure_of_the_checker_itself() throws IOException {
        var report = lab.check(Property.of("1.1", 10, trial -> trial.drawn("missing")), Property.of("1.2", 10, HOLDS));
        assertEquals("1.1 inconclusive checker-failed, 1.2 pass", statuses(report));
        assertEquals(3, report.exitCode());
        var trace = Files.readString(lab.runFolder().resolve("checker-failure.txt"));
        assertTrue(trace.contains("lab.json has no parameter missing"), trace);
    }

    @Test
    void a_property_that_takes_too_long_fails_only_if_a_request_waits() {
        var quick = Duration.ofMillis(600);
        var slow = lab.check(FakeLab.OPTIONS, quick, Property.of("1.1", 10, trial -> Thread.sleep(60_000)));
        assertEquals("1.1 inconclusive too-slow", statuses(slow));
        var waits = lab.check(
                FakeLab.OPTIONS,
                quick,
                Property.of("1.1", 10, trial -> trial.bench().client("movie").get("/silent")));
        assertEquals("1.1 fail no-answer", statuses(waits));
        assertEquals("GET /silent", waits.firstFailure().orElseThrow().values().get("request"));
    }

    @Test
    void an_unexpected_answer_is_a_failure_that_tells_the_request() {
        var report = lab.check(
                Property.of(
                        "1.1",
                        10,
                        trial -> trial.bench().client("movie").get("/fine").expect(201)),
                Property.of(
                        "1.2",
                        10,
                        trial -> trial.bench().client("movie").get("/broken").expect(201)),
                Property.of(
                        "1.3",
                        10,
                        trial -> trial.bench().client("order").get("/fine").expect(201)));
        assertEquals("1.1 fail odd-answer, 1.2 fail internal-error, 1.3 fail no-answer", statuses(report));
        var first = report.firstFailure().orElseThrow();
        assertEquals(1, first.traces().size());
        assertEquals(
                Map.of("request", "GET /fine", "status", 200, "body", "{\"data\":{\"id\":7}}", "expected", "201"),
                first.values());
    }

    @Test
    void the_seed_and_the_id_draw_the_numbers_of_a_property() {
        var drawn = new ArrayList<Integer>();
        Property.Test draws = trial -> drawn.add(trial.random().nextInt());
        lab.check(Property.of("1.1", 10, draws), Property.of("1.2", 10, draws));
        lab.check(Property.of("1.2", 10, draws));
        assertNotEquals(drawn.get(0), drawn.get(1));
        assertEquals(drawn.get(1), drawn.get(2));
    }

    @Test
    void chosen_properties_run_without_those_that_they_need() {
        var options = new Options("1", Set.of("1.2"), false, 5, "en");
        var rounds = new ArrayList<Integer>();
        var report = lab.check(
                options,
                Checker.EACH,
                Property.of("1.1", 10, FAILS),
                Property.of("1.2", 20, trial -> rounds.add(trial.rounds(12)), "1.1"));
        assertEquals("1.2 pass", statuses(report));
        assertEquals(List.of(60), rounds);
        assertFalse(report.isWhole());
    }

    @Test
    void without_any_chosen_property_nothing_passes() {
        var report =
                lab.check(new Options("1", Set.of("9.9"), false, 1, "en"), Checker.EACH, Property.of("1.1", 10, HOLDS));
        assertEquals(
                "no-such-property {ids=[9.9]}",
                report.trouble().code() + " " + report.trouble().values());
        assertEquals(3, report.exitCode());
    }

    @Test
    void without_a_database_nothing_counts(@TempDir Path data) {
        var one = new FakeLab.Lab(List.of(Property.of("1.1", 10, HOLDS)));
        var report = lab.check(FakeLab.OPTIONS, Checker.EACH, one, () -> {
            DatabaseServer.start(data, lab.port());
            throw new AssertionError("the port is taken");
        });
        assertEquals(
                "inconclusive no-database",
                report.status().word() + " " + report.trouble().code());
        assertTrue(report.trouble().values().get("why").toString().startsWith("port " + lab.port() + " is taken"));
    }

    @Test
    void a_system_that_cannot_be_prepared_is_an_error_of_the_work() {
        var report = lab.check(FakeLab.OPTIONS, Checker.EACH, new LabCheck() {
            @Override
            public Plan plan(Map<String, String> drawn) {
                return Plan.of("movie");
            }

            @Override
            public List<Property> properties() {
                return List.of(Property.of("1.1", 10, HOLDS));
            }

            @Override
            public void prepare(Bench bench) {
                bench.client("movie").get("/broken").expect(200);
            }
        });
        assertEquals(
                "error not-prepared",
                report.status().word() + " " + report.trouble().code());
        assertEquals(2, report.exitCode());
    }

    @Test
    void the_watcher_sees_the_report_grow() {
        lab.check(Property.of("1.1", 10, HOLDS), Property.of("1.2", 10, FAILS));
        assertEquals(
                List.of("", "1.1 pass", "1.1 pass, 1.2 fail sold-twice"),
                lab.watched.stream().map(CheckerTest::statuses).toList());
        assertEquals(Status.INCONCLUSIVE, lab.watched.get(1).status());
    }

    @Test
    void a_path_and_a_trace_are_sent_as_they_are() {
        lab.check(Property.of("1.1", 10, trial -> {
            var client = trial.bench().client("movie");
            var answer = client.get("/fine/%31%2F+?q=%C3%A9");
            assertEquals("/fine/%31%2F+", answer.header("x-path"));
            assertTrue(answer.traceId().matches("[0-9a-f]{32}"));
            var id = "4bf92f3577b34da6a3ce929d0e0e4736";
            var traced = client.with("traceparent", "00-" + id + "-00f067aa0ba902b7-01")
                    .get("/fine");
            assertEquals(id, traced.traceId());
        }));
        assertEquals(List.of("1.1 pass"), List.of(statuses(lab.watched.get(1))));
    }
}
