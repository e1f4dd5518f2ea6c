package nontonyuk.common.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An error that the client can read: a status, a stable code and a sentence (RFC 9457).
 *
 * <p>Any code may throw it; only the router turns it into a response. There its {@code type} is
 * {@code /problems/<code>}, and its title is the code in words.
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final String CHALLENGE = "WWW-Authenticate";
    private static final String REALM = "Bearer realm=\"nontonyuk\"";

    /** One fault of a request: the field as in the JSON, a stable code, and a message. */
    public record Fault(String field, String code, String message) {}

    private final int status;
    private final String code;
    private final transient List<Fault> faults;
    private final transient Map<String, String> headers;
    private final transient Map<String, Object> members;

    private Problem(
            int status,
            String code,
            String detail,
            List<Fault> faults,
            Map<String, String> headers,
            Map<String, Object> members) {
        super(detail, null, false, false); // an answer, not a crash: it needs no stack trace
        this.status = status;
        this.code = code;
        this.faults = faults;
        this.headers = headers;
        this.members = members;
    }

    private static Problem of(int status, String code, String detail) {
        return new Problem(status, code, detail, List.of(), Map.of(), Map.of());
    }

    public static Problem badRequest(String code, String detail) {
        return of(400, code, detail);
    }

    /** 401 for a bad token; the challenge gives the reason in printable ASCII (RFC 6750 §3.1). */
    public static Problem unauthorized(String code, String detail) {
        return of(401, code, detail).with(CHALLENGE, challenge("invalid_token", detail));
    }

    /** 401 for a request without a token; the challenge then names no error (RFC 6750 §3.1). */
    public static Problem unauthenticated(String code, String detail) {
        return of(401, code, detail).with(CHALLENGE, REALM);
    }

    public static Problem paymentRequired(String code, String detail) {
        return of(402, code, detail);
    }

    public static Problem forbidden(String code, String detail) {
        return of(403, code, detail);
    }

    /** 403 for a good token with a role that may not use the route (RFC 6750 §3.1). */
    public static Problem insufficientRole(String role) {
        var detail = "This is not for the role " + role + ".";
        return forbidden("not-allowed", detail).with(CHALLENGE, challenge("insufficient_scope", detail));
    }

    private static String challenge(String error, String detail) {
        var description = detail.replaceAll("[^ -~]|[\"\\\\]", "?");
        return REALM + ", error=\"" + error + "\", error_description=\"" + description + "\"";
    }

    public static Problem notFound(String code, String detail) {
        return of(404, code, detail);
    }

    /** 405; {@code allowed} lists the methods of the path (RFC 9110 §15.5.6). */
    public static Problem methodNotAllowed(String detail, String allowed) {
        return of(405, "method-not-allowed", detail).with("Allow", allowed);
    }

    public static Problem conflict(String code, String detail) {
        return of(409, code, detail);
    }

    /** 410: the resource existed, and will not exist again. */
    public static Problem gone(String code, String detail) {
        return of(410, code, detail);
    }

    public static Problem tooLarge(String detail) {
        return of(413, "body-too-large", detail).with("Connection", "close");
    }

    public static Problem unsupportedMediaType(String detail) {
        return of(415, "unsupported-media-type", detail);
    }

    /** 422 with every fault of the request. */
    public static Problem invalid(List<Fault> faults) {
        var detail = faults.size() == 1 ? "One field is not right." : faults.size() + " fields are not right.";
        return new Problem(422, "invalid-request", detail, List.copyOf(faults), Map.of(), Map.of());
    }

    public static Problem invalid(String field, String code, String message) {
        return invalid(List.of(new Fault(field, code, message)));
    }

    /** 429: too many requests; the client may try again after {@code seconds}. */
    public static Problem tooManyRequests(String code, String detail, int seconds) {
        return of(429, code, detail).with("Retry-After", Integer.toString(seconds));
    }

    public static Problem badGateway(String code, String detail) {
        return of(502, code, detail);
    }

    /**
     * 503: the client may try again after {@code seconds}. Usually nothing has changed. But a connection lost at COMMIT
     * leaves the outcome unknown, so only an Idempotency-Key makes a second write safe.
     */
    public static Problem unavailable(String code, String detail, int seconds) {
        return of(503, code, detail).with("Retry-After", Integer.toString(seconds));
    }

    public static Problem gatewayTimeout(String code, String detail) {
        return of(504, code, detail);
    }

    /** An error of the HTTP request itself; the connection closes after the answer. */
    public static Problem refused(int status, String code, String detail) {
        return of(status, code, detail).with("Connection", "close");
    }

    public static Problem internal() {
        return of(500, "internal-error", "Something went wrong on our side; the log has it under this trace id.");
    }

    public Problem with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Problem(status, code, getMessage(), faults, more, members);
    }

    /** The same problem with one more member beside the standard ones (RFC 9457 §3.2). */
    public Problem withMember(String name, Object value) {
        var more = new LinkedHashMap<>(members);
        more.put(name, value);
        return new Problem(status, code, getMessage(), faults, headers, more);
    }

    public Problem withDetail(String detail) {
        return new Problem(status, code, detail, faults, headers, members);
    }

    /** The same problem with each fault below {@code path}: {@code price} becomes {@code schedule[0].price}. */
    Problem below(String path) {
        var moved = faults.stream()
                .map(fault -> new Fault(path + "." + fault.field, fault.code, fault.message))
                .toList();
        return path.isEmpty() ? this : new Problem(status, code, getMessage(), moved, headers, members);
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public List<Fault> faults() {
        return faults;
    }

    public Map<String, String> headers() {
        return headers;
    }

    public Map<String, Object> members() {
        return members;
    }
}
