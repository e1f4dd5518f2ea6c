package nontonyuk.common.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.Map;
import nontonyuk.common.problem.Json;

/**
 * What a handler answers. A success is {@code {"message": "...", "data": ...}} in UTF-8, a page of a list has
 * {@code meta} beside it.
 */
public record Response(int status, Map<String, String> headers, byte[] body) {
    private record Envelope(
            String message,
            Object data,
            @JsonInclude(JsonInclude.Include.NON_NULL) Object meta) {}

    public static Response ok(String message, Object data) {
        return raw(200, "application/json", Json.write(new Envelope(message, data, null)));
    }

    /** 200 with a page of a list; {@code meta} says which page of how many. */
    public static Response ok(String message, Object data, Page.Meta meta) {
        return raw(200, "application/json", Json.write(new Envelope(message, data, meta)));
    }

    /** 201; {@code location} is the path of what was made (RFC 9110 §15.3.2). */
    public static Response created(String location, String message, Object data) {
        return raw(201, "application/json", Json.write(new Envelope(message, data, null)))
                .with("Location", location);
    }

    public static Response noContent() {
        return new Response(204, Map.of(), new byte[0]);
    }

    /** A body of any kind, as it is. */
    public static Response raw(int status, String contentType, byte[] body) {
        return new Response(status, Map.of("Content-Type", contentType), body);
    }

    /** The same response with one more header. */
    public Response with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Response(status, more, body);
    }
}
