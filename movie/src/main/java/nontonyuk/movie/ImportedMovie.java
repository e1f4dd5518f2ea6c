package nontonyuk.movie;

import java.time.LocalDate;
import java.util.Objects;
import nontonyuk.common.problem.Check;

/** A movie as TheMovieDB tells of it; {@code tmdbId} is its number there. */
record ImportedMovie(Long tmdbId, String title, String genre, Long duration, String overview, LocalDate releaseDate)
        implements MovieDetails {

    ImportedMovie {
        var check = new Check();
        check.number("tmdb_id", tmdbId, 1, Long.MAX_VALUE);
        MovieDetails.check(check, title, genre, duration, overview, releaseDate);
        check.done();
        title = title.strip();
        genre = genre.strip();
    }

    boolean saysTheSameAs(Movie movie) {
        return title.equals(movie.title())
                && genre.equals(movie.genre())
                && duration.equals(movie.duration())
                && Objects.equals(overview, movie.overview())
                && Objects.equals(releaseDate, movie.releaseDate());
    }
}
