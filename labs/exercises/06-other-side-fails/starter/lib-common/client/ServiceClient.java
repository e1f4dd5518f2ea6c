package nontonyuk.common.client;

public final class ServiceClient implements Dependency {
    private Answer call(Function<URI, HttpRequest> request) {
        var outcome = upstream.send(request, deadline, MAX_ANSWER_BYTES);
        // TODO task 1: without an answer, the other service is unavailable; say why.
        if (outcome.kind() != Outcome.Kind.ANSWERED) throw Problem.internal();
        hasAnswered = true;
        return new Answer(outcome.answer().statusCode(), outcome.answer().body());
    }
}
