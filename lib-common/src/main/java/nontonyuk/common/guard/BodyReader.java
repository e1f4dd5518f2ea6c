package nontonyuk.common.guard;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import nontonyuk.common.problem.Problem;

/**
 * Reads the bodies of requests. The large ones that are on their way share a part of the memory, so that however many
 * are sent halfway they can't fill it; a small one is always read.
 */
public final class BodyReader {
    private static final int SMALL = 8 * 1024;
    private static final long MOST = 16 * 1024 * 1024;

    private final Semaphore bytes =
            new Semaphore((int) Math.min(MOST, Runtime.getRuntime().maxMemory() / 8));

    /** The whole body, whose length the {@link RequestGuard} has found good. */
    public byte[] read(HttpExchange exchange) throws IOException {
        var length = exchange.getRequestHeaders().getFirst("Content-Length");
        int size = length == null ? 0 : Integer.parseInt(length);
        int share = size <= SMALL ? 0 : size;
        if (!bytes.tryAcquire(share))
            throw Problem.unavailable("too-busy", "Too many large bodies at once; try again.", 1);
        try {
            return exchange.getRequestBody().readAllBytes();
        } finally {
            bytes.release(share);
        }
    }
}
