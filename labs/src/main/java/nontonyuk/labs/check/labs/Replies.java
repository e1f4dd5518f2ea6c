package nontonyuk.labs.check.labs;

import nontonyuk.labs.check.Answer;
import nontonyuk.labs.check.Trial;
import nontonyuk.labs.faults.Fault;
import nontonyuk.labs.faults.FaultProxy;

/** What lab 09 expects of an answer to a repetition. */
final class Replies {
    private Replies() {}

    /** The number of answers that the service gave and the client did not get. */
    static int lostAt(FaultProxy tap) {
        return (int) tap.exchanges().stream()
                .filter(one -> one.fault().kind() == Fault.Kind.RESET_AFTER && one.answeredBeforeFault())
                .count();
    }

    /** The repetition has the answer of the first request, and the header that says so. */
    static void expectReplay(Trial trial, Answer first, Answer again, String code) {
        tell(trial, first, again);
        again.expect(201);
        if (Orders.id(again) != Orders.id(first)) trial.wrong(code);
        if (!Buyer.sameAnswer(first, again)) trial.wrong("another-answer");
        if (!Buyer.isReplay(again)) trial.wrong("not-marked");
    }

    /** The key was sent before with another request, so this one is refused. */
    static void expectReused(Trial trial, Answer first, Answer other) {
        tell(trial, first, other).tell("request", other.request());
        if (!isRefusedKey(other)) trial.wrong("key-reused");
    }

    static void expectOrders(Trial trial, Buyer buyer, int expected, String code) {
        long orders = buyer.orders();
        trial.tell("orders", orders);
        if (orders != expected) trial.wrong(code);
    }

    static boolean isRefusedKey(Answer answer) {
        var fields = answer.json().path("errors").findValuesAsText("field");
        return answer.status() == 422 && fields.contains("Idempotency-Key");
    }

    /** Gives both answers to the texts. */
    static Trial tell(Trial trial, Answer first, Answer second) {
        trial.traces(first.traceId(), second.traceId());
        return trial.tell("first", Orders.id(first))
                .tell("second", Orders.id(second))
                .tell("outcome", second.outcome());
    }
}
