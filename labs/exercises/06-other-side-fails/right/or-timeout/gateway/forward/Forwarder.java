package nontonyuk.gateway.forward;

import java.util.concurrent.ConcurrentHashMap;

public final class Forwarder {
    // new
    private record Stored(Response answer, long at) {}

    // new
    private final Map<String, Stored> stored = new ConcurrentHashMap<>();

    public Response forward(Request request, Duration timeLeft) {
        if (!METHODS.contains(request.method())) {
            throw Problem.methodNotAllowed("The gateway does not forward this method.", String.join(", ", METHODS));
        }
        var key = target(request);
        boolean isKept = request.method().equals("GET") && key.matches("/movies([/?].*)?");
        try {
            var answer = bulkhead.run(() -> response(exchange(request, HeaderAllowList.of(request), timeLeft)));
            if (isKept && answer.status() == 200) stored.put(key, new Stored(answer, System.currentTimeMillis()));
            if (isKept && answer.status() == 404) stored.remove(key);
            return answer;
        } catch (Problem problem) {
            var last = isKept ? stored.get(key) : null;
            if (last == null || problem.status() < 500) throw problem;
            long age = System.currentTimeMillis() - last.at;
            if (age > 1000L * $seconds$) throw problem;
            return last.answer.with("X-$word$", "stale").with("Age", "" + age / 1000);
        }
    }

    private HttpResponse<byte[]> send(Function<URI, HttpRequest> request, Duration timeLeft) {
        var outcome = upstream.send(request, timeLeft, MAX_ANSWER_BYTES);
        if (outcome.answer() != null) return outcome.answer();
        var name = upstream.name();
        var detail = "The service " + name + " gave no answer: " + outcome.reason() + ".";
        throw switch (outcome.kind()) {
            case REFUSED -> Problem.unavailable(name + "-unavailable", detail, 1);
            case TIMED_OUT -> Problem.gatewayTimeout(name + "-timeout", detail);
            default -> Problem.badGateway(name + "-broken", detail);
        };
    }
}
