package nontonyuk.labs;

import java.util.HashMap;
import java.util.Map;
import nontonyuk.common.problem.Json;

/** What a stand-in answers. */
public record Answer(int status, Map<String, String> headers, byte[] body) {
    /** No answer: the connection is closed instead. */
    public static final Answer NONE = new Answer(0, Map.of(), new byte[0]);

    private static final Map<String, String> TYPE = Map.of("Content-Type", "application/json;charset=utf-8");

    public static Answer ok(Object value) {
        return json(200, value);
    }

    public static Answer json(int status, Object value) {
        return json(status, Json.write(value));
    }

    /** {@code body} goes out as it is, whether or not it is JSON. */
    public static Answer json(int status, byte[] body) {
        return new Answer(status, TYPE, body);
    }

    public Answer with(String header, String value) {
        var more = new HashMap<>(headers);
        more.put(header, value);
        return new Answer(status, Map.copyOf(more), body);
    }
}
