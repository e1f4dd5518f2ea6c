package nontonyuk.gateway;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nontonyuk.common.Counter;
import nontonyuk.common.Handler;
import nontonyuk.common.Metrics;
import nontonyuk.common.Problem;
import nontonyuk.common.Request;
import nontonyuk.common.Response;

/** The limits of a route, of which the first that is used up turns the request away. */
record RateLimits(String name, List<RateLimit> limits, Counter refused) {
    /** {@code name} is what they protect; those of 0 a minute are none. */
    static RateLimits of(String name, Metrics metrics, RateLimit... limits) {
        var refused = metrics.counter(
                "gateway_rate_limited_total",
                "Requests turned away because one client sent too many.",
                "what",
                "client");
        return new RateLimits(
                name, Arrays.stream(limits).filter(RateLimit::limits).toList(), refused);
    }

    /** The same handler behind these limits. */
    Handler before(Handler handler) {
        return limits.isEmpty() ? handler : request -> handle(request, handler);
    }

    private Response handle(Request request, Handler handler) {
        var verdicts = new ArrayList<RateLimit.Verdict>();
        for (var limit : limits) {
            var verdict = limit.take(request);
            verdicts.add(verdict);
            if (verdict.passes()) continue;
            refused.increment(name, verdict.name());
            throw refusal(verdict, verdicts);
        }
        return handler.handle(request)
                .with("RateLimit-Policy", policies(verdicts))
                .with("RateLimit", states(verdicts));
    }

    private static Problem refusal(RateLimit.Verdict verdict, List<RateLimit.Verdict> verdicts) {
        var detail = "More than " + verdict.perMinute() + " of these requests a minute are not taken.";
        return Problem.tooManyRequests("too-many-requests", detail, verdict.seconds())
                .with("RateLimit-Policy", policies(verdicts))
                .with("RateLimit", states(verdicts));
    }

    private static String policies(List<RateLimit.Verdict> verdicts) {
        return verdicts.stream().map(RateLimit.Verdict::policy).collect(joining(", "));
    }

    private static String states(List<RateLimit.Verdict> verdicts) {
        return verdicts.stream().map(RateLimit.Verdict::state).collect(joining(", "));
    }
}
