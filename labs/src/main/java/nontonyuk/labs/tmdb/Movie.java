package nontonyuk.labs.tmdb;

import java.util.List;
import java.util.Map;

/** A movie as {@code movies.json} tells it; {@code original_title} and the votes may be missing there. */
record Movie(
        int id,
        String imdbId,
        String title,
        String originalTitle,
        String originalLanguage,
        String releaseDate,
        int runtime,
        List<Integer> genreIds,
        double voteAverage,
        int voteCount,
        String overview) {

    Movie {
        if (originalTitle == null) originalTitle = title;
    }

    record Genre(int id, String name) {}

    /** Its line in a list. */
    record Entry(
            boolean adult,
            String backdropPath,
            List<Integer> genreIds,
            int id,
            String originalLanguage,
            String originalTitle,
            String overview,
            double popularity,
            String posterPath,
            String releaseDate,
            String title,
            boolean video,
            double voteAverage,
            int voteCount) {}

    /** All about it. What we don't know is given as TheMovieDB gives what it doesn't know: null, zero or empty. */
    record Details(
            boolean adult,
            String backdropPath,
            Object belongsToCollection,
            long budget,
            List<Genre> genres,
            String homepage,
            int id,
            String imdbId,
            List<String> originCountry,
            String originalLanguage,
            String originalTitle,
            String overview,
            double popularity,
            String posterPath,
            List<Object> productionCompanies,
            List<Object> productionCountries,
            String releaseDate,
            long revenue,
            int runtime,
            List<Object> spokenLanguages,
            String status,
            String tagline,
            String title,
            boolean video,
            double voteAverage,
            int voteCount) {}

    Entry entry(double popularity) {
        return new Entry(
                false,
                null,
                genreIds,
                id,
                originalLanguage,
                originalTitle,
                overview,
                popularity,
                null,
                releaseDate,
                title,
                false,
                voteAverage,
                voteCount);
    }

    Details details(double popularity, Map<Integer, Genre> genres) {
        return new Details(
                false,
                null,
                null,
                0,
                genreIds.stream().map(genres::get).toList(),
                "",
                id,
                imdbId,
                List.of(),
                originalLanguage,
                originalTitle,
                overview,
                popularity,
                null,
                List.of(),
                List.of(),
                releaseDate,
                0,
                runtime,
                List.of(),
                "Released",
                "",
                title,
                false,
                voteAverage,
                voteCount);
    }
}
