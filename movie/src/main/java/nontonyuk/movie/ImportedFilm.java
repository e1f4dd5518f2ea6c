package nontonyuk.movie;

import java.time.LocalDate;
import java.util.Objects;
import nontonyuk.common.Check;

/** A film as TheMovieDB tells of it; {@code tmdbId} is its number there. */
record ImportedFilm(Long tmdbId, String title, String genre, Long duration, String overview, LocalDate releaseDate)
        implements FilmDetails {

    ImportedFilm {
        var check = new Check();
        check.number("tmdb_id", tmdbId, 1, Long.MAX_VALUE);
        FilmDetails.check(check, title, genre, duration, overview, releaseDate);
        check.done();
        title = title.strip();
        genre = genre.strip();
    }

    boolean saysTheSameAs(Film film) {
        return title.equals(film.title())
                && genre.equals(film.genre())
                && duration.equals(film.duration())
                && Objects.equals(overview, film.overview())
                && Objects.equals(releaseDate, film.releaseDate());
    }
}
