package nontonyuk.gateway.xray;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nontonyuk.common.access.Access;
import nontonyuk.common.client.HttpCall;
import nontonyuk.common.client.Upstream;
import nontonyuk.common.http.LocalPage;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.http.Router;
import nontonyuk.common.problem.Json;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.service.XRayPage;
import nontonyuk.common.trace.RecordedTrace;
import nontonyuk.common.trace.Traces;

/** Asks each instance of each service what it did for a trace, and joins the answers. */
public final class XRay {
    static final Duration DEADLINE = Duration.ofMillis(500);
    private static final int MAX_ANSWER_BYTES = 1024 * 1024;

    private final List<Upstream> services;
    private final Faults faults;

    public XRay(Upstream auth, Upstream movie, Upstream order) {
        this.services = List.of(auth, movie, order);
        this.faults = new Faults(movie);
    }

    /** Adds {@code /xray} and what is below it, for clients on this machine. */
    public void route(Router router) {
        router.polled("/xray", Access.OPEN, LocalPage.of(XRayPage::newest))
                .polled("/xray/faults", Access.OPEN, LocalPage.of(faults::show))
                .put("/xray/faults", Access.OPEN, LocalPage.of(faults::set))
                .polled("/xray/{id}", Access.OPEN, LocalPage.of(this::show));
    }

    private Response show(Request request) {
        var id = request.text("id");
        var format = request.query("format").orElse("json");
        if (!List.of("json", "otlp").contains(format))
            throw Problem.invalid("format", "unknown", "must be json or otlp");
        if (!id.matches("[0-9a-f]{32}")) throw XRayPage.noSuchTrace();
        var tree = collect(id);
        if (tree.spans().isEmpty() && tree.missing().isEmpty()) throw XRayPage.noSuchTrace();
        return format.equals("otlp")
                ? Response.raw(200, "application/json", Otlp.of(tree))
                : Response.ok("Trace", tree);
    }

    private TraceTree collect(String id) {
        var found = new ArrayList<TraceTree.Part>();
        var missing = new ArrayList<String>();
        Traces.find(id).ifPresent(trace -> found.add(new TraceTree.Part("gateway", "", trace.view())));
        for (var service : services) {
            for (var address : service.addresses()) {
                try {
                    var trace = ask(address, id);
                    if (trace != null) found.add(new TraceTree.Part(service.name(), address.getAuthority(), trace));
                } catch (IOException e) {
                    missing.add(service.name() + " at " + address.getAuthority());
                }
            }
        }
        return TraceTree.of(id, found, missing);
    }

    /** The answer of a service. */
    private record Answer(RecordedTrace.View data) {}

    /** What this instance has of the trace; {@code null} for nothing. */
    private static RecordedTrace.View ask(URI address, String id) throws IOException {
        var request =
                HttpRequest.newBuilder(URI.create(address + "/xray/" + id)).build();
        var answer = HttpCall.send(request, DEADLINE, MAX_ANSWER_BYTES).answer();
        if (answer == null) throw new IOException("no answer");
        if (answer.statusCode() == 404) return null;
        if (answer.statusCode() != 200) throw new IOException("status " + answer.statusCode());
        return Json.readLenient(answer.body(), Answer.class).data();
    }
}
