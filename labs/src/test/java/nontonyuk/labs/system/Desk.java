package nontonyuk.labs.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.http.TestClient.Answer;

/** The requests that many tests of booking send to a running system. */
public final class Desk {
    private final RunningSystem system;
    private final TestClient admin;

    public Desk(RunningSystem system) {
        this.system = system;
        this.admin = system.client("movie").as(system.adminToken());
    }

    /** Adds a showtime in a new studio; returns its id. */
    public long showtime(int rows, int perRow) {
        var name = UUID.randomUUID().toString();
        var studio = admin.post(
                "/studios", "{\"name\":\"%s\",\"seat_rows\":%d,\"seats_per_row\":%d}".formatted(name, rows, perRow));
        assertEquals(201, studio.status(), studio.text());
        var movie = admin.post("/movies", """
                        {"title": "%s", "genre": "Drama", "duration": 90,
                         "schedule": [{"studio_id": %s, "starts_at": "%s", "price": 40000}]}""".formatted(
                        name, studio.data().path("id"), Instant.now().plus(Duration.ofDays(2))));
        assertEquals(201, movie.status(), movie.text());
        return movie.data().at("/schedule/0/id").asLong();
    }

    public void cancelShowtime(long showtime) {
        assertEquals(204, admin.delete("/showtimes/" + showtime).status());
    }

    /** A client of order with the token of a person. */
    public TestClient order(String token) {
        return system.client("order").as(token);
    }

    public static Answer book(TestClient order, long showtime, int qty) {
        return order.post("/orders", body(showtime, qty));
    }

    public static String body(long showtime, int qty) {
        return "{\"showtime_id\":%d,\"qty\":%d}".formatted(showtime, qty);
    }

    public static Answer withKey(TestClient client, String key, String path, String body) {
        return client.send(client.request(path)
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    public static long id(Answer answer) {
        assertEquals(201, answer.status(), answer.text());
        return answer.data().path("id").asLong();
    }

    public static Answer pay(TestClient order, long id) {
        return order.post("/orders/" + id + "/pay", "");
    }

    public static Answer cancel(TestClient order, long id) {
        return order.post("/orders/" + id + "/cancel", "");
    }

    public static String status(TestClient order, long id) {
        return order.get("/orders/" + id).data().path("status").asText();
    }

    /** Sets the mode of the payment provider. */
    public void payment(String mode, int delayMilliseconds) {
        var body = "{\"mode\":\"%s\",\"delay_ms\":%d}".formatted(mode, delayMilliseconds);
        assertEquals(
                200,
                system.client("payment")
                        .as(RunningSystem.SECRET)
                        .put("/stand-in/mode", body)
                        .status());
    }

    /** The amount that the payment provider has charged and not refunded for an order. */
    public long balance(long order) {
        long balance = 0;
        for (var charge : charges(order)) {
            if (charge.path("status").asText().equals("succeeded")) {
                balance +=
                        charge.path("amount").asLong() - charge.path("refunded").asLong();
            }
        }
        return balance;
    }

    /** The provider's charges for an order. */
    public List<JsonNode> charges(long order) {
        var charges = new ArrayList<JsonNode>();
        var answer = system.client("payment").as(RunningSystem.SECRET).get("/charges");
        for (var charge : answer.json().path("data")) {
            if (charge.path("reference").asText().equals("order-" + order)) charges.add(charge);
        }
        return charges;
    }

    /** Waits until no refund is due, and then checks every rule of the audit. */
    public void assertAuditIsClean() {
        TestClient.await("all refunds", () -> system.count("order", "payments WHERE refund = 'DUE'") == 0);
        assertEquals(List.of(), system.audit());
    }
}
