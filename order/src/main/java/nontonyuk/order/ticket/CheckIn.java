package nontonyuk.order.ticket;

import java.time.Duration;
import java.time.Instant;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Check;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.sql.Database;
import nontonyuk.common.sql.Transaction;
import nontonyuk.common.sql.Transaction.RowReader;
import nontonyuk.order.booking.Order;
import nontonyuk.order.booking.OrderEvent;
import nontonyuk.order.booking.OrderEvent.Kind;
import nontonyuk.order.booking.Seat;

/** Checks tickets at the door: each ticket is good for one entry, and a refusal states its reason. */
public final class CheckIn {
    private final Database database;
    private final TicketCodes codes;
    private final Duration doorsOpen;

    /** The doors open this long before the start. */
    public CheckIn(Database database, TicketCodes codes, Duration doorsOpen) {
        this.database = database;
        this.codes = codes;
        this.doorsOpen = doorsOpen;
    }

    /** The body of POST /tickets/check-in: a code, and the showtime that this door admits. */
    private record Scan(String code, Long showtimeId, String door) {
        Scan {
            var check = new Check();
            code = check.text("code", code, 100);
            check.number("showtime_id", showtimeId, 1, Long.MAX_VALUE);
            door = check.text("door", door, 50);
            check.done();
        }
    }

    private record Admitted(long orderId, Seat seat, String movieTitle, String studio, String door, Instant at) {}

    private record Entry(Instant at, String door) {}

    public Response admit(Request request) {
        var scan = request.body(Scan.class);
        var ticket = codes.read(scan.code).orElseThrow(CheckIn::forged);
        return Response.ok("Welcome", database.transaction(transaction -> admit(transaction, ticket, scan)));
    }

    private static Problem forged() {
        return Problem.invalid("code", "forged", "is not a ticket of this cinema");
    }

    private Admitted admit(Transaction transaction, TicketCodes.Ticket ticket, Scan scan) {
        var order = Order.lock(transaction, ticket.orderId()).orElseThrow(CheckIn::forged);
        refuseUnpaid(order);
        refuseOtherShowtime(order, scan);
        boolean isFirst = markUsed(transaction, ticket, scan.door);
        var entry = entry(transaction, ticket);
        if (!isFirst) {
            var detail = "The ticket was used at %s, at %s.".formatted(entry.at, entry.door);
            throw Problem.conflict("ticket-used", detail);
        }
        OrderEvent.add(transaction, order.id(), Kind.CHECKED_IN, ticket.seat() + " at " + scan.door);
        return new Admitted(order.id(), ticket.seat(), order.movieTitle(), order.studio(), entry.door, entry.at);
    }

    private static void refuseUnpaid(Order order) {
        switch (order.status()) {
            case PAID -> {} // the ticket is good
            case CANCELLED -> throw Problem.conflict("ticket-cancelled", "The order was cancelled.");
            case HELD, EXPIRED -> throw Problem.conflict("ticket-not-paid", "The order is not paid.");
        }
    }

    private void refuseOtherShowtime(Order order, Scan scan) {
        if (order.showtimeId() != scan.showtimeId) {
            var ticket = "%s in %s at %s".formatted(order.movieTitle(), order.studio(), order.startsAt());
            throw Problem.conflict("wrong-showtime", "The ticket is for " + ticket + ".");
        }
        if (!Instant.now().isBefore(order.endsAt())) {
            throw Problem.conflict("too-late", "The show ended at " + order.endsAt() + ".");
        }
        var opens = order.startsAt().minus(doorsOpen);
        if (Instant.now().isBefore(opens)) throw Problem.conflict("too-early", "The doors open at " + opens + ".");
    }

    /** The number of changed rows decides: if two doors scan one ticket at once, one gets 1 and the other 0. */
    private static boolean markUsed(Transaction transaction, TicketCodes.Ticket ticket, String door) {
        return transaction.update("""
                        UPDATE order_items
                        SET admitted_at = UTC_TIMESTAMP(3), door = ?
                        WHERE order_id = ? AND seat = ? AND admitted_at IS NULL
                        """, door, ticket.orderId(), ticket.seat().toString()) == 1;
    }

    private static Entry entry(Transaction transaction, TicketCodes.Ticket ticket) {
        var sql = "SELECT admitted_at, door FROM order_items WHERE order_id = ? AND seat = ?";
        RowReader<Entry> reader =
                row -> new Entry(row.getTimestamp("admitted_at").toInstant(), row.getString("door"));
        return transaction
                .one(sql, reader, ticket.orderId(), ticket.seat().toString())
                .orElseThrow(CheckIn::forged);
    }
}
