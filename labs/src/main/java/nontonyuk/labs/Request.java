package nontonyuk.labs;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an answer depends on, and {@code target}: the path and query as they may be logged, without the key. Of a body
 * that is too long only the first {@code MAX_BODY + 1} bytes are there.
 */
public record Request(
        String method,
        String path,
        Map<String, String> query,
        Headers headers,
        InetAddress client,
        byte[] body,
        String target) {
    public static final int MAX_BODY = 8 * 1024;

    static Request of(HttpExchange exchange) throws IOException {
        var uri = exchange.getRequestURI();
        var query = new HashMap<String, String>();
        var shown = new ArrayList<String>();
        var raw = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        for (var pair : raw.split("&")) {
            var parts = pair.split("=", 2);
            var name = decode(parts[0]);
            query.put(name, parts.length == 2 ? decode(parts[1]) : "");
            shown.add(name.equals("api_key") ? "api_key=***" : pair);
        }
        return new Request(
                exchange.getRequestMethod(),
                uri.getRawPath(),
                query,
                exchange.getRequestHeaders(),
                exchange.getRemoteAddress().getAddress(),
                exchange.getRequestBody().readNBytes(MAX_BODY + 1),
                raw.isEmpty() ? uri.getRawPath() : uri.getRawPath() + "?" + String.join("&", shown));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Whether it asks for something without changing anything. */
    public boolean reads() {
        return method.equals("GET") || method.equals("HEAD");
    }

    /** Whether it shows that token as {@code Authorization: Bearer}. */
    public boolean bears(String token) {
        var scheme = "Bearer ";
        var header = headers.getOrDefault("Authorization", List.of("")).get(0);
        return header.regionMatches(true, 0, scheme, 0, scheme.length())
                && token.equals(header.substring(scheme.length()).strip());
    }
}
