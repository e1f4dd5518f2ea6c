package nontonyuk.common.guard;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Semaphore;
import nontonyuk.common.problem.Problem;

/**
 * Reads the bodies of requests. All large bodies together may use a part of the heap only, so half-sent bodies cannot
 * fill it. A small body is always read.
 */
public final class BodyReader {
    private static final int SMALL_BYTES = 8 * 1024;
    private static final long MAX_SHARED_BYTES = 16 * 1024 * 1024;

    private final Semaphore bytes =
            new Semaphore((int) Math.min(MAX_SHARED_BYTES, Runtime.getRuntime().maxMemory() / 8));

    /** The whole body. {@link RequestGuard} must have checked its length before. */
    public byte[] read(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        var length = headers.getFirst("Content-Length");
        int size = length == null ? 0 : Integer.parseInt(length);
        // The body of another coding would look like bad JSON.
        var coding = headers.getOrDefault("Content-Encoding", List.of("identity"));
        boolean hasBody = size > 0 || headers.containsKey("Transfer-Encoding");
        if (hasBody && !String.join(",", coding).strip().equalsIgnoreCase("identity"))
            throw Problem.unsupportedMediaType("Send the body without a Content-Encoding.")
                    .with("Accept-Encoding", "identity");
        int share = size <= SMALL_BYTES ? 0 : size;
        if (!bytes.tryAcquire(share))
            throw Problem.unavailable("too-busy", "Too many large bodies at once; try again.", 1);
        try {
            return exchange.getRequestBody().readAllBytes();
        } finally {
            bytes.release(share);
        }
    }
}
