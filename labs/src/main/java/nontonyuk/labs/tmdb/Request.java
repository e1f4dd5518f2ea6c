package nontonyuk.labs.tmdb;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/**
 * What an answer depends on, and {@code target}: the path and query as they may be logged, without
 * the key.
 */
record Request(
        String method,
        String path,
        Map<String, String> query,
        String authorization,
        InetAddress client,
        byte[] body,
        String target) {
    static final int MAX_BODY = 1024;

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
                exchange.getRequestHeaders().getFirst("Authorization"),
                exchange.getRemoteAddress().getAddress(),
                exchange.getRequestBody().readNBytes(MAX_BODY + 1),
                raw.isEmpty()
                        ? uri.getRawPath()
                        : uri.getRawPath() + "?" + String.join("&", shown));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Whether it asks for something without changing anything. */
    boolean reads() {
        return method.equals("GET") || method.equals("HEAD");
    }
}
