package nontonyuk.order;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import nontonyuk.common.Settings;
import nontonyuk.common.client.ServiceClient;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.service.Service;
import nontonyuk.common.sql.Database;
import nontonyuk.common.token.ServiceToken;
import nontonyuk.common.token.TestTokens;
import nontonyuk.order.booking.Expiry;
import nontonyuk.order.payment.CancelledShowtimes;
import nontonyuk.order.payment.PaymentProvider;
import nontonyuk.order.payment.Reconciliation;
import nontonyuk.order.payment.Refunds;
import nontonyuk.sql.Audit;
import nontonyuk.sql.TestDatabase;

/** An order service with a database of its own, and stand-ins for movie and the bank. */
public final class TestCinema implements AutoCloseable {
    public static final String CALLBACK_SECRET = "a-secret-between-us-and-the-bank";

    public final MovieStandIn movie = new MovieStandIn();
    public final Bank bank = new Bank();
    public final Database database;

    /** The parts of the service, for the chores, which a test does when it wants them done. */
    private final BoxOffice office;

    private final Map<String, String> settings = new HashMap<>();
    private final List<Runnable> open = new ArrayList<>();
    private final TestClient client;

    public TestCinema() {
        this(Duration.ofSeconds(2));
    }

    public TestCinema(Duration movieDeadline) {
        settings.putAll(TestDatabase.create("order").settings());
        settings.put("PAYMENT_CALLBACK_SECRET", CALLBACK_SECRET);
        settings.put("TICKET_SECRET", "a-secret-for-tickets");
        database = Database.open(Settings.of(settings), "order");
        office = office(database, movieDeadline);
        client = start(office, database);
    }

    private BoxOffice office(Database pool, Duration movieDeadline) {
        var movieClient = new ServiceClient("movie", movie.address(), movieDeadline);
        var auth = new ServiceClient("auth", movie.address(), movieDeadline);
        var token = new ServiceToken(auth, "order", "a-secret-for-order-itself");
        var callback = URI.create("http://127.0.0.1:9/payments/callback");
        var provider = new PaymentProvider(bank.address(), Bank.KEY, callback);
        return new BoxOffice(Settings.of(settings), pool, movieClient, token, provider);
    }

    /** One more instance of the service on the same database. */
    public TestClient another() {
        var pool = Database.open(Settings.of(settings), "order");
        return start(office(pool, Duration.ofSeconds(2)), pool);
    }

    /** One with a single connection to the database, and much patience with movie. */
    public TestClient frugal() {
        var frugal = new HashMap<>(settings);
        frugal.put("DB_POOL_SIZE", "1");
        var pool = Database.open(Settings.of(frugal), "order");
        return start(office(pool, Duration.ofSeconds(20)), pool);
    }

    private TestClient start(BoxOffice parts, Database pool) {
        var routes = OrderService.routes(parts, TestTokens.verifier());
        var service = Service.start("order", Settings.of(settings), 0, routes, pool);
        open.add(service::close);
        open.add(pool::close);
        return TestClient.to(service.port()).whenReady();
    }

    public int port() {
        return client.request("/").build().uri().getPort();
    }

    public TestClient nobody() {
        return client;
    }

    public TestClient customer(long id) {
        return client.as(TestTokens.customer(id));
    }

    public TestClient admin() {
        return client.as(TestTokens.admin(99));
    }

    public TestClient staff() {
        return client.as(TestTokens.staff(50));
    }

    public long count(String table) {
        return database.one("SELECT COUNT(*) FROM " + table, row -> row.getLong(1))
                .orElseThrow();
    }

    /** What is stored, in one text: a refusal must leave it as it was. */
    public String stored() {
        return count("orders") + " " + count("order_items") + " " + count("seat_claims");
    }

    /** The number of a new order. */
    public long order(long user, String body) {
        var answer = customer(user).post("/orders", body);
        assertEquals(201, answer.status(), answer.text());
        return answer.data().path("id").asLong();
    }

    /** The number of a new order that is paid. */
    public long paid(long user, String body) {
        long order = order(user, body);
        var answer = pay(user, order);
        assertEquals(200, answer.status(), answer.text());
        return order;
    }

    public TestClient.Answer pay(long user, long order) {
        return customer(user).post("/orders/" + order + "/pay", "");
    }

    /** The order's status, as its owner sees it. */
    public String status(long user, long order) {
        return customer(user).get("/orders/" + order).data().path("status").asText();
    }

    /** What happened to it, in one text. */
    public String events(long user, long order) {
        var events = new StringJoiner(" ");
        customer(user)
                .get("/orders/" + order + "/events")
                .data()
                .forEach(event -> events.add(event.path("event").asText()));
        return events.toString();
    }

    /** As if the order's ten minutes had passed. */
    public void letExpire(long orderId) {
        for (var sql : List.of(
                "UPDATE orders SET expires_at = UTC_TIMESTAMP(3) WHERE id = ?",
                "UPDATE seat_claims SET expires_at = (SELECT expires_at FROM orders o WHERE o.id = order_id) WHERE order_id = ?")) {
            database.update(sql, orderId);
        }
    }

    /** As if they had been begun so much earlier. */
    public void makePaymentsOlder(String by) {
        database.update("UPDATE payments SET started_at = started_at - INTERVAL " + by);
    }

    public void assertAuditIsClean() {
        assertEquals(List.of(), Audit.breaches(Settings.of(settings)));
    }

    public Settings settings() {
        return Settings.of(settings);
    }

    /** No order, nothing on the programme, and no money. */
    public void reset() {
        for (var table :
                List.of("idempotency_keys", "order_events", "payments", "seat_claims", "order_items", "orders")) {
            database.update("DELETE FROM " + table);
        }
        movie.reset();
        bank.reset();
    }

    @Override
    public void close() {
        open.forEach(Runnable::run);
        office.close();
        movie.close();
        bank.close();
    }

    /** The background jobs; a test runs each by hand. */
    public Expiry expiry() {
        return office.expiry;
    }

    public Refunds refunds() {
        return office.refunds;
    }

    public Reconciliation reconciliation() {
        return office.reconciliation;
    }

    public CancelledShowtimes cancelledShowtimes() {
        return office.cancelledShowtimes;
    }
}
