package nontonyuk.sql;

/** A server that can't start, ended, or can't be removed; the message is one for the person at the terminal. */
public final class DatabaseFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    DatabaseFailure(String message) {
        super(message);
    }
}
