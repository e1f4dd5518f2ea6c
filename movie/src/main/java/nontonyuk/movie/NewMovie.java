package nontonyuk.movie;

import java.time.LocalDate;
import java.util.List;
import nontonyuk.common.problem.Check;

/** What an admin sends to add a movie, with its first showtimes where there are some already. */
record NewMovie(
        String title, String genre, Long duration, String overview, LocalDate releaseDate, List<NewShowtime> schedule)
        implements MovieDetails {
    private static final int MOST_SHOWTIMES = 100;

    NewMovie {
        schedule = schedule == null ? List.of() : schedule;
        var check = new Check();
        MovieDetails.check(check, title, genre, duration, overview, releaseDate);
        check.that(
                schedule.size() <= MOST_SHOWTIMES,
                "schedule",
                "too-long",
                "must have at most " + MOST_SHOWTIMES + " showtimes");
        for (int i = 0; i < schedule.size(); i++) {
            check.present("schedule[" + i + "]", schedule.get(i));
        }
        check.done();
        title = title.strip();
        genre = genre.strip();
    }
}
