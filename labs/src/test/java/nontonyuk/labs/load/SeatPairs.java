package nontonyuk.labs.load;

import java.util.ArrayList;
import java.util.List;
import nontonyuk.labs.system.Desk;

/**
 * Bodies of orders for two neighbouring seats. No two orders want the same seat. When all studios are full, it adds as
 * many new ones.
 */
public final class SeatPairs {
    private static final int ROWS = 26;
    private static final int PAIRS_PER_ROW = 20;

    private final Desk desk;
    private final int studios;
    private final List<Long> showtimes = new ArrayList<>();
    private int number;

    public SeatPairs(Desk desk, int studios) {
        this.desk = desk;
        this.studios = studios;
        addShowtimes();
    }

    private void addShowtimes() {
        showtimes.clear();
        for (int i = 0; i < studios; i++) showtimes.add(desk.showtime(ROWS, 2 * PAIRS_PER_ROW));
        number = 0;
    }

    /** The body of the next order. */
    public synchronized String next() {
        if (number == studios * ROWS * PAIRS_PER_ROW) addShowtimes();
        int pair = number / studios; // fills all studios evenly
        var row = (char) ('A' + pair / PAIRS_PER_ROW);
        int seat = 1 + 2 * (pair % PAIRS_PER_ROW);
        return "{\"showtime_id\":%d,\"seats\":[\"%c%d\",\"%c%d\"]}"
                .formatted(showtimes.get(number++ % studios), row, seat, row, seat + 1);
    }
}
