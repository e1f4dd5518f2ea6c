package nontonyuk.labs.tmdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nontonyuk.common.problem.Json;

/** The movies and genres of {@code movies.json} in the forms of TheMovieDB, the most popular movie first. */
record Catalogue(
        JsonNode genres,
        List<JsonNode> popular,
        List<JsonNode> nowPlaying,
        Dates dates,
        Map<Integer, JsonNode> details) {
    private static final int NOW_PLAYING = 30;

    /** A movie in a list. A field keeps this value if the file has no other; unknown is null, zero or empty. */
    private static final String ENTRY = """
            {"adult": false, "backdrop_path": null, "genre_ids": [], "id": 0, "original_language": "",
             "original_title": "", "overview": "", "popularity": 0, "poster_path": null, "release_date": "",
             "title": "", "video": false, "vote_average": 0.0, "vote_count": 0}""";

    private static final String DETAILS = """
            {"adult": false, "backdrop_path": null, "belongs_to_collection": null, "budget": 0, "genres": [],
             "homepage": "", "id": 0, "imdb_id": null, "origin_country": [], "original_language": "",
             "original_title": "", "overview": "", "popularity": 0, "poster_path": null, "production_companies": [],
             "production_countries": [], "release_date": "", "revenue": 0, "runtime": 0, "spoken_languages": [],
             "status": "Released", "tagline": "", "title": "", "video": false, "vote_average": 0.0, "vote_count": 0}""";

    /** The first and the last release date among the movies now playing. */
    record Dates(String maximum, String minimum) {}

    static Catalogue load() throws IOException {
        JsonNode file;
        try (var stream = Catalogue.class.getResourceAsStream("movies.json")) {
            file = Json.readLenient(stream.readAllBytes(), JsonNode.class);
        }
        var genres = new HashMap<Integer, JsonNode>();
        for (var genre : file.path("genres")) genres.put(genre.path("id").intValue(), genre);
        var popular = new ArrayList<JsonNode>();
        var details = new HashMap<Integer, JsonNode>();
        for (var node : file.path("movies")) {
            var movie = (ObjectNode) node;
            movie.put("popularity", popularity(popular.size()));
            if (!movie.has("original_title")) movie.set("original_title", movie.get("title"));
            var named = movie.putArray("genres");
            for (var id : movie.path("genre_ids")) named.add(genres.get(id.intValue()));
            popular.add(filled(ENTRY, movie));
            details.put(movie.path("id").intValue(), filled(DETAILS, movie));
        }
        // The newest movies stand for those now playing.
        var newest = popular.stream()
                .sorted(Comparator.comparing(Catalogue::releaseDate).reversed())
                .limit(NOW_PLAYING)
                .toList();
        var nowPlaying = popular.stream().filter(newest::contains).toList();
        var dates = new Dates(releaseDate(newest.get(0)), releaseDate(newest.get(newest.size() - 1)));
        return new Catalogue(file.path("genres"), popular, nowPlaying, dates, details);
    }

    /** The real figures change by the hour; these only keep the order of the file. */
    private static double popularity(int place) {
        return Math.round(1_000_000.0 / (place + 4)) / 1_000.0;
    }

    private static JsonNode filled(String form, JsonNode movie) throws IOException {
        var filled = Json.readLenient(form.getBytes(UTF_8), JsonNode.class);
        for (var field : filled.properties()) {
            if (movie.has(field.getKey())) field.setValue(movie.get(field.getKey()));
        }
        return filled;
    }

    private static String releaseDate(JsonNode movie) {
        return movie.path("release_date").textValue();
    }
}
