package nontonyuk.order.booking;

import java.util.List;
import nontonyuk.common.access.Caller;
import nontonyuk.common.http.Page;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.sql.Database;

/** Orders: made, listed and shown to those whom they concern. */
public final class Orders {
    private final Database database;
    private final Showtimes showtimes;
    private final Booking booking;
    private final IdempotencyKeys keys;

    public Orders(Database database, Showtimes showtimes, Booking booking, IdempotencyKeys keys) {
        this.database = database;
        this.showtimes = showtimes;
        this.booking = booking;
        this.keys = keys;
    }

    public Response add(Request request) {
        var wanted = request.body(NewOrder.class);
        long userId = wanted.userId() == null ? request.caller().id() : wanted.userId();
        checkAccount(request.caller(), userId);
        var authorization = request.header("Authorization").orElseThrow();
        return keys.once(request, keeper -> book(new Booking.Buyer(userId, keeper), wanted, authorization));
    }

    /** Movie is asked here, before any transaction begins: no row stays locked while we wait for it. */
    private Response book(Booking.Buyer buyer, NewOrder wanted, String authorization) {
        int qty = wanted.qty().intValue();
        if (wanted.showtimeId() == null) {
            var upcoming = showtimes.ofMovie(wanted.movieTitle(), authorization);
            return booking.bestSeats(buyer, upcoming, qty);
        }
        var showtime = showtimes.byId(wanted.showtimeId(), authorization);
        wanted.checkAgainst(showtime);
        showtime.mustBeOpen();
        return wanted.seats() == null
                ? booking.bestSeats(buyer, List.of(showtime), qty)
                : booking.namedSeats(buyer, showtime, wanted.namedSeats());
    }

    public Response list(Request request) {
        var page = Page.of(request);
        var userId = whose(request);
        var orders = database.list(Order.SELECT + """
                                WHERE (? IS NULL OR o.user_id = ?)
                                ORDER BY o.created_at DESC, o.id DESC
                                LIMIT ? OFFSET ?
                                """, Order::read, userId, userId, page.size(), page.offset());
        long total = database.one("""
                                SELECT COUNT(*)
                                FROM orders
                                WHERE (? IS NULL OR user_id = ?)
                                """, row -> row.getLong(1), userId, userId).orElseThrow();
        return Response.ok("Orders", orders, page.meta(total));
    }

    /** The user whose orders are asked for; {@code null} means everybody's. */
    private static Long whose(Request request) {
        int asked = request.number("user_id", 0, 1, Integer.MAX_VALUE);
        if (asked == 0)
            return request.caller().isAdmin() ? null : request.caller().id();
        checkAccount(request.caller(), asked);
        return (long) asked;
    }

    private static void checkAccount(Caller caller, long userId) {
        if (userId != caller.id() && !caller.isAdmin()) {
            throw Problem.forbidden("not-your-account", "User " + userId + " is somebody else.");
        }
    }

    public Response byId(Request request) {
        return Response.ok("Order", visible(request));
    }

    /** What happened to it, step by step. */
    public Response events(Request request) {
        return Response.ok(
                "What happened", OrderEvent.of(database, visible(request).id()));
    }

    private Order visible(Request request) {
        long id = request.id("id");
        var caller = request.caller();
        return Order.find(database, id)
                .filter(order -> order.isOf(caller) || caller.isAdmin())
                .orElseThrow(() -> Order.notFound(id));
    }
}
