package nontonyuk.labs.course;

/** A command that changed nothing, or stopped where nothing is lost. The text is {@code refused.<key>}. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Object[] values;

    /** {@code values}: name, value, name, value, … for the text. */
    Refusal(String key, Object... values) {
        super(key);
        this.values = values;
    }

    Object[] values() {
        return values;
    }
}
