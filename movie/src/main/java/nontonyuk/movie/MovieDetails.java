package nontonyuk.movie;

import java.time.LocalDate;
import java.util.List;
import nontonyuk.common.problem.Check;

/** The fields that each request about a movie has, and their rules. The bodies of POST and PUT are below. */
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

    /** The body of POST /movies: a movie, and its first showtimes if there are any. */
    record NewMovie(
            String title,
            String genre,
            Long duration,
            String overview,
            LocalDate releaseDate,
            List<Scheduling.NewShowtime> schedule)
            implements MovieDetails {
        private static final int MAX_SHOWTIMES = 100;

        public NewMovie {
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

    /** The body of PUT /movies/{id}. It replaces all details; a missing one becomes empty. */
    record ChangedMovie(String title, String genre, Long duration, String overview, LocalDate releaseDate)
            implements MovieDetails {
        public ChangedMovie {
            var check = new Check();
            MovieDetails.check(check, title, genre, duration, overview, releaseDate);
            check.done();
            title = title.strip();
            genre = genre.strip();
        }
    }
}
