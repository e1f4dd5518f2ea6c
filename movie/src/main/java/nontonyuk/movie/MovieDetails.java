package nontonyuk.movie;

import java.time.LocalDate;
import nontonyuk.common.problem.Check;

/** What every request about a movie says of it, and the rules for that. */
interface MovieDetails {
    String title();

    String genre();

    Long duration();

    String overview();

    LocalDate releaseDate();

    /** Tells {@code check} the faults of these five. */
    static void check(Check check, String title, String genre, Long duration, String overview, LocalDate releaseDate) {
        check.text("title", title, 200);
        check.text("genre", genre, 200);
        check.number("duration", duration, 1, 600);
        check.optionalText("overview", overview, 4000);
        check.that(
                releaseDate == null || (releaseDate.getYear() >= 1800 && releaseDate.getYear() < 2200),
                "release_date",
                "out-of-range",
                "must be in the years 1800 to 2199");
    }
}
