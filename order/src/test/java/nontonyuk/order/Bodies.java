package nontonyuk.order;

import java.util.List;

/** Bodies of POST /orders that many tests send. */
public final class Bodies {
    private Bodies() {}

    /** The best {@code qty} seats of a showtime. */
    public static String best(long showtimeId, int qty) {
        return "{\"showtime_id\": %d, \"qty\": %d}".formatted(showtimeId, qty);
    }

    /** Exactly these seats of a showtime. */
    public static String seats(long showtimeId, String... seats) {
        return "{\"showtime_id\": %d, \"seats\": [\"%s\"]}"
                .formatted(showtimeId, String.join("\", \"", List.of(seats)));
    }

    public static String title(String title, int qty) {
        return "{\"movie_title\": \"%s\", \"qty\": %d}".formatted(title, qty);
    }
}
