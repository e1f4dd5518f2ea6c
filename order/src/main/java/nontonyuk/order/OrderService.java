package nontonyuk.order;

import java.time.Duration;
import nontonyuk.common.Database;
import nontonyuk.common.RemoteKeys;
import nontonyuk.common.Router;
import nontonyuk.common.Service;
import nontonyuk.common.ServiceClient;
import nontonyuk.common.Settings;
import nontonyuk.common.TokenVerifier;

/** The order service: who has which seat, and until when. */
public final class OrderService {
    private OrderService() {}

    public static void main(String[] args) {
        Service.name("order");
        var settings = Settings.read();
        var database = Database.open(settings, "order");
        var keys = new RemoteKeys(settings.address("AUTH_URL", "http://127.0.0.1:8001"));
        var movie =
                new ServiceClient(
                        "movie",
                        settings.address("MOVIE_URL", "http://127.0.0.1:8002"),
                        Duration.ofSeconds(2));
        int holdMinutes = settings.number("HOLD_MINUTES", 10, 1, 120);
        Service.start(
                "order",
                settings,
                settings.port("ORDER_PORT", 8003),
                routes(database, new TokenVerifier(keys), movie, holdMinutes),
                database,
                keys,
                movie);
    }

    static Router routes(
            Database database, TokenVerifier verifier, ServiceClient movie, int holdMinutes) {
        var booking = new Booking(database, holdMinutes);
        var orders = new Orders(database, new Showtimes(movie), booking);
        return new Router(verifier)
                .get("/orders", orders::list)
                .post("/orders", orders::add)
                .get("/orders/{id}", orders::byId);
    }
}
