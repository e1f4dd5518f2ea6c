package nontonyuk.gateway.forward;

public final class Forwarder {
    private HttpResponse<byte[]> send(Function<URI, HttpRequest> request, Duration timeLeft) {
        var outcome = upstream.send(request, timeLeft, MAX_ANSWER_BYTES);
        return switch (outcome.kind()) {
            case ANSWERED -> outcome.answer();
            case TIMED_OUT ->
                throw Problem.gatewayTimeout(upstream.name() + "-timeout", "The service took longer than its time.");
            case REFUSED, BROKEN, TOO_LARGE -> throw Problem.internal();
        };
    }
}
