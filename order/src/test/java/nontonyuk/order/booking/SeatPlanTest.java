package nontonyuk.order.booking;

import static org.junit.jupiter.api.Assertions.*;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeatPlanTest {
    private static SeatPlan studio(int rows, int perRow, String taken) {
        var seats = taken == null ? Set.<Seat>of() : Set.copyOf(Seat.list(taken));
        return new SeatPlan(new Showtime.Studio("Studio 1", rows, perRow), seats);
    }

    private static String best(SeatPlan free, int qty) {
        return free.best(qty, 1).toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    the middle of the middle row             | 10 | 10 | | 2 | [E5, E6]
                    the middle of the middle row             | 5  | 5  | | 1 | [C3]
                    the only seat                            | 1  | 1  | | 1 | [A1]
                    towards the rear, not the screen         | 10 | 10 | E1,E2,E3,E4,E5,E6,E7,E8,E9,E10 | 2 | [F5, F6]
                    towards the screen when the rear is full | 10 | 10 | E1,E2,E3,E4,E5,E6,E7,E8,E9,E10,F1,F2,F3,F4,F5,F6,F7,F8,F9,F10,G5 | 2 | [D5, D6]
                    neighbours rather than a gap in the middle | 3 | 4 | A3,B1,B3,C2,C4    | 2 | [A1, A2]
                    one row with a gap rather than two rows  | 3  | 3  | A2,B1,B3,C1,C3    | 2 | [A1, A3]
                    few parts where no row has room          | 3  | 3  | A3,B1,B3,C1,C2    | 3 | [A1, A2, B2]
                    no gap, though C4 and C5 are in the middle | 5 | 8 | C7,A1,D1,D2,D3,D4,D5,D6,D7,D8,C8 | 2 | [C3, C4]
                    """)
    void the_best_seats_are(String reason, int rows, int perRow, String taken, int qty, String best) {
        assertEquals(best, best(studio(rows, perRow, taken), qty), reason);
    }

    @Test
    void all_that_is_left_can_be_had_and_no_more() {
        var free = studio(2, 2, "A1");
        assertEquals(3, free.freeSeats());
        assertEquals("[A2, B1, B2]", best(free, 3));
        assertThrows(IllegalArgumentException.class, () -> free.best(4, 1));
    }

    @Test
    void taken_seats_that_the_studio_does_not_have_take_nothing_away() {
        assertEquals(4, studio(2, 2, "Z9").freeSeats());
    }

    @Test
    void a_choice_among_many_is_spread_but_stays_good() {
        var free = studio(10, 10, null);
        var seen = new HashSet<List<Seat>>();
        for (int i = 0; i < 200; i++) seen.add(free.best(2, 8));
        assertTrue(seen.size() > 4 && seen.size() <= 8, seen.toString());
        for (var seats : seen) {
            assertEquals(seats.get(0).row(), seats.get(1).row());
            assertEquals(seats.get(0).number() + 1, seats.get(1).number());
            assertTrue("DEFG".indexOf(seats.get(0).row()) >= 0, seats.toString());
        }
    }

    @Test
    void a_choice_among_many_does_not_give_up_neighbours() {
        var free = studio(3, 4, "A3,B1,B3,C2,C4");
        for (int i = 0; i < 50; i++) assertEquals("[A1, A2]", free.best(2, 1000).toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    a seat alone between taken ones | 1 | 8 | A1,A2 | A4,A5 | A3
                    a seat alone between taken ones | 1 | 8 | A7,A8 | A4,A5 | A6
                    a seat alone between chosen ones | 1 | 8 |      | A3,A5 | A4
                    two seats are no gap            | 1 | 8 | A1    | A4,A5 | none
                    a seat at the wall is no gap    | 1 | 8 |       | A2,A3 | none
                    a seat at the wall is no gap    | 1 | 8 |       | A6,A7 | none
                    a seat at the wall is no gap    | 2 | 2 | A1    | B1    | none
                    a gap from before does not count | 1 | 8 | A1,A3 | A6,A7 | none
                    a gap from before does not count | 1 | 8 | A1,A3 | A2   | none
                    """)
    void a_choice_leaves_a_gap(String reason, int rows, int perRow, String taken, String chosen, String gap) {
        var found = studio(rows, perRow, taken).gap(Seat.list(chosen));
        assertEquals(gap, found.map(Seat::toString).orElse("none"), reason);
    }

    @Test
    void the_nearest_neighbours_without_a_gap_are_found() {
        var plan = studio(3, 8, "B1,B2");
        assertEquals(
                "[B3, B4]", plan.nearestTo(Seat.list("B4,B5")).orElseThrow().toString());
        assertEquals(
                "[A1, A2]", plan.nearestTo(Seat.list("B1,B2")).orElseThrow().toString());
        assertTrue(studio(1, 3, "A2").nearestTo(Seat.list("A1,A3")).isEmpty());
    }

    /** A slow search over a hall of texts finds the same seats; an x is a taken seat. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void no_neighbours_in_any_hall_are_better_than_the_chosen_ones(int qty) {
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            int rows = 1 + random.nextInt(6);
            int perRow = 1 + random.nextInt(12);
            var taken = new HashSet<Seat>();
            var best = new TreeMap<Integer, List<Seat>>();
            for (int i = 0; i < rows; i++) {
                char name = (char) ('A' + i);
                var seats = IntStream.rangeClosed(1, perRow)
                        .mapToObj(number -> new Seat(name, number))
                        .toList();
                for (var seat : seats) if (random.nextInt(3) == 0) taken.add(seat);
                var row = seats.stream()
                        .map(seat -> taken.contains(seat) ? "x" : ".")
                        .collect(Collectors.joining());
                for (int from = 0; from + qty <= perRow; from++) {
                    if (!row.startsWith(".".repeat(qty), from)) continue;
                    var left = row.substring(Math.max(0, from - 2), from);
                    var right = row.substring(from + qty, Math.min(from + qty + 2, perRow));
                    int gap = left.equals("x.") || right.equals(".x") ? 1000 : 0;
                    int away = (i - (rows - 1) / 2) * (i < (rows - 1) / 2 ? -4 : 2);
                    best.putIfAbsent(gap + away + Math.abs(2 * from + qty - perRow), seats.subList(from, from + qty));
                }
            }
            if (best.isEmpty()) continue;
            var plan = new SeatPlan(new Showtime.Studio("Studio 1", rows, perRow), taken);
            assertEquals(best.firstEntry().getValue(), plan.best(qty, 1), "seed " + seed);
        }
    }

    @Test
    void seats_are_in_the_order_of_their_places() {
        var seats = new TreeSet<>(Seat.list("E10,E9,D11"));
        assertEquals("[D11, E9, E10]", seats.toString());
    }
}
