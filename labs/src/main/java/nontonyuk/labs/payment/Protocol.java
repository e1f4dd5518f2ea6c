package nontonyuk.labs.payment;

import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import nontonyuk.common.problem.Json;
import nontonyuk.common.problem.Problem;
import nontonyuk.labs.Answer;
import nontonyuk.labs.Modes;
import nontonyuk.labs.Modes.Mode;
import nontonyuk.labs.Request;

/**
 * Which answer a request gets. The modes concern the requests that move money; asking what was moved is answered in
 * each of them.
 */
final class Protocol {
    private final String key;
    private final Callbacks callbacks;
    private final Ledger ledger;
    private final Once charged = new Once();
    private final Once refunded = new Once();
    private final Modes<Behaviour> modes = new Modes<>(Behaviour.class, EnumSet.allOf(Behaviour.class));

    /** {@code file} is given each entry of the ledger before its request is answered. */
    Protocol(String key, Callbacks callbacks, Consumer<Ledger.Entry> file) {
        this.key = key;
        this.callbacks = callbacks;
        this.ledger = new Ledger(file);
    }

    /** What was done before the start, with the answer that it got. */
    void restore(Ledger.Entry entry) {
        var idempotencyKey = entry.idempotencyKey();
        if (entry.refund() == null) {
            charged.keep(idempotencyKey, entry.charge(), made(ledger.charge(entry)));
        } else {
            refunded.keep(
                    idempotencyKey, entry.refund(), made(ledger.refund(entry).refund()));
        }
    }

    private static Answer made(Charge charge) {
        return Answer.json(charge.isDeclined() ? 402 : 201, charge);
    }

    private static Answer made(Refund refund) {
        return Answer.json(201, refund);
    }

    Answer answer(Request request) throws InterruptedException {
        try {
            return route(request);
        } catch (Problem e) {
            return Failures.of(e);
        }
    }

    private Answer route(Request request) throws InterruptedException {
        var path = request.path();
        if (path.equals("/stand-in/mode")) return mode(request);
        if (!request.bears(key)) return Failures.UNAUTHORIZED;
        if (path.startsWith("/charges/")) return byId(request);
        boolean posts = request.method().equals("POST");
        return switch (path) {
            case "/charges" -> posts ? charge(request) : charges(request);
            case "/refunds" -> posts ? refund(request) : refunds(request);
            default -> Failures.NOT_FOUND;
        };
    }

    private Answer charge(Request request) throws InterruptedException {
        var now = modes.now();
        if (now.kind() == Behaviour.ERROR) return Failures.INTERNAL_ERROR;
        var idempotencyKey = Once.key(request);
        var wanted = read(request, NewCharge.class);
        return charged.answer(
                idempotencyKey,
                wanted,
                () -> {
                    boolean decline = now.kind() == Behaviour.DECLINE;
                    var charge = ledger.charge(idempotencyKey, wanted, decline);
                    callbacks.send(Event.made(charge), now);
                    return made(charge);
                },
                kept -> given(kept, now));
    }

    private Answer refund(Request request) throws InterruptedException {
        var now = modes.now();
        if (now.kind() == Behaviour.ERROR || now.kind() == Behaviour.REFUND_ERROR) {
            return Failures.INTERNAL_ERROR;
        }
        var idempotencyKey = Once.key(request);
        var wanted = read(request, NewRefund.class);
        return refunded.answer(
                idempotencyKey,
                wanted,
                () -> {
                    var made = ledger.refund(idempotencyKey, wanted);
                    callbacks.send(Event.refunded(made.charge()), now);
                    return made(made.refund());
                },
                kept -> given(kept, now));
    }

    /** The answer to a request that moved money, as the mode lets it through. */
    private static Answer given(Answer kept, Mode<Behaviour> mode) throws InterruptedException {
        return switch (mode.kind()) {
            case SLOW -> {
                Thread.sleep(mode.delayMs());
                yield kept;
            }
            case LOSE_ANSWER, SILENT -> Answer.NONE;
            case OK,
                    DECLINE,
                    ERROR,
                    CALLBACK_TWICE,
                    CALLBACK_LATE,
                    CALLBACK_FIRST,
                    CALLBACK_OUT_OF_ORDER,
                    REFUND_ERROR -> kept;
        };
    }

    private Answer charges(Request request) {
        var asked = request.query().get("idempotency_key");
        return list(
                request,
                ledger.charges().stream()
                        .filter(charge ->
                                asked == null || charge.idempotencyKey().equals(asked))
                        .toList());
    }

    private Answer refunds(Request request) {
        var asked = request.query().get("charge");
        return list(
                request,
                ledger.refunds().stream()
                        .filter(refund -> asked == null || refund.charge().equals(asked))
                        .toList());
    }

    private Answer byId(Request request) {
        if (!request.reads()) return Failures.wrongMethod("GET, HEAD");
        return Answer.ok(ledger.find(request.path().substring("/charges/".length())));
    }

    private Answer mode(Request request) {
        if (request.method().equals("PUT")) {
            modes.set(request.body());
        } else if (!request.reads()) {
            return Failures.wrongMethod("GET, HEAD, PUT");
        }
        return modes.shown();
    }

    private static Answer list(Request request, List<?> data) {
        if (!request.reads()) return Failures.wrongMethod("GET, HEAD, POST");
        return Answer.ok(new Data(data));
    }

    private static <T> T read(Request request, Class<T> type) {
        if (request.body().length > Request.MAX_BODY) {
            throw Problem.tooLarge("The body is longer than " + Request.MAX_BODY + " bytes.");
        }
        return Json.read(request.body(), type);
    }

    private record Data(List<?> data) {}
}
