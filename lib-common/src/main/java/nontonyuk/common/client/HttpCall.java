package nontonyuk.common.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import nontonyuk.common.JdkProperties;
import nontonyuk.common.client.Outcome.Kind;
import nontonyuk.common.trace.Span;

/** One HTTP call with two bounds: the time of the whole exchange, and the size of the answer. */
public final class HttpCall {
    static {
        JdkProperties.apply();
    }

    /**
     * HTTP/1.1, because the default asks plain servers for an upgrade. It never follows redirects. The callbacks run on
     * the client's own thread, so nothing in them may block.
     */
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(1))
            .executor(Runnable::run)
            .build();

    private HttpCall() {}

    /** Sends a request to a program that is none of our services, as a step of X-ray. */
    public static Outcome recorded(String to, HttpRequest request, Duration deadline, int maxBytes) {
        try (var span = Span.begin(Span.Kind.CALL, to)) {
            return send(span, request, deadline, maxBytes);
        }
    }

    /** Sends the request of a step, and tells the step what became of it. */
    static Outcome send(Span span, HttpRequest request, Duration deadline, int maxBytes) {
        span.put("request", request.method() + " " + request.uri().getRawPath());
        var outcome = send(request, deadline, maxBytes);
        span.put("outcome", outcome.toString());
        return outcome;
    }

    /**
     * Sends the request and waits for the whole answer, body included. The lookup of a host name comes before that, and
     * the JDK has no bound for it.
     */
    public static Outcome send(HttpRequest request, Duration deadline, int maxBytes) {
        // HttpRequest.timeout() ends with the headers of the answer; this deadline covers a stalled body too.
        var call = CLIENT.sendAsync(request, answer -> new BoundedBody(maxBytes));
        try {
            return new Outcome(request, Kind.ANSWERED, call.get(deadline.toNanos(), TimeUnit.NANOSECONDS), null);
        } catch (TimeoutException e) {
            call.cancel(true);
            return Outcome.failed(request, Kind.TIMED_OUT, "no complete answer within " + deadline.toMillis() + " ms");
        } catch (ExecutionException e) {
            var cause = e.getCause();
            return Outcome.failed(request, kind(cause), String.valueOf(cause.getMessage()));
        } catch (InterruptedException e) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            return Outcome.failed(request, Kind.BROKEN, "interrupted");
        }
    }

    private static Kind kind(Throwable failure) {
        if (failure instanceof TooLarge) return Kind.TOO_LARGE;
        boolean isRefused = failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException;
        return isRefused ? Kind.REFUSED : Kind.BROKEN;
    }

    private static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1;

        TooLarge(int maxBytes) {
            super("the answer is larger than " + maxBytes + " bytes");
        }
    }

    /** Collects a body in memory, and cancels one that grows too large. */
    private static final class BoundedBody implements BodySubscriber<byte[]> {
        private final BodySubscriber<byte[]> whole = BodySubscribers.ofByteArray();
        private final int maxBytes;
        private Flow.Subscription subscription;
        private long received;

        BoundedBody(int maxBytes) {
            this.maxBytes = maxBytes;
        }

        @Override
        public CompletionStage<byte[]> getBody() {
            return whole.getBody();
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            whole.onSubscribe(given);
        }

        @Override
        public void onNext(List<ByteBuffer> part) {
            received += part.stream().mapToLong(ByteBuffer::remaining).sum();
            if (received <= maxBytes) {
                whole.onNext(part);
            } else {
                subscription.cancel();
                whole.onError(new TooLarge(maxBytes));
            }
        }

        @Override
        public void onError(Throwable failure) {
            whole.onError(failure);
        }

        @Override
        public void onComplete() {
            whole.onComplete();
        }
    }
}
