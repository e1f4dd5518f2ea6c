package nontonyuk.common.access;

/**
 * Who sent the request, by the token that was verified: {@code subject} is the user's number, or a service's name;
 * {@code session} is the login that the token comes from, and {@code null} for a service, which has none.
 */
public record Caller(String subject, Role role, String session) {
    /** The user's number. Only people have one; a service's token never gets to a route that asks. */
    public long id() {
        return Long.parseLong(subject);
    }

    public boolean isAdmin() {
        return role == Role.ADMIN;
    }
}
