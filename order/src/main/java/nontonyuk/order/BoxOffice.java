package nontonyuk.order;

import java.time.Duration;
import nontonyuk.common.Settings;
import nontonyuk.common.client.ServiceClient;
import nontonyuk.common.sql.Database;
import nontonyuk.common.token.ServiceToken;
import nontonyuk.order.booking.Booking;
import nontonyuk.order.booking.Expiry;
import nontonyuk.order.booking.IdempotencyKeys;
import nontonyuk.order.booking.Orders;
import nontonyuk.order.booking.SeatClaims;
import nontonyuk.order.booking.SeatMap;
import nontonyuk.order.booking.Showtimes;
import nontonyuk.order.payment.Cancellations;
import nontonyuk.order.payment.CancelledShowtimes;
import nontonyuk.order.payment.PaymentCallbacks;
import nontonyuk.order.payment.PaymentProvider;
import nontonyuk.order.payment.Payments;
import nontonyuk.order.payment.Reconciliation;
import nontonyuk.order.payment.Refunds;
import nontonyuk.order.ticket.CheckIn;
import nontonyuk.order.ticket.TicketCodes;
import nontonyuk.order.ticket.Tickets;

/** The parts of the order service, put together: who needs whom, on one page. */
final class BoxOffice implements AutoCloseable {
    private static final int EVERY_SECOND = 1_000;
    private static final int EVERY_FIVE_SECONDS = 5_000;

    final SeatMap seatMap;
    final Orders orders;
    final Payments payments;
    final PaymentCallbacks callbacks;
    final Cancellations cancellations;
    final Tickets tickets;
    final CheckIn checkIn;
    final Expiry expiry;
    final Reconciliation reconciliation;
    final Refunds refunds;
    final CancelledShowtimes cancelledShowtimes;
    private final ScheduledJobs housekeeping = new ScheduledJobs();

    BoxOffice(Settings settings, Database database, ServiceClient movie, ServiceToken token, PaymentProvider provider) {
        int holdMinutes = settings.number("HOLD_MINUTES", 10, 1, 120);
        int cancelMinutes = settings.number("CANCEL_UNTIL_MINUTES", 120, 0, 10_080);
        int doorMinutes = settings.number("DOORS_OPEN_MINUTES", 60, 0, 1_440);
        var callbackSecret = settings.required("PAYMENT_CALLBACK_SECRET");
        var codes = new TicketCodes(settings.required("TICKET_SECRET"));
        var showtimes = new Showtimes(movie);
        var claims = new SeatClaims(database);
        var keys = new IdempotencyKeys(database);
        var booking = new Booking(database, claims, holdMinutes);

        seatMap = new SeatMap(showtimes, claims);
        orders = new Orders(database, showtimes, booking, keys);
        payments = new Payments(database, provider, keys);
        callbacks = new PaymentCallbacks(database, callbackSecret);
        cancellations = new Cancellations(database, keys, Duration.ofMinutes(cancelMinutes));
        tickets = new Tickets(database, codes);
        checkIn = new CheckIn(database, codes, Duration.ofMinutes(doorMinutes));
        expiry = new Expiry(database);
        reconciliation = new Reconciliation(database, provider);
        refunds = new Refunds(database, provider);
        cancelledShowtimes = new CancelledShowtimes(movie, token, cancellations);
    }

    /** Begins the chores that nobody asks for. */
    void keepHouse() {
        housekeeping
                .every(EVERY_SECOND, "refunds", refunds::payBack)
                .every(EVERY_FIVE_SECONDS, "open payments", reconciliation::askAfter)
                .every(EVERY_FIVE_SECONDS, "cancelled showtimes", cancelledShowtimes::look)
                .every(EVERY_FIVE_SECONDS, "expiry", expiry::tidy);
    }

    @Override
    public void close() {
        housekeeping.close();
    }
}
