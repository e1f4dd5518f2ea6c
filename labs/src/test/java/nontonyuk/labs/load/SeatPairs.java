package nontonyuk.labs.load;

import java.util.ArrayList;
import java.util.List;
import nontonyuk.labs.system.Desk;

/**
 * Orders of two neighbouring seats each, no two of which want the same. Where all halls are full, as many new ones
 * open.
 */
public final class SeatPairs {
    private static final int ROWS = 26;
    private static final int PAIRS_PER_ROW = 20;

    private final Desk desk;
    private final int halls;
    private final List<Long> showtimes = new ArrayList<>();
    private int number;

    public SeatPairs(Desk desk, int halls) {
        this.desk = desk;
        this.halls = halls;
        open();
    }

    private void open() {
        showtimes.clear();
        for (int i = 0; i < halls; i++) showtimes.add(desk.showtime(ROWS, 2 * PAIRS_PER_ROW));
        number = 0;
    }

    /** The body of the next order. */
    public synchronized String next() {
        if (number == halls * ROWS * PAIRS_PER_ROW) open();
        int pair = number / halls; // all halls fill evenly
        var row = (char) ('A' + pair / PAIRS_PER_ROW);
        int seat = 1 + 2 * (pair % PAIRS_PER_ROW);
        return "{\"showtime_id\":%d,\"seats\":[\"%c%d\",\"%c%d\"]}"
                .formatted(showtimes.get(number++ % halls), row, seat, row, seat + 1);
    }
}
