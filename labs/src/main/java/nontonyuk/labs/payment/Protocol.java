package nontonyuk.labs.payment;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Json;
import nontonyuk.common.problem.Problem;
import nontonyuk.labs.Modes;
import nontonyuk.labs.Modes.Mode;
import nontonyuk.labs.Query;
import nontonyuk.labs.StandIn;

/** The API of the payment provider. The mode affects the requests that move money, and never the questions. */
final class Protocol implements StandIn.Protocol {
    private static final int MAX_BODY = 8 * 1024;

    private final String key;
    private final Callbacks callbacks;
    private final Ledger ledger;
    private final IdempotencyKeys chargeKeys = new IdempotencyKeys();
    private final IdempotencyKeys refundKeys = new IdempotencyKeys();
    private final Modes<Behaviour> modes = new Modes<>(Behaviour.class, EnumSet.allOf(Behaviour.class));

    /** {@code file} receives each entry of the ledger before its request is answered. */
    Protocol(String key, Callbacks callbacks, Consumer<LedgerEntry> file) {
        this.key = key;
        this.callbacks = callbacks;
        this.ledger = new Ledger(file);
    }

    /** Repeats an entry from before the start, and stores the answer that it had. */
    void restore(LedgerEntry entry) {
        if (entry.refund() == null) {
            chargeKeys.restore(entry.idempotencyKey(), entry.charge(), created(ledger.charge(entry)));
        } else {
            var refund = ledger.refund(entry).refund();
            refundKeys.restore(entry.idempotencyKey(), entry.refund(), StandIn.json(201, refund));
        }
    }

    private static Response created(Charge charge) {
        return StandIn.json(charge.entry().declined() ? 402 : 201, charge);
    }

    @Override
    public Response answer(Request request) throws InterruptedException {
        var path = request.rawPath();
        if (!StandIn.hasToken(request, key)) return Failures.UNAUTHORIZED;
        if (path.equals(Modes.PATH)) return modes.answer(request);
        if (path.startsWith("/charges/")) return byId(request);
        boolean isPost = request.method().equals("POST");
        return switch (path) {
            case "/charges" ->
                isPost ? charge(request) : list(request, ledger.charges(), "idempotency_key", Charge::idempotencyKey);
            case "/refunds" ->
                isPost ? refund(request) : list(request, ledger.refunds(), "charge", Ledger.Refund::charge);
            default -> Failures.NOT_FOUND;
        };
    }

    @Override
    public Response error(Problem problem) {
        return Failures.of(problem);
    }

    private Response charge(Request request) throws InterruptedException {
        var current = modes.current();
        if (current.kind() == Behaviour.ERROR) return Failures.INTERNAL_ERROR;
        var idempotencyKey = IdempotencyKeys.of(request);
        var wanted = read(request, NewCharge.class);
        if (!TestCards.has(wanted.paymentMethod())) return Failures.UNKNOWN_PAYMENT_METHOD;
        var mode = TestCards.mode(wanted.paymentMethod(), current);
        return chargeKeys.answer(
                idempotencyKey,
                wanted,
                () -> {
                    var charge = ledger.charge(idempotencyKey, wanted, mode.kind() == Behaviour.DECLINE);
                    callbacks.send("charge." + charge.status(), charge, mode);
                    return created(charge);
                },
                stored -> deliver(stored, mode));
    }

    private Response refund(Request request) throws InterruptedException {
        var mode = modes.current();
        if (mode.kind() == Behaviour.ERROR || mode.kind() == Behaviour.REFUND_ERROR) return Failures.INTERNAL_ERROR;
        var idempotencyKey = IdempotencyKeys.of(request);
        var wanted = read(request, NewRefund.class);
        return refundKeys.answer(
                idempotencyKey,
                wanted,
                () -> {
                    var refunded = ledger.refund(idempotencyKey, wanted);
                    callbacks.send("charge.refunded", refunded.charge(), mode);
                    return StandIn.json(201, refunded.refund());
                },
                stored -> deliver(stored, mode));
    }

    /** The answer to a request that moved money: the mode may delay it or lose it. */
    private static Response deliver(Response stored, Mode<Behaviour> mode) throws InterruptedException {
        if (mode.kind() == Behaviour.SLOW) Thread.sleep(mode.delayMs());
        boolean isLost = mode.kind() == Behaviour.LOSE_ANSWER || mode.kind() == Behaviour.SILENT;
        return isLost ? Response.NONE : stored;
    }

    private static <T> Response list(Request request, List<T> all, String parameter, Function<T, String> field) {
        if (!request.isRead()) throw Failures.wrongMethod("GET, HEAD, POST");
        var wanted = Query.of(request).value(parameter);
        var found = all.stream().filter(each -> wanted.isEmpty() || wanted.get().equals(field.apply(each)));
        return StandIn.json(200, Map.of("data", found.toList()));
    }

    private Response byId(Request request) {
        if (!request.isRead()) throw Failures.wrongMethod("GET, HEAD");
        return StandIn.json(200, ledger.find(request.rawPath().substring("/charges/".length())));
    }

    private static <T> T read(Request request, Class<T> type) {
        if (request.body().length > MAX_BODY) {
            throw Problem.tooLarge("The body is longer than " + MAX_BODY + " bytes.");
        }
        return Json.read(request.body(), type);
    }
}
