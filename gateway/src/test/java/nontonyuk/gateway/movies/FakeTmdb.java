package nontonyuk.gateway.movies;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.*;
import nontonyuk.gateway.TestGateway;

/** A TheMovieDB with two pages of movies. A test can replace the answer of each path. */
final class FakeTmdb extends Dispatcher {
    static final String POPULAR = "/3/movie/popular?page=1";
    static final String POPULAR_2 = "/3/movie/popular?page=2";
    static final String GENRES = "/3/genre/movie/list";
    static final String INCEPTION = "/3/movie/27205";

    private final Map<String, MockResponse> answers = new ConcurrentHashMap<>();
    private final Map<String, MockResponse> once = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    FakeTmdb(TestGateway gateway) {
        gateway.tmdb.setDispatcher(this);
        put(GENRES, """
                {"genres": [{"id": 28, "name": "Action"}, {"id": 878, "name": "Science Fiction"},
                            {"id": 18, "name": null}, null]}""");
        put(POPULAR, """
                {"page": 1, "total_pages": 2, "results": [
                  {"id": 27205, "title": "Inception", "overview": "Dreams.", "adult": false,
                   "release_date": "2010-07-15", "genre_ids": [28, 999, 878]},
                  {"id": 2, "title": "No running time", "genre_ids": [28]}]}""");
        put(POPULAR_2, """
                {"page": 2, "total_pages": 2, "results": [
                  {"id": 27205, "title": "Inception", "overview": "Dreams.",
                   "release_date": "2010-07-15", "genre_ids": [28, 999, 878]},
                  {"id": 4, "title": "Laskar Pelangi", "overview": "", "release_date": "",
                   "genre_ids": [18, null]}]}""");
        put(INCEPTION, "{\"id\": 27205, \"runtime\": 148}");
        put("/3/movie/2", "{\"id\": 2, \"runtime\": 0}");
        put("/3/movie/4", "{\"id\": 4, \"runtime\": 124}");
    }

    /** Makes this path answer 200 with this body. */
    void put(String path, String json) {
        put(path, new MockResponse.Builder().body(json));
    }

    void put(String path, MockResponse.Builder answer) {
        answers.put(path, answer.build());
    }

    /** Replaces the next answer of this path only. */
    void once(String path, MockResponse.Builder answer) {
        once.put(path, answer.build());
    }

    /** How many requests this path has had. */
    long asked(String path) {
        return asked.stream().filter(path::equals).count();
    }

    /** The paths of all requests in order. */
    List<String> asked() {
        return asked;
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        asked.add(request.getTarget());
        var token = request.getHeaders().get("Authorization");
        if (!("Bearer " + TestGateway.TMDB_TOKEN).equals(token)) return status(401);
        var next = once.remove(request.getTarget());
        if (next != null) return next;
        return answers.getOrDefault(request.getTarget(), status(404));
    }

    private static MockResponse status(int code) {
        return new MockResponse.Builder()
                .code(code)
                .body("{\"success\": false}")
                .build();
    }
}
