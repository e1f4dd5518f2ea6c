package nontonyuk.common.client;

import java.util.concurrent.CompletionException;

public final class HttpCall {
    public static Outcome send(HttpRequest request, Duration deadline, int maxBytes) {
        var exchange = CLIENT.sendAsync(request, answer -> new BoundedBody(maxBytes));
        try {
            var answer = exchange.copy()
                    .orTimeout(deadline.toNanos(), TimeUnit.NANOSECONDS)
                    .join();
            return new Outcome(request, Kind.ANSWERED, answer, null);
        } catch (CompletionException e) {
            exchange.cancel(true);
            Throwable cause = e;
            while (cause instanceof CompletionException && cause.getCause() != null) cause = cause.getCause();
            var kind = cause instanceof TimeoutException ? Kind.TIMED_OUT : kind(cause);
            return Outcome.failed(request, kind, String.valueOf(cause.getMessage()));
        }
    }
}
