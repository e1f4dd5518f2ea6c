package nontonyuk.order.booking;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A seat, such as C4. Row A is nearest to the screen. */
public record Seat(char row, int number) implements Comparable<Seat> {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][1-9][0-9]?");
    private static final Comparator<Seat> BY_PLACE =
            Comparator.comparing(Seat::row).thenComparing(Seat::number);

    enum State {
        FREE,
        HELD,
        SOLD,
        /** Held by the user who asks, or sold to that user. */
        YOURS;

        @JsonValue
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The name in capitals; a text that is no name stays as it is: the capital of the dotless ı is I. */
    static String normal(String text) {
        return isName(text) ? text.toUpperCase(Locale.ROOT) : text;
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    public static Seat named(String name) {
        return new Seat(name.charAt(0), Integer.parseInt(name.substring(1)));
    }

    /** The seats of a text such as {@code C4,C5}, sorted. */
    static List<Seat> list(String names) {
        return Arrays.stream(names.split(",")).map(Seat::named).sorted().toList();
    }

    /** The two seats beside this one. At a wall, the studio does not have both. */
    List<Seat> neighbours() {
        return List.of(new Seat(row, number - 1), new Seat(row, number + 1));
    }

    /** By row and number: E9 is before E10, unlike in the order of texts. */
    @Override
    public int compareTo(Seat other) {
        return BY_PLACE.compare(this, other);
    }

    @JsonValue
    @Override
    public String toString() {
        return "" + row + number;
    }
}
