package nontonyuk.order.payment;

import java.time.Duration;
import java.time.Instant;
import nontonyuk.common.client.ServiceClient;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.sql.Database;
import nontonyuk.common.sql.Transaction;
import nontonyuk.common.token.ServiceToken;
import nontonyuk.order.booking.IdempotencyKeys;
import nontonyuk.order.booking.Order;

/** Cancels orders: the seats are free at once, and the payments are refunded. */
public final class Cancellations {
    private final Database database;
    private final IdempotencyKeys keys;
    private final Duration notice;
    private final ServiceClient movie;
    private final ServiceClient auth;
    private final ServiceToken token;

    /** An owner may cancel a paid order until {@code notice} before its showtime. */
    public Cancellations(
            Database database,
            IdempotencyKeys keys,
            Duration notice,
            ServiceClient movie,
            ServiceClient auth,
            ServiceToken token) {
        this.database = database;
        this.keys = keys;
        this.notice = notice;
        this.movie = movie;
        this.auth = auth;
        this.token = token;
    }

    public Response cancel(Request request) {
        request.expectNoBody();
        long id = request.id("id");
        return keys.once(
                request,
                reservation -> database.transaction(
                        transaction -> reservation.store(transaction, cancel(transaction, request, id))));
    }

    private Response cancel(Transaction transaction, Request request, long id) {
        var caller = request.caller();
        var order = Order.lock(transaction, id)
                .filter(found -> found.isOf(caller) || caller.isAdmin())
                .orElseThrow(() -> Order.notFound(id));
        switch (order.status()) {
            case HELD -> cancel(transaction, id, "before it was paid");
            case PAID -> {
                if (!caller.isAdmin()) refuseTooLate(transaction, order);
                cancel(transaction, id, caller.isAdmin() ? "by an admin" : "by its owner");
            }
            case EXPIRED -> throw Problem.gone("order-expired", "The order expired at " + order.expiresAt() + ".");
            case CANCELLED -> {} // the request was repeated
        }
        return Response.ok("Order cancelled", Order.byId(transaction, id));
    }

    private void refuseTooLate(Transaction transaction, Order order) {
        var last = order.startsAt().minus(notice);
        if (Instant.now().isAfter(last)) {
            throw Problem.conflict("cancel-too-late", "The order could be cancelled until " + last + ".");
        }
        var used = "SELECT 1 FROM order_items WHERE order_id = ? AND admitted_at IS NOT NULL LIMIT 1";
        if (transaction.one(used, row -> true, order.id()).isPresent()) {
            throw Problem.conflict("ticket-used", "A ticket of this order was used.");
        }
    }

    /** The order must be locked. */
    private static void cancel(Transaction transaction, long orderId, String reason) {
        Order.cancel(transaction, orderId, reason);
        Refunds.requestAll(transaction, orderId, "the order was cancelled");
    }

    /**
     * Cancels the orders of showtimes that movie has cancelled. Movie does not call order, so this job asks again and
     * again. It throws a {@link Problem} if movie or auth is down.
     */
    public void cancelWithShowtimes() {
        for (long id : movie.get("/showtimes/cancelled", token.authorization(), long[].class)) {
            cancelAll(id, "the showtime was cancelled", """
                    SELECT id
                    FROM orders
                    WHERE showtime_id = ? AND status IN ('HELD', 'PAID')
                    ORDER BY id
                    """);
        }
    }

    /**
     * Cancels the future orders of the deleted accounts that auth lists. A token may outlive its account for seconds.
     */
    public void cancelOfDeletedAccounts() {
        for (long id : auth.get("/users/deleted", token.authorization(), long[].class)) {
            cancelAll(id, "the account was deleted", """
                    SELECT id
                    FROM orders
                    WHERE user_id = ? AND status IN ('HELD', 'PAID') AND starts_at > UTC_TIMESTAMP(3)
                    ORDER BY id
                    """);
        }
    }

    /** Each order has its own transaction. After a crash the next run finds the rest. */
    private void cancelAll(long of, String reason, String select) {
        var ids = database.list(select, row -> row.getLong("id"), of);
        for (long id : ids) database.transaction(transaction -> cancelOpen(transaction, id, reason));
    }

    private static Order cancelOpen(Transaction transaction, long id, String reason) {
        var order = Order.lock(transaction, id).orElseThrow();
        switch (order.status()) {
            case HELD, PAID -> cancel(transaction, id, reason);
            case EXPIRED, CANCELLED -> {} // the order has changed since the list was read
        }
        return order;
    }
}
