package nontonyuk.gateway.xray;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import nontonyuk.common.client.HttpCall;
import nontonyuk.common.client.Upstream;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Check;
import nontonyuk.common.problem.Problem;

/**
 * Switches the fault of the proxies in front of a service, where {@code make faults} runs them. It asks each address
 * without the circuit breaker, which the fault may have opened.
 */
final class Faults {
    private static final int MAX_ANSWER_BYTES = 1024;

    private final Upstream service;

    Faults(Upstream service) {
        this.service = service;
    }

    private record Setting(String fault) {
        Setting {
            var check = new Check();
            fault = check.text("fault", fault, 50);
            check.done();
        }
    }

    private record Answer(String fault) {}

    Response show(Request request) {
        return Response.ok("Fault", new Answer(ask("GET", BodyPublishers.noBody())));
    }

    Response set(Request request) {
        var fault = ask("PUT", BodyPublishers.ofString(request.body(Setting.class).fault));
        if (fault == null)
            throw Problem.notFound("no-such-path", "No fault proxy stands in front of " + service.name() + ".");
        return Response.ok("Fault", new Answer(fault));
    }

    /** The fault of the proxies afterwards, or {@code null} without a proxy. */
    private String ask(String method, BodyPublisher body) {
        String fault = null;
        for (var address : service.addresses()) {
            var request = HttpRequest.newBuilder(URI.create(address + "/faults"))
                    .method(method, body)
                    .build();
            var answer = HttpCall.send(request, XRay.DEADLINE, MAX_ANSWER_BYTES).answer();
            boolean isProxy = answer != null
                    && (answer.statusCode() == 200 || answer.statusCode() == 400)
                    && answer.headers().firstValue("Content-Type").orElse("").equals("text/plain");
            if (!isProxy) continue; // the service itself, or nobody
            fault = new String(answer.body(), UTF_8).strip();
            if (answer.statusCode() != 200) throw Problem.invalid("fault", "unknown", "is not known. " + fault);
        }
        return fault;
    }
}
