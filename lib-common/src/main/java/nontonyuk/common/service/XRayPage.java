package nontonyuk.common.service;

import java.util.List;
import nontonyuk.common.Settings;
import nontonyuk.common.access.Access;
import nontonyuk.common.http.LocalPage;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.http.Router;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.trace.Span;
import nontonyuk.common.trace.Traces;

/** What this service did for each of the newest traces. It is for this machine only, and {@code XRAY=1} opens it. */
public final class XRayPage {
    private XRayPage() {}

    public static boolean isOn(Settings settings) {
        return settings.number("XRAY", 0, 0, 1) == 1;
    }

    /** Begins to record if {@code XRAY} is 1, and adds the routes. Those that the gateway has added win. */
    static void route(Settings settings, Router router) {
        if (!isOn(settings)) return;
        Traces.keep();
        router.polled("/xray", Access.OPEN, LocalPage.of(XRayPage::newest))
                .polled("/xray/{id}", Access.OPEN, LocalPage.of(XRayPage::one));
    }

    /** A trace and its first request. */
    private record Row(String traceId, Span.View request) {}

    /** The newest traces of this process, the newest first. */
    public static Response newest(Request request) {
        List<Row> rows = Traces.newest().stream()
                .map(trace -> new Row(trace.id(), trace.first()))
                .toList();
        return Response.ok("Traces", rows);
    }

    private static Response one(Request request) {
        var trace = Traces.find(request.text("id")).orElseThrow(XRayPage::noSuchTrace);
        return Response.ok("Trace", trace.view());
    }

    public static Problem noSuchTrace() {
        return Problem.notFound("no-such-trace", "No service has a trace with this id; each keeps its newest 500.");
    }
}
