package nontonyuk.labs.check;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * Sends each request on a new connection, and once. The path is sent as it is. Each request has its own
 * {@code traceparent}.
 */
public final class Client {
    private static final Pattern TRACE = Pattern.compile("(?i)traceparent: 00-([0-9a-f]{32})-.*");

    private final int port;
    private final Calls calls;
    private final List<String> headers;
    private final Duration limit;

    private Client(int port, Calls calls, List<String> headers, Duration limit) {
        this.port = port;
        this.calls = calls;
        this.headers = headers;
        this.limit = limit;
    }

    static Client to(int port, Calls calls) {
        return new Client(port, calls, List.of(), Duration.ofSeconds(30));
    }

    /** The same client with this token in every request. */
    public Client as(String token) {
        return with("Authorization", "Bearer " + token);
    }

    /** The same client with one more header. */
    public Client with(String header, String value) {
        var more = new ArrayList<>(headers);
        more.add(header + ": " + value);
        return new Client(port, calls, List.copyOf(more), limit);
    }

    /** The same client, which waits for an answer so long; 30 seconds unless set. */
    public Client within(Duration other) {
        return new Client(port, calls, headers, other);
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer post(String path, String json) {
        return send("POST", path, json);
    }

    /** Sends any method; {@code json} is the body, or null. A failed connection has the status 0. */
    public Answer send(String method, String path, String json) {
        var text = method + " " + path + (json == null ? "" : " " + Answer.shortened(json));
        var sent = new ArrayList<>(headers);
        if (traceId(sent).isEmpty()) sent.add("traceparent: 00-" + hex(16) + "-" + hex(8) + "-01");
        var trace = traceId(sent);
        try (var call = calls.begin(text, port, limit)) {
            try {
                call.socket.setTcpNoDelay(true);
                call.socket.getOutputStream().write(bytes(method, path, sent, json));
                var answer = AnswerReader.read(call.socket, method);
                return new Answer(answer.status(), answer.headers(), answer.body(), trace, text);
            } catch (IOException e) {
                return failed(call.isLate() ? "no answer in " + limit.toMillis() + " ms" : e.getMessage(), trace, text);
            }
        } catch (IOException e) {
            return failed(e.getMessage(), trace, text);
        }
    }

    private byte[] bytes(String method, String path, List<String> sent, String json) {
        var head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n");
        head.append("Connection: close\r\n");
        for (var header : sent) head.append(header).append("\r\n");
        var body = json == null ? new byte[0] : json.getBytes(UTF_8);
        boolean hasType =
                sent.stream().anyMatch(one -> one.toLowerCase(Locale.ROOT).startsWith("content-type:"));
        if (json != null && !hasType) head.append("Content-Type: application/json\r\n");
        if (json != null || method.matches("POST|PUT|PATCH"))
            head.append("Content-Length: ").append(body.length).append("\r\n");
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("\r\n").toString().getBytes(ISO_8859_1));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    private static Answer failed(String why, String trace, String request) {
        return new Answer(0, Map.of(), String.valueOf(why).getBytes(UTF_8), trace, request);
    }

    private static String traceId(List<String> headers) {
        for (var header : headers) {
            var trace = TRACE.matcher(header);
            if (trace.matches()) return trace.group(1);
        }
        return "";
    }

    private static String hex(int bytes) {
        var random = new byte[bytes];
        ThreadLocalRandom.current().nextBytes(random);
        random[0] |= 1; // an id is not zero
        return HexFormat.of().formatHex(random);
    }
}
