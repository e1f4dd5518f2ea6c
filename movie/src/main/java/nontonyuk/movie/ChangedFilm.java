package nontonyuk.movie;

import java.time.LocalDate;
import nontonyuk.common.Check;

/** What an admin sends to replace all that is said of a film; what is left out is emptied. */
record ChangedFilm(String title, String genre, Long duration, String overview, LocalDate releaseDate)
        implements FilmDetails {

    ChangedFilm {
        var check = new Check();
        FilmDetails.check(check, title, genre, duration, overview, releaseDate);
        check.done();
        title = title.strip();
        genre = genre.strip();
    }
}
