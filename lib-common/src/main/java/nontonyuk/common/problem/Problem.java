package nontonyuk.common.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Something the caller is told instead of an answer: a status, a stable code and a sentence (RFC 9457).
 *
 * <p>It is thrown where the fault is seen and becomes a response in one place, the router. The code ends up in
 * {@code type} as {@code /problems/<code>}; the title is the code in words.
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final String CHALLENGE = "WWW-Authenticate";
    private static final String REALM = "Bearer realm=\"nontonyuk\"";

    /** One fault of a request: the field in the caller's own spelling, a stable code, a sentence. */
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
        super(detail, null, false, false); // an answer, not a crash: nobody reads its stack
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

    /**
     * 401 for a request with a token that isn't good; the challenge says why (RFC 6750 §3.1). Printable ASCII is all
     * that the standard lets it say there.
     */
    public static Problem unauthorized(String code, String detail) {
        return of(401, code, detail).with(CHALLENGE, challenge("invalid_token", detail));
    }

    /** 401 for a request without any token: the challenge names no error then (RFC 6750 §3.1). */
    public static Problem unauthenticated(String code, String detail) {
        return of(401, code, detail).with(CHALLENGE, REALM);
    }

    public static Problem paymentRequired(String code, String detail) {
        return of(402, code, detail);
    }

    public static Problem forbidden(String code, String detail) {
        return of(403, code, detail);
    }

    /** 403 for a good token whose role may not do this (RFC 6750 §3.1). */
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

    /** 405; {@code allowed} names the methods that the path knows (RFC 9110 §15.5.6). */
    public static Problem methodNotAllowed(String detail, String allowed) {
        return of(405, "method-not-allowed", detail).with("Allow", allowed);
    }

    public static Problem conflict(String code, String detail) {
        return of(409, code, detail);
    }

    /** 410: it was there, and will not come back. */
    public static Problem gone(String code, String detail) {
        return of(410, code, detail);
    }

    public static Problem tooLarge(String detail) {
        return of(413, "body-too-large", detail).with("Connection", "close");
    }

    public static Problem unsupportedMediaType(String detail) {
        return of(415, "unsupported-media-type", detail);
    }

    /** 422 with every fault that was found. */
    public static Problem invalid(List<Fault> faults) {
        var detail = faults.size() == 1 ? "One field is not right." : faults.size() + " fields are not right.";
        return new Problem(422, "invalid-request", detail, List.copyOf(faults), Map.of(), Map.of());
    }

    public static Problem invalid(String field, String code, String message) {
        return invalid(List.of(new Fault(field, code, message)));
    }

    /** 429: too much of this has been asked for; {@code seconds} later it is taken again. */
    public static Problem tooManyRequests(String code, String detail, int seconds) {
        return of(429, code, detail).with("Retry-After", Integer.toString(seconds));
    }

    public static Problem badGateway(String code, String detail) {
        return of(502, code, detail);
    }

    /**
     * 503: trying again after {@code seconds} makes sense. As a rule nothing was done; but where a connection was lost
     * at COMMIT nobody knows, and a write is safe to be sent again only with an Idempotency-Key.
     */
    public static Problem unavailable(String code, String detail, int seconds) {
        return of(503, code, detail).with("Retry-After", Integer.toString(seconds));
    }

    public static Problem gatewayTimeout(String code, String detail) {
        return of(504, code, detail);
    }

    /** The guard's answer to a request that breaks HTTP or a limit; the connection closes after it. */
    public static Problem refused(int status, String code, String detail) {
        return of(status, code, detail).with("Connection", "close");
    }

    public static Problem internal() {
        return of(500, "internal-error", "Something went wrong on our side; the log has it under this trace id.");
    }

    /** The same problem with one more response header. */
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

    /** The same faults, each below {@code path}: {@code price} becomes {@code schedule[0].price}. */
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
