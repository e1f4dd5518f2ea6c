package nontonyuk.order;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nontonyuk.common.Database;
import nontonyuk.common.Service;
import nontonyuk.common.ServiceClient;
import nontonyuk.common.Settings;
import nontonyuk.common.TestClient;
import nontonyuk.common.TestTokens;
import nontonyuk.sql.TestDatabase;

/** An order service with a database of its own and a stand-in for the movie service. */
final class TestCinema implements AutoCloseable {
    final MovieStandIn movie = new MovieStandIn();
    final Database database;
    private final Map<String, String> given = TestDatabase.create("order").settings();
    private final Settings settings = Settings.of(given);
    private final List<Runnable> open = new ArrayList<>();
    private final TestClient client;

    TestCinema() {
        this(Duration.ofSeconds(2));
    }

    TestCinema(Duration movieDeadline) {
        database = Database.open(settings, "order");
        client = start(database, movieDeadline);
    }

    /** One more instance of the service on the same database, with one connection to it. */
    TestClient another(Duration movieDeadline) {
        var frugal = new HashMap<>(given);
        frugal.put("DB_POOL_SIZE", "1");
        return start(Database.open(Settings.of(frugal), "order"), movieDeadline);
    }

    private TestClient start(Database pool, Duration movieDeadline) {
        var client = new ServiceClient("movie", movie.address(), movieDeadline);
        var routes = OrderService.routes(pool, TestTokens.verifier(), client, 10);
        var service = Service.start("order", settings, 0, routes, pool);
        open.add(service::close);
        open.add(pool::close);
        return TestClient.to(service.port()).whenReady();
    }

    TestClient nobody() {
        return client;
    }

    TestClient customer(long id) {
        return client.as(TestTokens.customer(id));
    }

    TestClient admin() {
        return client.as(TestTokens.admin(99));
    }

    long count(String table) {
        return database.one("SELECT COUNT(*) FROM " + table, row -> row.getLong(1)).orElseThrow();
    }

    /** What is stored, in one text: a refusal must leave it as it was. */
    String stored() {
        return count("orders") + " " + count("order_items") + " " + count("seat_claims");
    }

    /** As if the order's ten minutes had passed. */
    void letExpire(long orderId) {
        for (var sql :
                List.of(
                        "UPDATE orders SET expires_at = UTC_TIMESTAMP(3) WHERE id = ?",
                        "UPDATE seat_claims SET expires_at = UTC_TIMESTAMP(3) WHERE order_id = ?")) {
            database.update(sql, orderId);
        }
    }

    /** No order, and nothing on the programme. */
    void reset() {
        for (var table : List.of("seat_claims", "order_items", "orders")) {
            database.update("DELETE FROM " + table);
        }
        movie.reset();
    }

    @Override
    public void close() {
        open.forEach(Runnable::run);
        movie.close();
    }
}
