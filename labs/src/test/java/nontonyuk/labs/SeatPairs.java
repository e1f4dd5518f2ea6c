package nontonyuk.labs;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Orders of two neighbouring seats each, in halls of their own. No two want the same, until all
 * seats are taken; then they are refused.
 */
final class SeatPairs {
    private static final int ROWS = 26;
    private static final int PAIRS_PER_ROW = 20;

    private final List<Long> showtimes = new ArrayList<>();
    private final AtomicInteger taken = new AtomicInteger();

    SeatPairs(Desk desk, int halls) {
        for (int i = 0; i < halls; i++) showtimes.add(desk.showtime(ROWS, 2 * PAIRS_PER_ROW));
    }

    /** The body of the next order. */
    String next() {
        int number = taken.getAndIncrement();
        int pair = number / showtimes.size() % (ROWS * PAIRS_PER_ROW); // all halls fill evenly
        var row = (char) ('A' + pair / PAIRS_PER_ROW);
        int seat = 1 + 2 * (pair % PAIRS_PER_ROW);
        return "{\"showtime_id\":%d,\"seats\":[\"%c%d\",\"%c%d\"]}"
                .formatted(showtimes.get(number % showtimes.size()), row, seat, row, seat + 1);
    }
}
