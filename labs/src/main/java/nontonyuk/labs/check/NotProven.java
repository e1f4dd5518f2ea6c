package nontonyuk.labs.check;

/** The load or the fault was not seen at work, so the result counts neither way. */
public final class NotProven extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NotProven() {
        super("not proven");
    }
}
