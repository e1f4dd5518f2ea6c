package nontonyuk.movie;

import static nontonyuk.movie.TestMovie.quoted;
import static org.junit.jupiter.api.Assertions.*;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nontonyuk.common.token.TestTokens;
import org.junit.jupiter.api.*;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalsTest {
    private static final String MOVIE = "{'title': 'A', 'genre': 'B', 'duration': 90}";
    private static final String SHOWTIME = "{'studio_id': 1, 'starts_at': '2099-01-01T19:00:00+07:00', 'price': 1}";

    @AutoClose
    private static final TestMovie service = new TestMovie();

    private static long movie;

    @BeforeAll
    static void start() {
        movie = service.addMovie("A movie", 90);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {}                                                     | title:required,genre:required,duration:required
                    {'title': ' ', 'genre': '', 'duration': 0}             | title:required,genre:required,duration:out-of-range
                    {'title': 'A', 'genre': 'B', 'duration': 601}          | duration:out-of-range
                    {'title': 'A', 'genre': 'B', 'duration': -1}           | duration:out-of-range
                    {'title': 'A', 'genre': 'B', 'duration': '90'}         | duration:wrong-type
                    {'title': 'A', 'genre': 'B', 'duration': 90.5}         | duration:wrong-type
                    {'title': 'A', 'genre': 'B', 'duration': 99999999999999999999} | duration:wrong-type
                    {'title': 7, 'genre': 'B', 'duration': 90}             | title:wrong-type
                    {'title': 'A', 'genre': ['B'], 'duration': 90}         | genre:wrong-type
                    {'title': '\\u0000', 'genre': '\\ud800', 'duration': 90} | title:bad-character,genre:bad-character
                    {'title': 'A', 'genre': 'B', 'duration': 90, 'id': 5}  | id:unknown-field
                    {'title': 'A', 'genre': 'B', 'duration': 90, 'tmdb_id': 5} | tmdb_id:unknown-field
                    {'title': 'A', 'genre': 'B', 'duration': 90, 'release_date': 'soon'} | release_date:wrong-type
                    {'title': 'A', 'genre': 'B', 'duration': 90, 'release_date': '+12345-01-01'} | release_date:out-of-range
                    {'title': 'A', 'genre': 'B', 'duration': 90, 'release_date': '1700-01-01'} | release_date:out-of-range
                    """)
    void a_bad_movie_is_told_field_by_field(String json, String faults) {
        service.post("/movies", json).expectFaults(faults);
        service.put("/movies/" + movie, json).expectFaults(faults);
    }

    @Test
    void a_text_that_is_too_long_is_told_before_the_database_cuts_it() {
        var json = "{'title': '%s', 'genre': '%s', 'duration': 90, 'overview': '%s'}";
        var most = json.formatted("🎬".repeat(200), "é".repeat(200), "你".repeat(4000));
        service.post("/movies", most).expect(201);
        var more = json.formatted("t".repeat(201), "g".repeat(201), "o".repeat(4001));
        service.post("/movies", more).expectFaults("title:too-long,genre:too-long,overview:too-long");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {}                                                                   | studio_id:required,starts_at:required,price:required
                    {'studio_id': 0, 'starts_at': '2020-01-01T00:00:00Z', 'price': -1}   | studio_id:out-of-range,starts_at:out-of-range,price:out-of-range
                    {'studio_id': 1, 'starts_at': '2099-01-01T00:00:00Z', 'price': 10000001} | price:out-of-range
                    {'studio_id': 1, 'starts_at': '2099-01-01T00:00:00Z', 'price': 0}    | price:out-of-range
                    {'studio_id': 1, 'starts_at': '2099-01-01T00:00:00Z', 'price': null} | price:required
                    {'studio_id': 1, 'starts_at': '2099-01-01T00:00:00', 'price': 1}     | starts_at:wrong-type
                    {'studio_id': 1, 'starts_at': 1790000000, 'price': 1}                | starts_at:wrong-type
                    {'studio_id': 1, 'starts_at': '+99999-01-01T00:00:00Z', 'price': 1}  | starts_at:out-of-range
                    {'studio_id': '1', 'starts_at': '2099-01-01T00:00:00Z', 'price': 1}  | studio_id:wrong-type
                    {'studio_id': 1, 'starts_at': '2099-01-01T00:00:00Z', 'price': 1, 'ends_at': null} | ends_at:unknown-field
                    """)
    void a_bad_showtime_is_told_field_by_field(String json, String faults) {
        var path = "/movies/" + movie + "/showtimes";
        service.post(path, json).expectFaults(faults);
        var nested = MOVIE.replace("}", ", 'schedule': [" + SHOWTIME + ", " + json + "]}");
        var below = faults.replaceAll("(^|,)", "$1schedule[1].");
        service.post("/movies", nested).expectFaults(below);
    }

    @Test
    void a_schedule_is_a_list_of_at_most_a_hundred_showtimes() {
        var movie = MOVIE.replace("}", ", 'schedule': %s}");
        service.post("/movies", movie.formatted("5")).expectFaults("schedule:wrong-type");
        service.post("/movies", movie.formatted("[null]")).expectFaults("schedule[0]:required");
        var many = "[" + (SHOWTIME + ",").repeat(100) + SHOWTIME + "]";
        service.post("/movies", movie.formatted(many)).expectFaults("schedule:too-long");
        service.post("/movies", movie.formatted("null")).expect(201);
        service.put("/movies/" + RefusalsTest.movie, movie.formatted("[]")).expectFaults("schedule:unknown-field");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {}                                                   | name:required,seat_rows:required,seats_per_row:required
                    {'name': ' ', 'seat_rows': 27, 'seats_per_row': 41}  | name:required,seat_rows:out-of-range,seats_per_row:out-of-range
                    {'name': 'A', 'seat_rows': 0, 'seats_per_row': -1}   | seat_rows:out-of-range,seats_per_row:out-of-range
                    {'name': 'A', 'seat_rows': true, 'seats_per_row': 1} | seat_rows:wrong-type
                    {'name': 'A', 'seat_rows': 1, 'seats_per_row': 1, 'for_programme': true} | for_programme:unknown-field
                    """)
    void a_bad_studio_is_told_field_by_field(String json, String faults) {
        service.post("/studios", json).expectFaults(faults);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {}               | movies:out-of-range
                    {'movies': []}    | movies:out-of-range
                    {'movies': 1}     | movies:wrong-type
                    {'movies': [null]} | movies[0]:required
                    {'movies': [{}]}  | movies[0].tmdb_id:required,movies[0].title:required,movies[0].genre:required,movies[0].duration:required
                    {'movies': [{'tmdb_id': 1, 'title': 'A', 'genre': 'B', 'duration': 1}, {'tmdb_id': -1, 'title': 'A', 'genre': 'B', 'duration': 0}]} | movies[1].tmdb_id:out-of-range,movies[1].duration:out-of-range
                    {'movies': [{'tmdb_id': 1, 'title': 'A', 'genre': 'B', 'duration': 1}, {'tmdb_id': 1, 'title': 'C', 'genre': 'B', 'duration': 1}]} | movies[1].tmdb_id:duplicate
                    {'movies': [{'tmdb_id': 1, 'title': 'A', 'genre': 'B', 'duration': 1, 'popularity': 5}]} | movies[0].popularity:unknown-field
                    """)
    void a_bad_import_is_told_field_by_field(String json, String faults) {
        service.gateway.post("/movies/import", quoted(json)).expectFaults(faults);
    }

    @Test
    void an_import_has_at_most_a_hundred_movies() {
        var movie = "{'tmdb_id': %d, 'title': 'A', 'genre': 'B', 'duration': 1}";
        var movies = IntStream.rangeClosed(1, 101).mapToObj(movie::formatted).collect(Collectors.joining(","));
        service.gateway
                .post("/movies/import", quoted("{'movies': [" + movies + "]}"))
                .expectFaults("movies:out-of-range");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /movies?page=0            | page:out-of-range
                    /movies?page=x            | page:out-of-range
                    /movies?page=-1           | page:out-of-range
                    /movies?per_page=101      | per_page:out-of-range
                    /movies?q=%00             | q:bad-character
                    /movies?genre=%01         | genre:bad-character
                    /showtimes                | title:required
                    /showtimes?title=         | title:required
                    /showtimes?title=%20      | title:required
                    /showtimes?title=%01      | title:bad-character
                    /movies/x                 | id:wrong-type
                    /movies/0                 | id:wrong-type
                    /movies/-1                | id:wrong-type
                    /movies/99999999999999999999 | id:wrong-type
                    /movies/1%2F2             | id:wrong-type
                    /movies/x/showtimes       | id:wrong-type
                    /showtimes/x              | id:wrong-type
                    /studios/1.5              | id:wrong-type
                    """)
    void a_bad_path_or_query_is_told(String path, String faults) {
        service.customer.get(path).expectFaults(faults);
    }

    @Test
    void a_bad_id_is_told_by_every_method() {
        service.put("/movies/x", MOVIE).expectFaults("id:wrong-type");
        service.admin.delete("/movies/x").expectFaults("id:wrong-type");
        service.post("/movies/x/showtimes", SHOWTIME).expectFaults("id:wrong-type");
        service.admin.delete("/showtimes/x").expectFaults("id:wrong-type");
        for (var field : List.of("/movies?q", "/movies?genre", "/showtimes?title")) {
            var tooLong = field + "=" + "a".repeat(201);
            var name = field.substring(field.indexOf('?') + 1);
            service.customer.get(tooLong).expectFaults(name + ":too-long");
        }
    }

    @ParameterizedTest
    @CsvSource({"POST, /movies", "PUT, /movies/1", "POST, /movies/1/showtimes", "POST, /studios", "POST, /movies/import"
    })
    void a_body_that_is_no_json_object_is_refused(String method, String path) {
        var client = path.equals("/movies/import") ? service.gateway : service.admin;
        for (var json : List.of("", "{", "null", "[]", "5", "\"x\"", "{'title': 'A'}")) {
            client.send(method, path, json).expect(400, "invalid-json");
        }
        var plain = client.request(path).header("Content-Type", "text/plain");
        client.send(plain.method(method, BodyPublishers.ofString("{}"))).expect(415, "unsupported-media-type");
        client.send(method, path, " ".repeat(64 * 1024) + "{}").expect(413, "body-too-large");
    }

    @Test
    void a_wrong_method_or_path_is_told() {
        for (var path : List.of("/movies", "/movies/1", "/movies/1/showtimes", "/studios")) {
            var answer = service.admin.send("PATCH", path, "{}").expect(405, "method-not-allowed");
            assertTrue(answer.header("Allow").contains("GET"));
        }
        service.admin.put("/showtimes/1", "{}").expect(405);
        service.admin.send("POST", "/movies/1", "{}").expect(405);
        for (var path : List.of("/", "/movie", "/movies/", "/movies/1/seats", "/showtimes/1/x"))
            service.admin.get(path).expect(404, "no-such-path");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /movies, customer",
        "GET, /movies/1, customer",
        "GET, /movies/1/showtimes, customer",
        "GET, /showtimes?title=A, customer",
        "GET, /showtimes/1, customer",
        "GET, /studios, customer",
        "GET, /studios/1, customer",
        "POST, /movies, admin",
        "PUT, /movies/1, admin",
        "DELETE, /movies/1, admin",
        "POST, /movies/1/showtimes, admin",
        "DELETE, /showtimes/1, admin",
        "POST, /studios, admin",
        "POST, /movies/import, service",
        "GET, /showtimes/cancelled, service",
    })
    void every_route_asks_who_you_are(String method, String path, String role) {
        service.anonymous.send(method, path, "{}").expect(401, "token-missing");
        for (var token : List.of(TestTokens.forged(), "x.y.z", TestTokens.customer(2) + "x")) {
            service.anonymous.as(token).send(method, path, "{}").expect(401, "token-invalid");
        }
        service.anonymous.as(TestTokens.expired()).send(method, path, "{}").expect(401, "token-expired");

        var others = switch (role) {
            case "customer" -> List.of(service.gateway);
            case "admin" -> List.of(service.customer, service.gateway);
            default -> List.of(service.customer, service.admin);
        };
        for (var other : others) {
            other.send(method, path, "{}").expect(403, "not-allowed");
        }
    }
}
