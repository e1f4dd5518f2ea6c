package nontonyuk.gateway.limit;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import nontonyuk.common.http.Handler;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.metrics.Counter;
import nontonyuk.common.metrics.Metrics;
import nontonyuk.common.problem.Problem;
import nontonyuk.gateway.limit.TokenBucket.Verdict;

/** The rate limits of some routes. The first limit that is used up refuses the request. */
public final class RateLimiter {
    private final String name;
    private final List<TokenBucket> limits;
    private final Counter refused;

    /** {@code name} is the label of the metric. A limit of 0 a minute is no limit. */
    RateLimiter(String name, Metrics metrics, TokenBucket... limits) {
        this.name = name;
        this.limits = Arrays.stream(limits).filter(TokenBucket::isLimited).toList();
        this.refused = metrics.counter(
                "gateway_rate_limited_total", "Requests refused because one client sent too many.", "what", "client");
    }

    /** The handler with these limits before it. */
    public Handler before(Handler handler) {
        return limits.isEmpty() ? handler : request -> handle(request, handler);
    }

    private Response handle(Request request, Handler handler) {
        var verdicts = new ArrayList<Verdict>();
        for (var limit : limits) {
            var verdict = limit.take(request);
            verdicts.add(verdict);
            if (verdict.passes()) continue;
            refused.increment(name, verdict.name());
            var detail = "The gateway accepts at most " + verdict.perMinute() + " of these requests a minute.";
            throw Problem.tooManyRequests("too-many-requests", detail, verdict.seconds())
                    .with("RateLimit-Policy", joined(verdicts, Verdict::policy))
                    .with("RateLimit", joined(verdicts, Verdict::state));
        }
        return handler.handle(request)
                .with("RateLimit-Policy", joined(verdicts, Verdict::policy))
                .with("RateLimit", joined(verdicts, Verdict::state));
    }

    private static String joined(List<Verdict> verdicts, Function<Verdict, String> header) {
        return verdicts.stream().map(header).collect(joining(", "));
    }
}
