package nontonyuk.movie;

import java.time.LocalDate;
import nontonyuk.common.problem.Check;

/** What an admin sends to replace all that is said of a movie; what is left out is emptied. */
record ChangedMovie(String title, String genre, Long duration, String overview, LocalDate releaseDate)
        implements MovieDetails {

    ChangedMovie {
        var check = new Check();
        MovieDetails.check(check, title, genre, duration, overview, releaseDate);
        check.done();
        title = title.strip();
        genre = genre.strip();
    }
}
