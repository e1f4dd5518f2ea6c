package nontonyuk.order.booking;

import java.util.List;
import nontonyuk.common.access.Caller;
import nontonyuk.common.http.Page;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.sql.Database;
import nontonyuk.order.booking.IdempotencyKeys.Reservation;

/** Makes, lists, shows and expires orders. */
public final class Orders {
    private static final int MAX_EXPIRED = 100;

    private final Database database;
    private final Showtimes showtimes;
    private final Booking booking;
    private final IdempotencyKeys keys;
    private final Accounts accounts;

    public Orders(Database database, Showtimes showtimes, Booking booking, IdempotencyKeys keys, Accounts accounts) {
        this.database = database;
        this.showtimes = showtimes;
        this.booking = booking;
        this.keys = keys;
        this.accounts = accounts;
    }

    public Response add(Request request) {
        var wanted = request.body(NewOrder.class);
        long userId = wanted.userId() == null ? request.caller().id() : wanted.userId();
        checkAccount(request.caller(), userId);
        var authorization = request.header("Authorization").orElseThrow();
        return keys.once(request, reservation -> {
            if (userId != request.caller().id()) accounts.checkExists(userId);
            return book(reservation, userId, wanted, authorization);
        });
    }

    /** Asks movie before a transaction begins: no row is locked while order waits for another service. */
    private Response book(Reservation reservation, long userId, NewOrder wanted, String authorization) {
        int qty = wanted.qty().intValue();
        if (wanted.showtimeId() == null) {
            var upcoming = showtimes.ofMovie(wanted.movieTitle(), authorization);
            return booking.bestSeats(reservation, userId, upcoming, qty);
        }
        var showtime = showtimes.byId(wanted.showtimeId(), authorization);
        wanted.checkAgainst(showtime);
        showtime.checkOpen();
        return wanted.seats() == null
                ? booking.bestSeats(reservation, userId, List.of(showtime), qty)
                : booking.namedSeats(reservation, userId, showtime, wanted.namedSeats());
    }

    public Response list(Request request) {
        var page = Page.of(request);
        var userId = owner(request);
        var sql = """
                WITH found AS (SELECT * FROM orders %s)
                SELECT %s, (SELECT COUNT(*) FROM found) AS total_rows
                FROM found o
                ORDER BY created_at DESC, id DESC
                LIMIT ? OFFSET ?
                """;
        return userId == null
                ? page.list(database, "Orders", sql.formatted("", Order.COLUMNS), Order::read)
                : page.list(database, "Orders", sql.formatted("WHERE user_id = ?", Order.COLUMNS), Order::read, userId);
    }

    /** The user whose orders the list shows; {@code null} means all users. */
    private static Long owner(Request request) {
        var caller = request.caller();
        int userId = request.number("user_id", 0, 1, Integer.MAX_VALUE);
        if (userId == 0) return caller.isAdmin() ? null : caller.id();
        checkAccount(caller, userId);
        return (long) userId;
    }

    private static void checkAccount(Caller caller, long userId) {
        if (userId != caller.id() && !caller.isAdmin()) {
            throw Problem.forbidden("not-your-account", "You may not act for user " + userId + ".");
        }
    }

    /** For auth: the ids of the paid orders that keep an account from being deleted. */
    public Response upcoming(Request request) {
        var ids = database.list("""
                        SELECT id
                        FROM orders
                        WHERE user_id = ? AND status = 'PAID' AND starts_at > UTC_TIMESTAMP(3)
                        ORDER BY id
                        """, row -> row.getLong("id"), request.id("id"));
        return Response.ok("Paid orders for future showtimes", ids);
    }

    public Response byId(Request request) {
        return Response.ok("Order", visible(request));
    }

    public Response events(Request request) {
        return Response.ok(
                "What happened", OrderEvent.list(database, visible(request).id()));
    }

    private Order visible(Request request) {
        long id = request.id("id");
        var caller = request.caller();
        return Order.find(database, id)
                .filter(order -> order.isOf(caller) || caller.isAdmin())
                .orElseThrow(() -> Order.notFound(id));
    }

    /**
     * Marks expired orders. No rule depends on it: an expired order is shown as expired, and its seats can be taken.
     */
    public void expire() {
        var expired = database.list("""
                        SELECT id
                        FROM orders
                        WHERE status = 'HELD' AND expires_at <= UTC_TIMESTAMP(3)
                        ORDER BY expires_at
                        LIMIT ?
                        """, row -> row.getLong("id"), MAX_EXPIRED);
        for (long id : expired) database.transaction(transaction -> SeatClaims.expire(transaction, id));
    }
}
