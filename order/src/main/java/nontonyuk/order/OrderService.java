package nontonyuk.order;

import java.net.URI;
import java.time.Duration;
import nontonyuk.common.Settings;
import nontonyuk.common.access.Access;
import nontonyuk.common.client.ServiceClient;
import nontonyuk.common.client.Upstream;
import nontonyuk.common.http.Router;
import nontonyuk.common.service.Service;
import nontonyuk.common.sql.Database;
import nontonyuk.common.token.EndedSessions;
import nontonyuk.common.token.RemoteKeys;
import nontonyuk.common.token.ServiceToken;
import nontonyuk.common.token.TokenVerifier;
import nontonyuk.order.payment.PaymentProvider;

/** The order service: who has which seat, until when, and for what money. */
public final class OrderService {
    private static final Duration AUTH_DEADLINE = Duration.ofSeconds(2);
    private static final Duration MOVIE_DEADLINE = Duration.ofSeconds(4); // the gateway waits five

    private OrderService() {}

    public static void main(String[] args) {
        Service.prepare("order");
        var settings = Settings.read();
        var database = Database.open(settings, "order");
        var auth = new Upstream("auth", settings.addresses("AUTH_URL", "http://127.0.0.1:8001"));
        var movie = new Upstream("movie", settings.addresses("MOVIE_URL", "http://127.0.0.1:8002"));
        var keys = new RemoteKeys(auth);
        var ended = EndedSessions.follow(auth);
        var authClient = new ServiceClient(auth, AUTH_DEADLINE);
        var movieClient = new ServiceClient(movie, MOVIE_DEADLINE);
        var token = new ServiceToken(authClient, "order", settings.required("ORDER_CLIENT_SECRET"));
        int port = settings.port("ORDER_PORT", 8003);
        var boxOffice = new BoxOffice(settings, database, movieClient, token, provider(settings, port));
        var routes = routes(boxOffice, new TokenVerifier(keys, ended));
        Service.start("order", settings, port, routes, database, keys, ended, authClient, movieClient);
        boxOffice.keepHouse();
    }

    private static PaymentProvider provider(Settings settings, int port) {
        var callback = settings.text("PAYMENT_CALLBACK_URL", "http://127.0.0.1:" + port + "/payments/callback");
        return new PaymentProvider(
                settings.address("PAYMENT_URL", "http://127.0.0.1:8091"),
                settings.required("PAYMENT_KEY"),
                URI.create(callback));
    }

    static Router routes(BoxOffice office, TokenVerifier verifier) {
        return new Router(verifier)
                .get("/seats/{showtime_id}", office.seatMap::show)
                .get("/orders", office.orders::list)
                .post("/orders", office.orders::add)
                .get("/orders/{id}", office.orders::byId)
                .get("/orders/{id}/events", office.orders::events)
                .post("/orders/{id}/pay", office.payments::pay)
                .post("/orders/{id}/cancel", office.cancellations::cancel)
                .get("/orders/{id}/ticket", office.tickets::ofOrder)
                .get("/orders/{id}/ticket/{seat}", office.tickets::picture)
                .post("/tickets/check-in", Access.STAFF, office.checkIn::admit)
                .post("/payments/callback", Access.OPEN, office.callbacks::receive);
    }
}
