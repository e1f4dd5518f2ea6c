package nontonyuk.common.http;

/** The code of a route. It turns a request into a response, or throws a {@code Problem}. */
@FunctionalInterface
public interface Handler {
    Response handle(Request request);
}
