package nontonyuk.movie;

import java.time.LocalDate;
import nontonyuk.common.problem.Check;

/** The fields that each request about a movie has, and their rules. */
interface MovieDetails {
    String title();

    String genre();

    Long duration();

    String overview();

    LocalDate releaseDate();

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
