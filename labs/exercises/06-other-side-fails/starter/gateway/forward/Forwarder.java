package nontonyuk.gateway.forward;

import nontonyuk.common.client.Outcome;

public final class Forwarder {
    private HttpResponse<byte[]> send(Function<URI, HttpRequest> request, Duration timeLeft) {
        var outcome = upstream.send(request, timeLeft, MAX_ANSWER_BYTES);
        // TODO task 1: each kind of failure has its own status and code.
        if (outcome.kind() != Outcome.Kind.ANSWERED) throw Problem.internal();
        return outcome.answer();
    }
}
