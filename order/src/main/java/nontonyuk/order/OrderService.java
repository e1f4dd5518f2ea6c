package nontonyuk.order;

import java.net.URI;
import java.time.Duration;
import nontonyuk.common.Background;
import nontonyuk.common.BindAddress;
import nontonyuk.common.Settings;
import nontonyuk.common.access.Access;
import nontonyuk.common.access.Authenticator;
import nontonyuk.common.client.ServiceClient;
import nontonyuk.common.client.Upstream;
import nontonyuk.common.http.Router;
import nontonyuk.common.service.Service;
import nontonyuk.common.sql.Database;
import nontonyuk.common.token.RemoteAuth;
import nontonyuk.common.token.ServiceToken;
import nontonyuk.order.booking.Accounts;
import nontonyuk.order.booking.Booking;
import nontonyuk.order.booking.HoldLimit;
import nontonyuk.order.booking.IdempotencyKeys;
import nontonyuk.order.booking.Orders;
import nontonyuk.order.booking.SeatMap;
import nontonyuk.order.booking.Showtimes;
import nontonyuk.order.payment.Cancellations;
import nontonyuk.order.payment.PaymentCallbacks;
import nontonyuk.order.payment.PaymentProvider;
import nontonyuk.order.payment.Payments;
import nontonyuk.order.payment.Reconciliation;
import nontonyuk.order.payment.Refunds;
import nontonyuk.order.ticket.CheckIn;
import nontonyuk.order.ticket.TicketCodes;
import nontonyuk.order.ticket.Tickets;

/** The order service: who has which seat, until when, and for how much money. */
public final class OrderService {
    private static final Duration MOVIE_DEADLINE = Duration.ofSeconds(4); // the gateway waits five
    private static final Duration JOB_PERIOD = Duration.ofSeconds(5);

    final IdempotencyKeys keys;
    final SeatMap seatMap;
    final Orders orders;
    final Payments payments;
    final PaymentCallbacks callbacks;
    final Refunds refunds;
    final Reconciliation reconciliation;
    final Cancellations cancellations;
    final Tickets tickets;
    final CheckIn checkIn;

    public static void main(String[] args) {
        Service.prepare("order");
        var settings = Settings.read();
        int port = settings.port("ORDER_PORT", 8003);
        var database = Database.open(settings, "order");
        var auth = RemoteAuth.at(settings);
        var movie = new ServiceClient(Upstream.at(settings, "movie", 8002), MOVIE_DEADLINE);
        var token = new ServiceToken(auth.client(), "order", settings.secret("ORDER_CLIENT_SECRET"));
        var callback = settings.text("PAYMENT_CALLBACK_URL", BindAddress.url(settings, port) + "/payments/callback");
        var provider = new PaymentProvider(
                settings.address("PAYMENT_URL", "http://127.0.0.1:8091"),
                settings.secret("PAYMENT_KEY"),
                URI.create(callback));
        var order = new OrderService(settings, database, movie, auth.client(), token, provider);
        Service.start("order", settings, port, order.routes(auth.verifier()), database, auth, movie);
        order.startJobs();
    }

    Router routes(Authenticator authenticator) {
        return new Router(authenticator)
                .get("/seats/{showtime_id}", seatMap::show)
                .get("/orders", orders::list)
                .post("/orders", orders::add)
                .get("/orders/{id}", orders::byId)
                .get("/users/{id}/upcoming-orders", Access.SERVICE, orders::upcoming)
                .get("/orders/{id}/events", orders::events)
                .post("/orders/{id}/pay", payments::pay)
                .post("/orders/{id}/cancel", cancellations::cancel)
                .get("/orders/{id}/ticket", tickets::ofOrder)
                .get("/orders/{id}/ticket/{seat}", tickets::picture)
                .post("/tickets/check-in", Access.STAFF, checkIn::admit)
                .post("/payments/callback", Access.OPEN, callbacks::receive);
    }

    /** Each job finds its work in the database, so it may run in several instances, and may stop at any point. */
    void startJobs() {
        Background.everyLater("refunds", Duration.ofSeconds(1), refunds::payBack);
        Background.everyLater("open payments", JOB_PERIOD, reconciliation::reconcile);
        Background.everyLater("cancelled showtimes", JOB_PERIOD, cancellations::cancelWithShowtimes);
        Background.everyLater("deleted accounts", JOB_PERIOD, cancellations::cancelOfDeletedAccounts);
        Background.everyLater("expiry", JOB_PERIOD, orders::expire);
        Background.everyLater("old idempotency keys", JOB_PERIOD, keys::deleteOld);
    }

    OrderService(
            Settings settings,
            Database database,
            ServiceClient movie,
            ServiceClient auth,
            ServiceToken token,
            PaymentProvider provider) {
        var cancelUntil = Duration.ofMinutes(settings.number("CANCEL_UNTIL_MINUTES", 120, 0, 10_080));
        var doorsOpen = Duration.ofMinutes(settings.number("DOORS_OPEN_MINUTES", 60, 0, 1_440));
        var showtimes = new Showtimes(movie);
        int holdSeconds = settings.number("HOLD_SECONDS", 600, 1, 7_200);
        var limit = new HoldLimit(
                settings.number("HOLD_SEATS_PER_SHOWTIME", 20, 0, 10_000),
                settings.number("HOLD_SEATS", 40, 0, 10_000),
                holdSeconds);
        var booking = new Booking(database, holdSeconds, limit);
        var codes = new TicketCodes(settings.secret("TICKET_SECRET"));
        keys = new IdempotencyKeys(database);
        seatMap = new SeatMap(showtimes, database);
        orders = new Orders(database, showtimes, booking, keys, new Accounts(auth, token));
        payments = new Payments(database, provider, keys, limit);
        callbacks = new PaymentCallbacks(database, settings.secret("PAYMENT_CALLBACK_SECRET"));
        refunds = new Refunds(database, provider);
        reconciliation = new Reconciliation(database, provider);
        cancellations = new Cancellations(database, keys, cancelUntil, movie, auth, token);
        tickets = new Tickets(database, codes);
        checkIn = new CheckIn(database, codes, doorsOpen);
    }
}
