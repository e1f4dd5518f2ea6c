package nontonyuk.common.client;

import java.net.http.HttpTimeoutException;

public final class HttpCall {
    public static Outcome send(HttpRequest request, Duration deadline, int maxBytes) {
        var timed = HttpRequest.newBuilder(request, (name, value) -> true)
                .timeout(deadline)
                .build();
        try {
            return new Outcome(
                    request,
                    Kind.ANSWERED,
                    CLIENT.sendAsync(timed, answer -> new BoundedBody(maxBytes)).get(),
                    null);
        } catch (ExecutionException e) {
            var cause = e.getCause();
            boolean isLate = cause instanceof HttpTimeoutException && !(cause instanceof HttpConnectTimeoutException);
            return Outcome.failed(request, isLate ? Kind.TIMED_OUT : kind(cause), String.valueOf(cause.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.failed(request, Kind.BROKEN, "interrupted");
        }
    }
}
