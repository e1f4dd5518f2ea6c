package nontonyuk.common.http;

import nontonyuk.common.problem.Problem;

/** The code behind a route. It returns a response or throws a {@link Problem}. */
@FunctionalInterface
public interface Handler {
    Response handle(Request request);
}
