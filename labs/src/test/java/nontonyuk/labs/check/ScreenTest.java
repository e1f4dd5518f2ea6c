package nontonyuk.labs.check;

import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.io.TempDir;

/** Checks what a person reads. */
class ScreenTest {
    private static final String TEXTS = """
            title = The last seat
            1.1.name = one after the other, a seat is sold once
            1.2.name = at once, a seat is sold once
            1.2.did = {buyers} customers sent POST /orders for {seat} at once; each statement took 5 ms longer
            1.2.expected = one 201, and 23 × 409 seat-taken
            1.3.name = at most {most} seats
            overlap.saw = up to {most} were inside order at once ({needed} are needed)
            overlap.short = {rounds} rounds
            sold-twice.came = {sold} × 201 (orders {orders})
            sold-twice.means = Nine people have one chair. Another transaction looked between the look and the INSERT, \\
              and it saw the same free seat.
            sold-twice.look = SeatClaims.claim, 002_seat_claims.sql, the hand-out
            """;
    private static final String CODE = """
            package nontonyuk.order.booking;

            final class SeatClaims {
                static int count() {
                    return claim(1);
                }

                static boolean claim(Transaction transaction, long order) {
                    return true;
                }
            }
            """;
    private static final Property.Test NONE = trial -> {};
    private static final Property ONE = Property.of("1.1", 10, NONE);
    private static final Property TWO = Property.of("1.2", 20, NONE, "1.1");
    private static final Property THREE = Property.of("1.3", 70, NONE, "1.2");
    private static final Origin ORIGIN = new Origin("13521001", "if3230", "sha256:16458fcaab", "");

    private final Screen screen = new Screen(new Terminal(true, false));

    @TempDir
    private Path root;

    private Path folder;

    @BeforeEach
    void write() throws IOException {
        folder = Files.createDirectories(root.resolve("labs/exercises/07-last-seat"));
        Files.writeString(folder.resolve("messages.properties"), TEXTS);
        var code = root.resolve("order/src/main/java/nontonyuk/order/booking/SeatClaims.java");
        Files.createDirectories(code.getParent());
        Files.writeString(code, CODE);
        Files.createDirectories(root.resolve("sql/order"));
        Files.writeString(root.resolve("sql/order/002_seat_claims.sql"), "");
    }

    private Report report(Options options, Status status, Trouble trouble, Result... results) {
        var messages = Messages.of(folder, options.lang()).with(Map.of("most", "3"));
        return new Report(
                "07-last-seat",
                root,
                options,
                messages,
                List.of(ONE, TWO, THREE),
                List.of(results),
                trouble,
                status,
                3);
    }

    private static Options options(String lang, String... only) {
        return new Options("5d1f09c2", Set.of(only), false, 1, lang);
    }

    private static Result held(Property property, Proof... proofs) {
        return new Result(property, Status.PASS, "", Map.of(), List.of(proofs), List.of(), List.of(), 0.34);
    }

    private static Result soldTwice() {
        var values = Map.<String, Object>of(
                "buyers", 24, "seat", "C7", "sold", 9, "orders", List.of(71, 72, 74, 75, 76, 77, 78, 79, 80));
        var proof = Proof.of("overlap", 19, 8).and(Proof.of("overlap", 12, 8));
        var traces = List.of("7f3a9c1e", "81b0d2c4", "third");
        return new Result(TWO, Status.FAIL, "sold-twice", values, List.of(proof), traces, List.of(), 2.4);
    }

    @Test
    void the_first_failure_is_told_in_full() {
        var report = report(
                options("en"), Status.FAIL, null, held(ONE), soldTwice(), Result.notTried(THREE, "not-tried", "1.2"));
        assertEquals("""
                lab 07 · The last seat            13521001 · seed 5d1f09c2 · main 16458fc
                  ✔ 1.1  one after the other, a seat is sold once                      0.3 s
                  ✘ 1.2  at once, a seat is sold once                                  2.4 s
                  – 1.3  not tried: 1.2 must hold first
                                                                            10 of 100 points

                1.2  sold-twice
                  we did      24 customers sent POST /orders for C7 at once; each statement took 5 ms longer
                  it was so   up to 19 were inside order at once (8 are needed)
                  expected    one 201, and 23 × 409 seat-taken
                  came        9 × 201 (orders 71 72 74 75 76 77 …)
                  that means  Nine people have one chair. Another transaction looked between the look and the
                              INSERT, and it saw the same free seat.
                  look at     SeatClaims.claim (order/src/main/java/nontonyuk/order/booking/SeatClaims.java:8)
                              002_seat_claims.sql (sql/order/002_seat_claims.sql)
                              the hand-out
                  follow      labs/lab trace 7f3a9c1e
                              labs/lab trace 81b0d2c4
                  again       labs/lab check 07 --only 1.2 --seed 5d1f09c2
                              labs/lab hint gives a hint
                """, screen.whole(report, ORIGIN));
    }

    @Test
    void a_lab_that_holds_says_the_next_step_and_indonesian_writes_a_comma() throws IOException {
        Files.writeString(folder.resolve("messages_id.properties"), """
                title = Kursi terakhir
                1.1.name = satu per satu, kursi terjual sekali
                1.2.name = bersamaan, kursi terjual sekali
                1.3.name = paling banyak {most} kursi
                """);
        var two = held(TWO, Proof.of("overlap", 19, 8));
        assertEquals("""
                lab 07 · Kursi terakhir           13521001 · seed 5d1f09c2 · main 16458fc
                  ✔ 1.1  satu per satu, kursi terjual sekali                           0,3 s
                  ✔ 1.2  bersamaan, kursi terjual sekali                    1 rounds   0,3 s
                  ✔ 1.3  paling banyak 3 kursi                                         0,3 s
                Semua benar: 100 dari 100 poin. labs/lab menunjukkan langkah berikutnya.
                """, screen.whole(report(options("id"), Status.PASS, null, held(ONE), two, held(THREE)), ORIGIN));
    }

    @Test
    void an_unproven_property_says_what_was_seen() {
        var seen = new Result(
                TWO,
                Status.INCONCLUSIVE,
                "not-proven",
                Map.of(),
                List.of(Proof.of("overlap", 3, 8)),
                List.of(),
                List.of(),
                9.8);
        assertEquals("""
                  ? 1.2  at once, a seat is sold once: not proven                      9.8 s
                         Three tries did not show the load or the fault at work: up to 3 were inside order at once
                         (8 are needed). This machine is busy: close other programs and check again. This result
                         counts neither way.
                """, screen.row(report(options("en"), Status.INCONCLUSIVE, null), seen));
    }

    @Test
    void a_work_that_does_not_compile_has_its_errors_and_no_rows() {
        var errors = List.of(new SourceError("order/src/main/java/X.java", 61, "cannot find symbol: x"));
        var report = Report.doesNotCompile(folder, Map.of(), "order", errors, options("en"));
        assertEquals("""
                lab 07 · The last seat            seed 5d1f09c2
                order does not compile, so nothing was tried:
                  order/src/main/java/X.java:61   cannot find symbol: x
                """, screen.whole(report, new Origin("", "", "", "")));
        assertEquals(2, report.exitCode());
    }

    @Test
    void a_service_that_ended_has_its_last_lines() {
        var ended = new Result(
                TWO,
                Status.FAIL,
                "service-ended",
                Map.of("service", "order"),
                List.of(),
                List.of(),
                List.of("INFO order starts", "ERROR out of memory"),
                1);
        var text = screen.whole(report(options("en", "1.2"), Status.FAIL, null, ended), ORIGIN);
        assertTrue(text.contains("""
                  came        order ended by itself
                  its log     INFO order starts
                              ERROR out of memory
                """), text);
        assertFalse(text.contains("points"), text);
    }

    @Test
    void a_plain_terminal_gets_plain_signs_and_a_colour_terminal_gets_colours() {
        var report = report(options("en"), Status.FAIL, null, held(ONE), soldTwice());
        var plain = new Screen(new Terminal(false, false)).whole(report, ORIGIN);
        assertTrue(plain.contains("  ok 1.1  one"), plain);
        assertTrue(plain.contains("  NO 1.2  at once"), plain);
        assertTrue(plain.chars().allMatch(c -> c < 128), plain);
        var coloured = new Screen(new Terminal(true, true)).row(report, held(ONE));
        assertTrue(coloured.startsWith("  \033[32m✔\033[0m 1.1  "), coloured);
    }
}
