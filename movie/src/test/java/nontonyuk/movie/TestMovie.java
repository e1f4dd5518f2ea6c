package nontonyuk.movie;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import nontonyuk.common.Settings;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.http.TestClient.Answer;
import nontonyuk.common.service.Service;
import nontonyuk.common.sql.Database;
import nontonyuk.common.token.TestTokens;
import nontonyuk.sql.TestDatabase;

/** A running movie service on a free port, with its database and a client for each role. */
final class TestMovie implements AutoCloseable {
    final Settings settings;
    final Database database;
    private final AutoSchedule autoSchedule;
    private final Service service;

    final TestClient anonymous;
    final TestClient customer;
    final TestClient admin;
    final TestClient gateway;

    TestMovie() {
        this(TestDatabase.create("movie"), 0);
    }

    /** A service that runs so many transactions at once. */
    static TestMovie withConnections(int connections) {
        return new TestMovie(TestDatabase.create("movie"), 0, "DB_POOL_SIZE", "" + connections);
    }

    /** A service that schedules imported movies {@code daysAhead}. */
    TestMovie(TestDatabase testDatabase, int daysAhead, String... more) {
        var all = new HashMap<>(testDatabase.settings());
        for (int i = 0; i < more.length; i += 2) all.put(more[i], more[i + 1]);
        settings = Settings.of(all);
        database = Database.open(settings, "movie");
        autoSchedule = new AutoSchedule(database, daysAhead);
        var routes = MovieService.routes(database, autoSchedule, TestTokens.verifier());
        service = Service.start("movie", settings, 0, routes, database);
        anonymous = TestClient.to(service.port()).whenReady();
        customer = anonymous.as(TestTokens.customer(2));
        admin = anonymous.as(TestTokens.admin(1));
        gateway = anonymous.as(TestTokens.service("gateway"));
        if (daysAhead > 0) autoSchedule.start();
    }

    /** The last full hour, that many days from now. */
    static Instant inDays(int days) {
        return Instant.now().truncatedTo(ChronoUnit.HOURS).plus(days, ChronoUnit.DAYS);
    }

    static String unique(String name) {
        return name + " " + UUID.randomUUID().toString().substring(0, 8);
    }

    /** The data of a successful request by a customer. */
    JsonNode get(String path) {
        return customer.get(path).expect(200).data();
    }

    /** A request by an admin; {@code json} may have single quotes. */
    Answer post(String path, String json) {
        return admin.post(path, quoted(json));
    }

    Answer put(String path, String json) {
        return admin.put(path, quoted(json));
    }

    long addMovie(String title, int minutes) {
        var json = "{'title': '%s', 'genre': 'Drama', 'duration': %d}";
        return id(post("/movies", json.formatted(title, minutes)));
    }

    long addStudio() {
        var json = "{'name': '%s', 'seat_rows': 5, 'seats_per_row': 6}";
        return id(post("/studios", json.formatted(unique("Studio"))));
    }

    long addShowtime(long movie, long studio, Instant startsAt) {
        return id(admin.post("/movies/" + movie + "/showtimes", showtime(studio, startsAt)));
    }

    /** Adds a running showtime. HTTP refuses one in the past. */
    long addPastShowtime(long movie, long studio) {
        return database.insert("""
                INSERT INTO showtimes (movie_id, studio_id, starts_at, ends_at, price, status)
                VALUES (?, ?, UTC_TIMESTAMP(3) - INTERVAL 1 HOUR, UTC_TIMESTAMP(3), 40000, 'SCHEDULED')
                """, movie, studio);
    }

    static String showtime(long studio, Instant startsAt) {
        return quoted("{'studio_id': %d, 'starts_at': '%s', 'price': 45000}".formatted(studio, startsAt));
    }

    /** The body of an import of one movie. */
    static String imported(long tmdbId, String title, int minutes) {
        return quoted("{'movies': [{'tmdb_id': %d, 'title': '%s', 'genre': 'Drama', 'duration': %d}]}"
                .formatted(tmdbId, title, minutes));
    }

    /** Turns single quotes into the double quotes of JSON. */
    static String quoted(String json) {
        return json.replace('\'', '"');
    }

    private static long id(Answer answer) {
        return answer.expect(201).data().path("id").asLong();
    }

    /** Waits until that many other statements wait for a lock, or {@code call} has ended. */
    void awaitBlocked(int statements, CompletableFuture<?> call) {
        TestClient.await("blocked statements", () -> call.isDone() || running() >= statements);
    }

    private long running() {
        return database.one("""
                        SELECT COUNT(*)
                        FROM information_schema.processlist
                        WHERE command IN ('Query', 'Execute')
                          AND id <> CONNECTION_ID()
                        """, row -> row.getLong(1)).orElseThrow();
    }

    @Override
    public void close() {
        service.close();
        autoSchedule.close();
        database.close();
    }
}
