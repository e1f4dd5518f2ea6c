package nontonyuk.common.client;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/**
 * What an HTTP call came to. A caller handles each kind in one {@code switch}, so no failure is forgotten.
 *
 * @param request the request, or {@code null} when no instance was asked
 * @param answer the answer with its whole body, or {@code null} unless the kind is ANSWERED
 * @param reason why there is no answer, or {@code null}
 */
public record Outcome(HttpRequest request, Kind kind, HttpResponse<byte[]> answer, String reason) {
    public enum Kind {
        /** A whole answer, whatever its status. */
        ANSWERED,
        /** No connection: the request was not sent, so it can be sent elsewhere. */
        REFUSED,
        /** No whole answer before the deadline. The other side may have done the work. */
        TIMED_OUT,
        /** The connection broke, or the answer is not HTTP. The other side may have done the work. */
        BROKEN,
        /** The body is larger than the caller accepts. */
        TOO_LARGE
    }

    static Outcome failed(HttpRequest request, Kind kind, String reason) {
        return new Outcome(request, kind, null, reason);
    }

    boolean isRefused() {
        return kind == Kind.REFUSED;
    }

    /** For logs and metrics: a status, or one of three words. */
    @Override
    public String toString() {
        return switch (kind) {
            case ANSWERED -> Integer.toString(answer.statusCode());
            case REFUSED -> "refused";
            case TIMED_OUT -> "timed out";
            case BROKEN, TOO_LARGE -> "broken";
        };
    }
}
