package nontonyuk.labs.check.labs;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import nontonyuk.labs.check.Answer;

/** The bodies of {@code POST /orders}, and the order in its answer. */
final class Orders {
    private Orders() {}

    /** An order for the best free seats. */
    static String any(long showtime, int qty) {
        return "{\"showtime_id\":%d,\"qty\":%d}".formatted(showtime, qty);
    }

    /** An order for exactly these seats. */
    static String seats(long showtime, String... seats) {
        var names = Stream.of(seats).collect(Collectors.joining("\",\"", "\"", "\""));
        return "{\"showtime_id\":%d,\"seats\":[%s]}".formatted(showtime, names);
    }

    static long id(Answer answer) {
        return answer.data().path("id").asLong();
    }
}
