package nontonyuk.common.guard;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import nontonyuk.common.problem.Problem;

/** Reads the bodies of requests. */
public final class BodyReader {
    private BodyReader() {}

    /** The whole body. {@link RequestGuard} must have checked its length before. */
    public static byte[] read(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        // The body of another coding would look like bad JSON.
        var coding = exchange.getRequestHeaders().getOrDefault("Content-Encoding", List.of("identity"));
        if (body.length > 0 && !String.join(",", coding).strip().equalsIgnoreCase("identity"))
            throw Problem.unsupportedMediaType("Send the body without a Content-Encoding.")
                    .with("Accept-Encoding", "identity");
        return body;
    }
}
