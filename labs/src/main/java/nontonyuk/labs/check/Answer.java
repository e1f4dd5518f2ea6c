package nontonyuk.labs.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nontonyuk.common.problem.Json;

/**
 * An answer. Without one, the status is 0 and the body says why.
 *
 * @param headers the names are in lower case
 * @param request the request as text, for messages
 */
public record Answer(int status, Map<String, String> headers, byte[] body, String traceId, String request) {
    private static final int SHORT = 160;

    public String text() {
        return new String(body, UTF_8);
    }

    /** The body as JSON; a missing node if it is none. */
    public JsonNode json() {
        try {
            return Json.readLenient(body, JsonNode.class);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    public JsonNode data() {
        return json().path("data");
    }

    /** The code of a problem; an empty text for another answer. */
    public String problem() {
        return json().path("type").asText().replace("/problems/", "");
    }

    /** The status and the code of a problem, such as {@code 409 seat-taken}. */
    public String outcome() {
        return (status + " " + problem()).strip();
    }

    /** The value of a header; an empty text without it. {@code name} is in lower case. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /**
     * The answer, if it has one of these statuses. Otherwise it is {@link Wrong}: {@code no-answer},
     * {@code internal-error} or {@code odd-answer}.
     */
    public Answer expect(int... statuses) {
        for (int one : statuses) if (one == status) return this;
        var expected = Arrays.stream(statuses).mapToObj(String::valueOf).collect(Collectors.joining(", "));
        throw odd(expected);
    }

    /** The answer is none that is allowed here; {@code expected} says what is. */
    public Wrong odd(String expected) {
        var code = status == 0 ? "no-answer" : status == 500 ? "internal-error" : "odd-answer";
        return new Wrong(
                code,
                Map.of("request", request, "expected", expected, "status", status, "body", shortened(text())),
                List.of(traceId));
    }

    static String shortened(String text) {
        var line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= SHORT ? line : line.substring(0, SHORT) + "…";
    }
}
