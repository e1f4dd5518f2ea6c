package nontonyuk.gateway.limit;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nontonyuk.common.http.Handler;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.metrics.Counter;
import nontonyuk.common.metrics.Metrics;
import nontonyuk.common.problem.Problem;

/** The limits of a route, of which the first that is used up turns the request away. */
public record RateLimiter(String name, List<TokenBucket> limits, Counter refused) {
    /** {@code name} is what they protect; those of 0 a minute are none. */
    static RateLimiter of(String name, Metrics metrics, TokenBucket... limits) {
        var refused = metrics.counter(
                "gateway_rate_limited_total",
                "Requests turned away because one client sent too many.",
                "what",
                "client");
        return new RateLimiter(
                name, Arrays.stream(limits).filter(TokenBucket::limits).toList(), refused);
    }

    /** The same handler behind these limits. */
    public Handler before(Handler handler) {
        return limits.isEmpty() ? handler : request -> handle(request, handler);
    }

    private Response handle(Request request, Handler handler) {
        var verdicts = new ArrayList<TokenBucket.Verdict>();
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

    private static Problem refusal(TokenBucket.Verdict verdict, List<TokenBucket.Verdict> verdicts) {
        var detail = "More than " + verdict.perMinute() + " of these requests a minute are not taken.";
        return Problem.tooManyRequests("too-many-requests", detail, verdict.seconds())
                .with("RateLimit-Policy", policies(verdicts))
                .with("RateLimit", states(verdicts));
    }

    private static String policies(List<TokenBucket.Verdict> verdicts) {
        return verdicts.stream().map(TokenBucket.Verdict::policy).collect(joining(", "));
    }

    private static String states(List<TokenBucket.Verdict> verdicts) {
        return verdicts.stream().map(TokenBucket.Verdict::state).collect(joining(", "));
    }
}
