package nontonyuk.labs;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import nontonyuk.common.http.Request;

/**
 * The query of a request, as the real services read it: names may be percent-encoded, and a blank value is a value.
 * {@code masked} is its form for the log, without the key.
 */
public record Query(Map<String, String> values, String masked) {
    public static Query of(Request request) {
        var values = new HashMap<String, String>();
        var shown = new ArrayList<String>();
        var raw = request.rawQuery();
        if (raw == null || raw.isEmpty()) return new Query(values, "");
        for (var pair : raw.split("&")) {
            var parts = pair.split("=", 2);
            var name = decode(parts[0]);
            values.put(name, parts.length == 2 ? decode(parts[1]) : "");
            shown.add(name.equals("api_key") ? "api_key=***" : pair);
        }
        return new Query(values, "?" + String.join("&", shown));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    public Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }
}
