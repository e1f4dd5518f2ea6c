package nontonyuk.common.access;

import java.util.List;

/** Finds out who sends a request. The router calls it once for each request to a closed route. */
@FunctionalInterface
public interface Authenticator {
    /**
     * The caller that the {@code Authorization} headers prove (RFC 9110 §11.6.2). Without a header they are
     * {@code null}. It throws a {@code Problem} with status 401 if they prove no caller.
     */
    Caller authenticate(List<String> authorization);
}
