package nontonyuk.movie;

import java.time.LocalDate;
import java.util.List;
import nontonyuk.common.problem.Check;

/** The body of POST /movies: a movie, and its first showtimes if there are any. */
record NewMovie(
        String title, String genre, Long duration, String overview, LocalDate releaseDate, List<NewShowtime> schedule)
        implements MovieDetails {
    private static final int MAX_SHOWTIMES = 100;

    NewMovie {
        schedule = schedule == null ? List.of() : schedule;
        var check = new Check();
        MovieDetails.check(check, title, genre, duration, overview, releaseDate);
        check.that(
                schedule.size() <= MAX_SHOWTIMES,
                "schedule",
                "too-long",
                "must have at most " + MAX_SHOWTIMES + " showtimes");
        for (int i = 0; i < schedule.size(); i++) {
            check.present("schedule[" + i + "]", schedule.get(i));
        }
        check.done();
        title = title.strip();
        genre = genre.strip();
    }
}
