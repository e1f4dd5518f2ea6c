package nontonyuk.common.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import nontonyuk.common.guard.RequestGuard;
import nontonyuk.common.trace.Trace;

/**
 * Writes a response to the connection. No cache stores it, and no browser guesses its type, unless it says otherwise.
 */
final class ResponseWriter {
    /** Each write is short, since the server keeps a buffer of twice its length for each connection. */
    private static final int WRITE_BYTES = 8 * 1024;

    private ResponseWriter() {}

    static void write(HttpExchange exchange, Response response) throws IOException {
        var headers = exchange.getResponseHeaders();
        response.headers().forEach(headers::add);
        headers.putIfAbsent("Cache-Control", List.of("no-store"));
        headers.putIfAbsent("X-Content-Type-Options", List.of("nosniff"));
        headers.set("X-Trace-Id", Trace.current().id());
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        int length = response.body().length;
        if (isHead && length > 0) headers.set("Content-Length", "" + length);
        if (isHead || length == 0) {
            exchange.sendResponseHeaders(response.status(), -1); // -1 means no body, 0 would mean chunked
        } else {
            RequestGuard.holdFor(length); // JDK 17 would send the head alone
            exchange.sendResponseHeaders(response.status(), length);
            RequestGuard.holdFor(0);
            // Closing the stream first sends the answer, then reads the rest of the request.
            try (var out = exchange.getResponseBody()) {
                for (int sent = 0; sent < length; sent += WRITE_BYTES)
                    out.write(response.body(), sent, Math.min(WRITE_BYTES, length - sent));
            }
        }
    }
}
