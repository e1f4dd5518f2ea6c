package nontonyuk.common.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.LinkedHashMap;
import java.util.Map;
import nontonyuk.common.problem.Json;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.trace.Trace;

/**
 * The answer to a request. A success is {@code {"message": "...", "data": ...}} in UTF-8; a page of a list also has
 * {@code meta}.
 */
public record Response(int status, Map<String, String> headers, byte[] body) {
    /** No answer: the router closes the connection. A stand-in uses it to lose an answer. */
    public static final Response NONE = new Response(0, Map.of(), new byte[0]);

    private record Envelope(
            String message,
            Object data,
            @JsonInclude(Include.NON_NULL) Object meta) {}

    public static Response ok(String message, Object data) {
        return ok(message, data, null);
    }

    /** The number of a page, its size, and the rows of all pages. */
    public record Meta(int page, int perPage, long total) {}

    /** 200 with one page of a list; {@code meta} says which page it is. */
    public static Response ok(String message, Object data, Meta meta) {
        return raw(200, "application/json", Json.write(new Envelope(message, data, meta)));
    }

    /** 201; {@code location} is the path of the new resource (RFC 9110 §15.3.2). */
    public static Response created(String location, String message, Object data) {
        return raw(201, "application/json", Json.write(new Envelope(message, data, null)))
                .with("Location", location);
    }

    public static Response noContent() {
        return new Response(204, Map.of(), new byte[0]);
    }

    /** The problem as {@code application/problem+json} (RFC 9457 §3); {@code path} is the path of the request. */
    public static Response of(Problem problem, String path) {
        var code = problem.code();
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "/problems/" + code);
        var words = code.replace('-', ' ');
        body.put("title", Character.toUpperCase(words.charAt(0)) + words.substring(1));
        body.put("status", problem.status());
        body.put("detail", problem.getMessage());
        body.put("instance", path);
        body.put("trace_id", Trace.current().id());
        if (!problem.faults().isEmpty()) body.put("errors", problem.faults());
        body.putAll(problem.members());
        var headers = new LinkedHashMap<>(problem.headers());
        headers.put("Content-Type", "application/problem+json");
        return new Response(problem.status(), headers, Json.write(body));
    }

    /** An answer with any body; {@code body} is sent unchanged. */
    public static Response raw(int status, String contentType, byte[] body) {
        return new Response(status, Map.of("Content-Type", contentType), body);
    }

    /** The answer with an {@code ETag}, by which a client asks whether the answer has changed (RFC 9111 §4.3). */
    public Response revalidated() {
        return with("ETag", EntityTag.of(body)).with("Cache-Control", "private, max-age=0");
    }

    public Response with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Response(status, more, body);
    }
}
