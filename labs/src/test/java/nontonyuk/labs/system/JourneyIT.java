package nontonyuk.labs.system;

import static nontonyuk.common.http.TestClient.await;
import static org.junit.jupiter.api.Assertions.*;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.token.TestTokens;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The steps of a user, with the four jars as processes, the stand-ins and a real database. */
class JourneyIT {
    @RegisterExtension
    static final RunningSystem system = RunningSystem.shared();

    private static String admin;

    @BeforeAll
    static void start() {
        admin = system.adminToken();
        var client = gateway(admin);
        await("movies", () -> client.get("/api/movies?q=Inception").data().size() == 1);
    }

    private static TestClient gateway(String token) {
        return system.client("gateway").as(token);
    }

    @Test
    void from_registering_to_an_order_in_eight_steps() {
        var nobody = system.client("gateway");
        var account = "{\"email\":\"journey@example.com\",\"password\":\"seven brown foxes\"}";
        // 1. register  2. log in
        var registered = nobody.post("/api/register", account);
        assertEquals(201, registered.status());
        assertEquals("customer", registered.data().path("role").asText());
        long user = registered.data().path("id").asLong();
        var login = nobody.post("/api/login", account);
        assertEquals("Bearer", login.data().path("token_type").asText());
        var token = login.data().path("access_token").asText();
        var ani = gateway(token);
        // 3. the gateway accepts the token
        assertEquals(401, nobody.get("/api/movies").status());
        assertEquals(user, ani.get("/api/me").data().path("id").asLong());
        // 4. movies are imported from TheMovieDB, with genre and running time
        var movies = ani.get("/api/movies?per_page=1");
        assertTrue(movies.json().path("meta").path("total").asInt() >= 60);
        var movie = ani.get("/api/movies?q=Inception").data().path(0);
        assertEquals("Action, Science Fiction, Adventure", movie.path("genre").asText());
        assertEquals(148, movie.path("duration").asInt());
        assertEquals(27205, movie.path("tmdb_id").asInt());
        // 5. and they have showtimes
        var showtimes =
                ani.get("/api/movies/" + movie.path("id") + "/showtimes").data();
        assertTrue(Instant.parse(showtimes.path(0).path("starts_at").asText()).isAfter(Instant.now()));
        // 6. order, with the field names of the first version
        var wanted = "{\"user_id\": %d, \"movie_title\": \"Inception\", \"qty\": 2}".formatted(user);
        var ordered = ani.post("/api/orders", wanted);
        assertEquals(201, ordered.status(), ordered.text());
        assertTrue(ordered.text().startsWith("""
                {"message":"Order created successfully",\
                "data":{"user_id":%d,"movie_title":"Inception","qty":2,""".formatted(user)));
        assertEquals("/api/orders/" + ordered.data().path("id"), ordered.header("Location"));
        // 7. its status  8. all orders of the user
        var order = ani.get(ordered.header("Location")).data();
        assertEquals("HELD", order.path("status").asText());
        assertEquals(2, order.path("seats").size());
        assertEquals(order, ani.get("/api/orders").data().path(0));
        var budi = gateway(system.token("budi@example.com"));
        assertEquals(404, budi.get(ordered.header("Location")).status());
        // The same request works without the gateway, too.
        assertEquals(
                201, system.client("order").as(token).post("/orders", wanted).status());
    }

    @Test
    void one_grep_follows_a_request_through_the_logs() {
        var trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        var answer = gateway(admin)
                .send(gateway(admin)
                        .request("/api/orders")
                        .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"movie_title\":\"Inception\",\"qty\":1}")));
        assertEquals(201, answer.status(), answer.text());
        for (var service : new String[] {"gateway", "order", "movie"}) {
            await(service + "'s line", () -> system.process(service).log().contains(trace));
        }
    }

    @Test
    void no_service_lets_anybody_in_without_a_token() {
        var forged = TestTokens.admin(1); // signed with a key that auth does not have
        for (var path : new String[] {"gateway /api/orders", "auth /me", "movie /movies", "order /orders"}) {
            var service = system.client(path.split(" ")[0]);
            assertEquals("token-missing", service.get(path.split(" ")[1]).problem(), path);
            var answer = service.as(forged).get(path.split(" ")[1]);
            assertEquals("401 token-invalid", answer.status() + " " + answer.problem(), path);
        }
        assertEquals(
                404, system.client("gateway").post("/api/service-token", "{}").status());
    }

    @Test
    void a_newcomer_who_is_the_named_admin_may_write_movies_and_others_may_not() {
        var movie = "{\"title\":\"Mine\",\"genre\":\"Drama\",\"duration\":90}";
        assertEquals(201, gateway(admin).post("/api/movies", movie).status());
        var answer = gateway(system.token("citra@example.com")).post("/api/movies", movie);
        assertEquals("403 not-allowed", answer.status() + " " + answer.problem());
    }

    @Test
    void a_second_import_changes_nothing() {
        var answer = gateway(admin).post("/api/movies/sync", "");
        assertEquals(200, answer.status(), answer.text());
        assertEquals(0, answer.data().path("created").asInt());
        assertTrue(answer.data().path("unchanged").asInt() >= 60);
    }

    @Test
    void the_stand_in_for_the_payment_provider_is_there_for_those_with_its_key() {
        var log = system.process("payment")
                .awaitLog("Payment stand-in ready on http:")
                .log();
        assertFalse(log.contains("only-for-this-test-run"));
        var provider = system.client("payment");
        assertEquals(401, provider.get("/charges").status());
        assertEquals(200, provider.as("only-for-this-test-run").get("/charges").status());
    }

    @Test
    void secrets_stay_out_of_the_logs() {
        system.token("dewi@example.com");
        for (var service : RunningSystem.SERVICES) {
            var log = system.process(service).log();
            assertFalse(log.contains("only-for-this-test-run"), service);
            assertFalse(log.contains("seven brown foxes"), service);
            assertFalse(log.contains("tmdb-stand-in"), service);
            assertFalse(log.contains("eyJ"), service);
        }
    }
}
