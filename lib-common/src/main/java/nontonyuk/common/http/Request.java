package nontonyuk.common.http;

import com.sun.net.httpserver.HttpExchange;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nontonyuk.common.WholeNumber;
import nontonyuk.common.access.Caller;
import nontonyuk.common.problem.Check;
import nontonyuk.common.problem.Json;
import nontonyuk.common.problem.Nfc;
import nontonyuk.common.problem.Problem;

/**
 * A request with its body and its caller, for a handler. A method that cannot read its value throws a {@link Problem}
 * that names the field.
 */
public final class Request {
    private final HttpExchange exchange;
    private final Map<String, String> variables;
    private final Caller caller;
    private final byte[] body;

    Request(HttpExchange exchange, Map<String, String> variables, Caller caller, byte[] body) {
        this.exchange = exchange;
        this.variables = variables;
        this.caller = caller;
        this.body = body;
    }

    public String method() {
        return exchange.getRequestMethod();
    }

    public boolean isRead() {
        return method().equals("GET") || method().equals("HEAD");
    }

    /** The path as the client sent it, still percent-encoded (RFC 3986 §2.1). */
    public String rawPath() {
        return exchange.getRequestURI().getRawPath();
    }

    /** The query as the client sent it, still percent-encoded, or {@code null}. */
    public String rawQuery() {
        return exchange.getRequestURI().getRawQuery();
    }

    /** The first header with this name. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    /** Every header with this name, in order. */
    public List<String> headers(String name) {
        return exchange.getRequestHeaders().getOrDefault(name, List.of());
    }

    /** The address of the connection. It ignores headers, since every client can write them. */
    public String clientAddress() {
        return exchange.getRemoteAddress().getAddress().getHostAddress();
    }

    /** Whether the client is on this machine. It connects from a loopback address, or from the service's own. */
    public boolean isFromThisMachine() {
        return isSameMachine(
                exchange.getRemoteAddress().getAddress(),
                exchange.getLocalAddress().getAddress());
    }

    static boolean isSameMachine(InetAddress client, InetAddress service) {
        return client.isLoopbackAddress() || client.equals(service);
    }

    /** The unparsed body, at most 64 KB. */
    public byte[] body() {
        return body;
    }

    /** The body as a record that has checked itself. Throws a 400, 415 or 422 otherwise. */
    public <T> T body(Class<T> type) {
        var mediaType = header("Content-Type").orElse("").split(";", 2)[0].strip();
        if (!mediaType.equalsIgnoreCase("application/json"))
            throw Problem.unsupportedMediaType("Send the body as Content-Type: application/json.");
        return Json.read(body, type);
    }

    /** Throws a {@link Problem} unless the body is missing or an empty object. */
    public void expectNoBody() {
        if (body.length > 0) body(NoFields.class);
    }

    private record NoFields() {}

    /** The authenticated caller; {@code null} on an open route. */
    public Caller caller() {
        return caller;
    }

    /** The number in the path, such as {@code {id}}. */
    public long id(String name) {
        return WholeNumber.parse(variables.get(name), 1, Long.MAX_VALUE)
                .orElseThrow(() -> Problem.invalid(name, "wrong-type", "must be a positive whole number"));
    }

    /** The text in the path, such as {@code {name}}, decoded. */
    public String text(String name) {
        return variables.get(name);
    }

    /** A query parameter, decoded. A blank value counts as missing. */
    public Optional<String> query(String name) {
        var query = rawQuery();
        if (query == null) return Optional.empty();
        return Arrays.stream(query.split("&"))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> Nfc.of(URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8)))
                .filter(value -> !value.isBlank())
                .findFirst();
    }

    /** A query parameter that is a text of at most {@code max} characters. */
    public Optional<String> query(String name, int max) {
        var value = query(name);
        var check = new Check();
        value.ifPresent(text -> check.text(name, text, max));
        check.done();
        return value;
    }

    /** A query parameter from {@code min} to {@code max}, or {@code fallback} if it is missing. */
    public int number(String name, int fallback, int min, int max) {
        var value = query(name);
        if (value.isEmpty()) return fallback;
        var message = "must be a whole number from " + min + " to " + max;
        return (int) WholeNumber.parse(value.get(), min, max)
                .orElseThrow(() -> Problem.invalid(name, "out-of-range", message));
    }
}
