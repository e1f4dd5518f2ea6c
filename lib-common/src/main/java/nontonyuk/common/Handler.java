package nontonyuk.common;

/** What a route does: a request in, a response out, or a {@link Problem} thrown. */
@FunctionalInterface
public interface Handler {
    Response handle(Request request);
}
