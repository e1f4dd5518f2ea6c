package nontonyuk.order.payment;

import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Check;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.sql.Database;
import nontonyuk.common.sql.Transaction;
import nontonyuk.order.booking.HoldLimit;
import nontonyuk.order.booking.IdempotencyKeys;
import nontonyuk.order.booking.IdempotencyKeys.Reservation;
import nontonyuk.order.booking.Order;

/** Pays an order. The call to the provider is between two transactions, never inside one. */
public final class Payments {
    private final Database database;
    private final PaymentProvider provider;
    private final IdempotencyKeys keys;
    private final HoldLimit limit;

    public Payments(Database database, PaymentProvider provider, IdempotencyKeys keys, HoldLimit limit) {
        this.database = database;
        this.provider = provider;
        this.keys = keys;
        this.limit = limit;
    }

    /** The body of POST /orders/{id}/pay: the provider's name of a card. It is not stored. */
    private record NewPayment(String paymentMethod) {
        NewPayment {
            var check = new Check();
            check.optionalText("payment_method", paymentMethod, 64);
            check.done();
        }
    }

    /** The result of the first transaction: an answer, or a payment to charge. */
    private record Begun(Response answer, Payment payment) {}

    public Response pay(Request request) {
        boolean hasBody = request.body().length > 0;
        var wanted = hasBody ? request.body(NewPayment.class) : new NewPayment(null);
        long id = request.id("id");
        return keys.once(request, reservation -> pay(reservation, request, id, wanted));
    }

    private Response pay(Reservation reservation, Request request, long id, NewPayment wanted) {
        var begun = database.transaction(transaction -> begin(transaction, reservation, request, id));
        if (begun.answer != null) return begun.answer;
        var charge = provider.charge(begun.payment, wanted.paymentMethod);
        try {
            return database.transaction(transaction -> {
                var payment = Settlement.settle(transaction, charge);
                return reservation.store(transaction, answer(transaction, request, payment));
            });
        } catch (Problem e) {
            throw e.status() < 500 ? PaymentProvider.broken() : e; // a 4xx is the provider's fault, not the buyer's
        }
    }

    private Begun begin(Transaction transaction, Reservation reservation, Request request, long id) {
        var order = Order.lock(transaction, id)
                .filter(found -> found.isOf(request.caller()))
                .orElseThrow(() -> Order.notFound(id));
        if (order.status() == Order.Status.PAID) {
            return new Begun(reservation.store(transaction, Response.ok("Order paid", order)), null);
        }
        return new Begun(null, Settlement.begin(transaction, order, limit));
    }

    private static Response answer(Transaction transaction, Request request, Payment payment) {
        var order = Order.byId(transaction, payment.orderId());
        if (order.status() == Order.Status.PAID) return Response.ok("Order paid", order);
        return Response.of(problem(order, payment), request.rawPath());
    }

    private static Problem problem(Order order, Payment payment) {
        if (payment.status() == Payment.Status.DECLINED) {
            return Problem.paymentRequired("payment-declined", declined(order));
        }
        return order.status() == Order.Status.HELD
                ? PaymentProvider.broken().withDetail("This charge is refunded and does not pay the order. Pay again.")
                : Problem.gone("order-lost", lost(order));
    }

    private static String declined(Order order) {
        var declined = "The payment was declined";
        return order.status() == Order.Status.HELD
                ? declined + "; the seats are held until " + order.expiresAt() + "."
                : declined + ".";
    }

    private static String lost(Order order) {
        var reason = order.status() == Order.Status.CANCELLED ? "The order was cancelled" : "The seats were lost";
        return reason + " before the charge succeeded. The money will be refunded.";
    }
}
