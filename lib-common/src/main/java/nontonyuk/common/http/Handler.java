package nontonyuk.common.http;

import nontonyuk.common.problem.Problem;

/** What a route does: a request in, a response out, or a {@link Problem} thrown. */
@FunctionalInterface
public interface Handler {
    Response handle(Request request);
}
