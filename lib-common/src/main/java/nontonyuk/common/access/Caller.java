package nontonyuk.common.access;

/**
 * The sender of a request, taken from its verified token. {@code subject} is the user's number or a service's name.
 * {@code session} is the login that the token belongs to; a service has none, so it is {@code null} there.
 */
public record Caller(String subject, Role role, String session) {
    /** The user's number. Only a route that services may not use asks for it, since a service has no number. */
    public long id() {
        return Long.parseLong(subject);
    }

    public boolean isAdmin() {
        return role == Role.ADMIN;
    }
}
