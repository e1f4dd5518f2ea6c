package nontonyuk.common.access;

import java.util.List;

/** Finds out who sends a request. The router calls it once for each request to a closed route. */
@FunctionalInterface
public interface Authenticator {
    /**
     * The caller that the {@code Authorization} headers prove (RFC 9110 §11.6.2). It throws a {@code Problem} with
     * status 401 if they prove none.
     *
     * @param authorization every value of the header in order, or {@code null} if the request has none
     */
    Caller authenticate(List<String> authorization);
}
