package nontonyuk.common.access;

/** Who may use a route. */
public enum Access {
    /** Everyone, also without a token. */
    OPEN,
    /** Every person with a token. */
    SIGNED_IN,
    /** Staff and admins. */
    STAFF,
    ADMIN,
    /** Our own services, with a service token. */
    SERVICE;

    public boolean admits(Role role) {
        return switch (this) {
            case OPEN -> true;
            case SIGNED_IN -> role != Role.SERVICE;
            case STAFF -> role == Role.STAFF || role == Role.ADMIN;
            case ADMIN -> role == Role.ADMIN;
            case SERVICE -> role == Role.SERVICE;
        };
    }
}
