package nontonyuk.order;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import nontonyuk.common.Settings;
import nontonyuk.common.client.ServiceClient;
import nontonyuk.common.client.Upstream;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.http.TestClient.Answer;
import nontonyuk.common.service.Service;
import nontonyuk.common.sql.Database;
import nontonyuk.common.token.ServiceToken;
import nontonyuk.common.token.TestTokens;
import nontonyuk.order.payment.PaymentProvider;
import nontonyuk.sql.Audit;
import nontonyuk.sql.TestDatabase;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An order service with its own database, and stand-ins for movie and the bank. As a JUnit extension it starts each
 * test with an empty database, and audits the database after it.
 */
public final class TestCinema implements BeforeEachCallback, AfterEachCallback, AfterAllCallback, AutoCloseable {
    public static final String CALLBACK_SECRET = "a-secret-between-us-and-the-bank";
    public static final String TICKET_SECRET = "only-for-these-tests";

    public final MovieStandIn movie = new MovieStandIn();
    public final Bank bank = new Bank();
    public final Database database;

    /** No background job runs by itself; a test runs each job. */
    private final OrderService order;

    private final Map<String, String> settings = new HashMap<>();
    private final List<Runnable> open = new ArrayList<>();
    private final TestClient client;

    public TestCinema() {
        this(Duration.ofSeconds(2));
    }

    public TestCinema(Duration movieDeadline) {
        settings.putAll(TestDatabase.create("order").settings());
        settings.put("PAYMENT_CALLBACK_SECRET", CALLBACK_SECRET);
        settings.put("TICKET_SECRET", TICKET_SECRET);
        database = Database.open(settings(), "order");
        order = order(settings(), database, movieDeadline);
        client = start(order, database);
    }

    private OrderService order(Settings settings, Database pool, Duration movieDeadline) {
        var movieClient = new ServiceClient(new Upstream("movie", List.of(movie.address())), movieDeadline);
        var auth = new ServiceClient(new Upstream("auth", List.of(movie.address())), movieDeadline);
        var token = new ServiceToken(auth, "order", "a-secret-for-order-itself");
        var callback = URI.create("http://127.0.0.1:9/payments/callback");
        var provider = new PaymentProvider(bank.address(), Bank.KEY, callback);
        return new OrderService(settings, pool, movieClient, auth, token, provider);
    }

    /** One more instance of the service on the same database. */
    public TestClient another() {
        return another(settings());
    }

    /** The same with other settings. */
    public TestClient another(Settings settings) {
        var pool = Database.open(settings, "order");
        return start(order(settings, pool, Duration.ofSeconds(2)), pool);
    }

    /** An instance with a single database connection and a long deadline for movie. */
    public TestClient withOneConnection() {
        var pool = Database.open(settings("DB_POOL_SIZE", "1"), "order");
        return start(order(settings(), pool, Duration.ofSeconds(20)), pool);
    }

    private TestClient start(OrderService instance, Database pool) {
        var routes = instance.routes(TestTokens.verifier());
        var service = Service.start("order", settings(), 0, routes, pool);
        open.add(service::close);
        open.add(pool::close);
        return TestClient.to(service.port()).whenReady();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        reset();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        assertAuditIsClean();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
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

    /** Sends a request in a thread of its own: the common pool may have too few for requests that wait together. */
    public static CompletableFuture<Answer> inParallel(Supplier<Answer> request) {
        return CompletableFuture.supplyAsync(request, task -> new Thread(task).start());
    }

    /**
     * Waits until so many statements with this begin, a regular expression, are running: each waits for a lock of the
     * test.
     */
    public void awaitWaiting(int statements, String begin) {
        var running = "information_schema.processlist WHERE db = DATABASE() AND info REGEXP '^(" + begin + ")'";
        TestClient.await("statements wait for a lock", () -> count(running) == statements);
    }

    /** The numbers of orders, items and claims in one text; a refusal must not change them. */
    public String stored() {
        return count("orders") + " " + count("order_items") + " " + count("seat_claims");
    }

    public Answer book(long user, String body) {
        return customer(user).post("/orders", body);
    }

    public Answer show(long user, long order) {
        return customer(user).get("/orders/" + order);
    }

    public Answer cancel(long user, long order) {
        return customer(user).post("/orders/" + order + "/cancel", "");
    }

    public long order(long user, String body) {
        var answer = book(user, body);
        assertEquals(201, answer.status(), answer.text());
        return answer.data().path("id").asLong();
    }

    /** The id of a new order that is paid. */
    public long paid(long user, String body) {
        long order = order(user, body);
        var answer = pay(user, order);
        assertEquals(200, answer.status(), answer.text());
        return order;
    }

    public Answer pay(long user, long order) {
        return customer(user).post("/orders/" + order + "/pay", "");
    }

    public String status(long user, long order) {
        return show(user, order).data().path("status").asText();
    }

    public String events(long user, long order) {
        var events = new StringJoiner(" ");
        customer(user)
                .get("/orders/" + order + "/events")
                .data()
                .forEach(event -> events.add(event.path("event").asText()));
        return events.toString();
    }

    /** Acts as if the order's ten minutes had passed. */
    public void letExpire(long orderId) {
        for (var sql : List.of(
                "UPDATE orders SET expires_at = UTC_TIMESTAMP(3) WHERE id = ?",
                "UPDATE seat_claims SET expires_at = (SELECT expires_at FROM orders o WHERE o.id = order_id) WHERE order_id = ?")) {
            database.update(sql, orderId);
        }
    }

    /** Acts as if all payments had started earlier. */
    public void makePaymentsOlder(String by) {
        database.update("UPDATE payments SET started_at = started_at - INTERVAL " + by);
    }

    public void reconcileAfter(String time) {
        makePaymentsOlder(time);
        reconcile();
    }

    public void assertAuditIsClean() {
        assertEquals(List.of(), Audit.breaches(settings()));
    }

    public Settings settings() {
        return Settings.of(settings);
    }

    /** The settings with another value of one. */
    public Settings settings(String name, String value) {
        var changed = new HashMap<>(settings);
        changed.put(name, value);
        return Settings.of(changed);
    }

    /** No orders, no showtimes and no money. */
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
        movie.close();
        bank.close();
    }

    public void expireOrders() {
        order.orders.expire();
    }

    public void deleteOldKeys() {
        order.keys.deleteOld();
    }

    public void payRefunds() {
        order.refunds.payBack();
    }

    public void reconcile() {
        order.reconciliation.reconcile();
    }

    public void cancelOrdersOfCancelledShowtimes() {
        order.cancellations.cancelWithShowtimes();
    }

    public void cancelOrdersOfDeletedAccounts() {
        order.cancellations.cancelOfDeletedAccounts();
    }
}
