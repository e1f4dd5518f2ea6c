package nontonyuk.order.booking;

import static org.junit.jupiter.api.Assertions.*;

import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SeatPlanTest {
    private static SeatPlan studio(int rows, int perRow, String... taken) {
        var seats = Stream.of(taken).flatMap(row -> Seat.list(row).stream());
        return new SeatPlan(new Showtime.Studio("Studio 1", rows, perRow), seats.collect(Collectors.toSet()));
    }

    private static String best(SeatPlan free, int qty) {
        return free.best(qty, 1).toString();
    }

    @Test
    void the_best_seats_are_in_the_middle_of_the_middle_row() {
        assertEquals("[E5, E6]", best(studio(10, 10), 2));
        assertEquals("[C3]", best(studio(5, 5), 1));
        assertEquals("[A1]", best(studio(1, 1), 1));
    }

    @Test
    void the_next_best_are_towards_the_rear_and_not_towards_the_screen() {
        var middleRow = "E1,E2,E3,E4,E5,E6,E7,E8,E9,E10";
        assertEquals("[F5, F6]", best(studio(10, 10, middleRow), 2));
        var rowBehind = middleRow.replace('E', 'F');
        assertEquals("[D5, D6]", best(studio(10, 10, middleRow, rowBehind, "G5"), 2));
    }

    @Test
    void neighbours_anywhere_are_better_than_a_gap_in_the_middle() {
        assertEquals("[A1, A2]", best(studio(3, 4, "A3,B1,B3,C2,C4"), 2));
    }

    @Test
    void one_row_with_a_gap_is_better_than_two_rows() {
        assertEquals("[A1, A3]", best(studio(3, 3, "A2,B1,B3,C1,C3"), 2));
    }

    @Test
    void a_group_is_split_over_rows_only_when_no_row_has_room_and_into_few_parts() {
        assertEquals("[A1, A2, B2]", best(studio(3, 3, "A3,B1,B3,C1,C2"), 3));
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
        var free = studio(10, 10);
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

    private static String gap(SeatPlan plan, String seats) {
        return plan.gap(Seat.list(seats)).map(Seat::toString).orElse("none");
    }

    @Test
    void a_seat_alone_between_taken_ones_is_a_gap() {
        assertEquals("A3", gap(studio(1, 8, "A1,A2"), "A4,A5"));
        assertEquals("A6", gap(studio(1, 8, "A7,A8"), "A4,A5"));
        assertEquals("A4", gap(studio(1, 8), "A3,A5"));
    }

    @Test
    void two_seats_or_a_seat_at_the_wall_are_no_gap() {
        assertEquals("none", gap(studio(1, 8, "A1"), "A4,A5"));
        assertEquals("none", gap(studio(1, 8), "A2,A3"));
        assertEquals("none", gap(studio(1, 8), "A6,A7"));
        assertEquals("none", gap(studio(2, 2, "A1"), "B1"));
    }

    @Test
    void a_gap_that_was_there_before_is_nobodys_fault() {
        assertEquals("none", gap(studio(1, 8, "A1,A3"), "A6,A7"));
        assertEquals("none", gap(studio(1, 8, "A1,A3"), "A2"));
    }

    @Test
    void the_best_seats_leave_no_gap_where_others_are_to_be_had() {
        // In the middle it would be C4 and C5, which leave C6 alone.
        assertEquals("[C3, C4]", best(studio(5, 8, "C7,A1,D1,D2,D3,D4,D5,D6,D7,D8,C8"), 2));
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

    @Test
    void seats_are_in_the_order_of_their_places() {
        var seats = new TreeSet<>(Seat.list("E10,E9,D11"));
        assertEquals("[D11, E9, E10]", seats.toString());
    }
}
