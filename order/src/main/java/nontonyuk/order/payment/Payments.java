package nontonyuk.order.payment;

import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.sql.Database;
import nontonyuk.common.sql.Transaction;
import nontonyuk.order.booking.IdempotencyKeys;
import nontonyuk.order.booking.Order;

/** Paying an order. The provider is asked between two transactions, never inside one. */
public final class Payments {
    private final Database database;
    private final PaymentProvider provider;
    private final IdempotencyKeys keys;

    public Payments(Database database, PaymentProvider provider, IdempotencyKeys keys) {
        this.database = database;
        this.provider = provider;
        this.keys = keys;
    }

    /** What a look at the order gave: an answer already, or a payment to ask for. */
    private record Begun(Response answer, Payment payment) {}

    public Response pay(Request request) {
        request.expectNoBody();
        long id = request.id("id");
        return keys.once(request, keeper -> pay(request, id, keeper));
    }

    private Response pay(Request request, long id, IdempotencyKeys.Keeper keeper) {
        var begun = database.transaction(transaction -> begin(transaction, request, id, keeper));
        if (begun.answer != null) return begun.answer;
        var charge = provider.charge(begun.payment);
        return database.transaction(transaction -> {
            var payment = Settlement.settle(transaction, charge);
            return keeper.keep(transaction, answer(transaction, request, payment));
        });
    }

    private Begun begin(Transaction transaction, Request request, long id, IdempotencyKeys.Keeper keeper) {
        var order = Order.lock(transaction, id)
                .filter(found -> found.isOf(request.caller()))
                .orElseThrow(() -> Order.notFound(id));
        if (order.status() == Order.Status.PAID) {
            return new Begun(keeper.keep(transaction, paid(order)), null);
        }
        return new Begun(null, Settlement.begin(transaction, order));
    }

    private static Response answer(Transaction transaction, Request request, Payment payment) {
        var order = Order.byId(transaction, payment.orderId());
        if (order.status() == Order.Status.PAID) return paid(order);
        var problem = payment.status() == Payment.Status.DECLINED
                ? Problem.paymentRequired("payment-declined", declined(order))
                : Problem.gone("order-lost", lost(order));
        return Response.of(problem, request.rawPath());
    }

    private static String declined(Order order) {
        var declined = "The payment was declined";
        return order.status() == Order.Status.HELD
                ? declined + "; the seats are kept until " + order.expiresAt() + "."
                : declined + ".";
    }

    private static String lost(Order order) {
        var reason = order.status() == Order.Status.CANCELLED ? "The order was cancelled" : "The seats were lost";
        return reason + " before the money came. It was charged and goes back.";
    }

    private static Response paid(Order order) {
        return Response.ok("Order paid", order);
    }
}
