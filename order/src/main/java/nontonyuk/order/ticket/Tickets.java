package nontonyuk.order.ticket;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.sql.Database;
import nontonyuk.order.booking.Order;
import nontonyuk.order.booking.Seat;

/** Shows the tickets of a paid order to its owner. Each seat has one, as text and as a QR code. */
public final class Tickets {
    private final Database database;
    private final TicketCodes codes;

    public Tickets(Database database, TicketCodes codes) {
        this.database = database;
        this.codes = codes;
    }

    private record Ticket(Seat seat, String code) {}

    private record TicketsOfOrder(
            long orderId, String movieTitle, String studio, Instant startsAt, List<Ticket> tickets) {}

    public Response ofOrder(Request request) {
        var order = paidOrder(request);
        var tickets = order.seats().stream().map(seat -> new Ticket(seat, code(order, seat)));
        return Response.ok(
                "Tickets",
                new TicketsOfOrder(order.id(), order.movieTitle(), order.studio(), order.startsAt(), tickets.toList()));
    }

    /** One ticket as a QR code. */
    public Response picture(Request request) {
        var order = paidOrder(request);
        var name = request.text("seat");
        for (var seat : order.seats()) {
            if (!seat.toString().equals(name)) continue;
            var svg = QrSvg.of(code(order, seat)).getBytes(StandardCharsets.UTF_8);
            return Response.raw(200, "image/svg+xml", svg).with("Cache-Control", "no-store");
        }
        throw Problem.notFound("no-such-ticket", "The order has the seats " + order.seats() + ".");
    }

    private String code(Order order, Seat seat) {
        return codes.code(new TicketCodes.Ticket(order.id(), seat));
    }

    private Order paidOrder(Request request) {
        long id = request.id("id");
        var order = Order.find(database, id)
                .filter(found -> found.isOf(request.caller()))
                .orElseThrow(() -> Order.notFound(id));
        if (order.status() == Order.Status.PAID) return order;
        throw Problem.conflict("order-not-paid", "Only a paid order has tickets; this one is " + order.status() + ".");
    }
}
