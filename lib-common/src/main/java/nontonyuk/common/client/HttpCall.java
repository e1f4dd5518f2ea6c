package nontonyuk.common.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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

/** One HTTP call with bounds: on the time of the whole exchange, and on the size of the answer. */
public final class HttpCall {
    static {
        JdkProperties.apply();
    }

    /**
     * HTTP/1.1, because the default would ask plain servers for an upgrade; redirects are never followed. The callbacks
     * run on the client's own thread, which saves a hand-over for each: nothing in them may block.
     */
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(1))
            .executor(Runnable::run)
            .build();

    private HttpCall() {}

    /**
     * Sends the request and waits for the whole answer, body included. A host name is looked up before that, and the
     * JDK knows no bound for it.
     *
     * @param most the largest body that is taken, in bytes
     * @throws ConnectException where nobody takes the connection: the request was not sent
     * @throws TimeoutException at the deadline; the call is cancelled
     * @throws IOException where the connection broke or the body was larger than {@code most}
     */
    public static HttpResponse<byte[]> send(HttpRequest request, Duration deadline, int most)
            throws IOException, TimeoutException {
        // HttpRequest.timeout() would end with the answer's headers; this covers a body that stalls
        // as well.
        var call = CLIENT.sendAsync(request, answer -> new Bounded(most));
        try {
            return call.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            call.cancel(true);
            throw new TimeoutException("no complete answer within " + deadline.toMillis() + " ms");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof HttpConnectTimeoutException) {
                throw new ConnectException("nobody took the connection in time");
            }
            if (e.getCause() instanceof IOException broken) throw broken;
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** The answer was larger than the caller takes; it would be the next time, too. */
    public static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1;

        private TooLarge(int most) {
            super("the answer is larger than " + most + " bytes");
        }
    }

    /** Collects a body in memory, and gives up on one that grows too large. */
    private static final class Bounded implements BodySubscriber<byte[]> {
        private final BodySubscriber<byte[]> whole = BodySubscribers.ofByteArray();
        private final int most;
        private Flow.Subscription subscription;
        private long received;

        Bounded(int most) {
            this.most = most;
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
            if (received <= most) {
                whole.onNext(part);
            } else {
                subscription.cancel();
                whole.onError(new TooLarge(most));
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
